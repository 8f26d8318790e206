import type { Edit, Fix, ParsedDocument } from './document.ts';
import { insertion, move, removal } from './edits.ts';
import type { Json } from './json.ts';
import { written } from './written.ts';

/** Works out the fixes of a finding at its place, when somebody asks for them. */
export type FixMaker = (document: ParsedDocument, pointer: string) => Fix[];

/** Offers each candidate as a replacement of the value, or of its name. */
export function replaceBy(candidates: readonly Json[], part: 'key' | 'value' = 'value'): FixMaker {
  return (document, pointer) =>
    document.isOwn(pointer)
      ? candidates.map((candidate) => {
          const range = document.rangeOf(pointer, part);
          const text = typeof candidate === 'string' ? candidate : JSON.stringify(candidate);
          return toFix(
            'experiment.fix-replace',
            [{ range, newText: written(document, candidate) }],
            text,
          );
        })
      : [];
}

/** Replaces a text within the value. */
export function replaceIn(needle: string, candidates: readonly string[]): FixMaker {
  return (document, pointer) => {
    const range = rangeIn(document, pointer, needle);
    return range === undefined || !document.isOwn(pointer)
      ? []
      : candidates.map((newText) => toFix('experiment.fix-replace', [{ range, newText }], newText));
  };
}

/** Removes the member. */
export function remove(): FixMaker {
  return (document, pointer) => {
    const edit = removal(document, pointer);
    return edit === undefined ? [] : [toFix('experiment.fix-remove', [edit])];
  };
}

/** Moves the member into another object: into the one called `place`, or out of its own. */
export function moveTo(target: string, place?: string): FixMaker {
  return (document, pointer) => {
    const edits = move(document, pointer, target);
    const code = place === undefined ? 'experiment.fix-move-out' : 'experiment.fix-move';
    return edits === undefined ? [] : [toFix(code, edits, place)];
  };
}

/** Adds a member to an object; the value of the finding itself if none is named. */
export function insert(name: string, value: Json, target?: string): FixMaker {
  return (document, pointer) => {
    const edit = insertion(document, target ?? pointer, name, value);
    return edit === undefined ? [] : [toFix('experiment.fix-add', [edit], name)];
  };
}

/** Where a text stands within a value; undefined where it is written another way. */
export function rangeIn(document: ParsedDocument, pointer: string, needle: string) {
  const { start, end } = document.spanOf(pointer);
  const at = document.text.indexOf(needle, start);
  return at < 0 || at + needle.length > end
    ? undefined
    : document.rangeAt({ start: at, end: at + needle.length });
}

/** A fix; `text` is what its title names. */
export function toFix(code: string, edits: Edit[], text?: string): Fix {
  return { code, edits, ...(text !== undefined && { args: { text } }) };
}

/** Candidates as they follow “Did you mean”. */
export function quotedList(candidates: readonly string[]): string {
  return candidates.map((candidate) => `“${candidate}”`).join(', ');
}
