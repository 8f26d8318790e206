import type { CatalogueLookup } from '../catalogue/index.ts';
import type { MessageArgs } from '../messages/types.ts';
import type { Fix, ParsedDocument, Problem, Range } from './document.ts';
import type { JsonObject } from './json.ts';
import { mostProblems } from './parsed.ts';
import { join, tokensOf } from './pointer.ts';
import { textAt, valueAt } from './value-at.ts';

/** What a check has found; the range follows from the pointer unless it is given. */
export interface Finding {
  code: string;
  args?: MessageArgs;
  /** `error` when left out. */
  severity?: Problem['severity'];
  pointer: string;
  /** Which part of the place is marked. */
  part?: 'key' | 'value';
  range?: Range;
  fixes?: Fix[];
}

/** What every check gets. */
export interface Check {
  readonly document: ParsedDocument;
  readonly experiment: JsonObject;
  readonly catalogue: CatalogueLookup;
  report(finding: Finding): void;
}

/** Collects findings as problems, each one once. */
export function createCheck(
  document: ParsedDocument,
  experiment: JsonObject,
  catalogue: CatalogueLookup,
): Check & { readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  return {
    document,
    experiment,
    catalogue,
    problems,
    report({ code, args, severity = 'error', pointer, part, range, fixes }) {
      if (problems.length >= mostProblems) {
        return;
      }
      const place = range ?? (part ? document.rangeOf(pointer, part) : headOf(document, pointer));
      const { line, character } = place.start;
      const id = `${code} ${pointer} ${line}:${character} ${JSON.stringify(args)}`;
      if (seen.has(id)) {
        return;
      }
      seen.add(id);
      problems.push({
        code,
        severity,
        pointer,
        range: place,
        ...(args && { args }),
        ...(fixes?.length && { fixes }),
      });
    },
  };
}

/** The same check, with errors reported as warnings. */
export function asWarnings(check: Check): Check {
  return {
    ...check,
    report(finding) {
      check.report({ ...finding, severity: finding.severity === 'info' ? 'info' : 'warning' });
    },
  };
}

/** Where a value is marked: at its name when it goes over several lines, not from first to last. */
function headOf(document: ParsedDocument, pointer: string): Range {
  const range = document.rangeOf(pointer);
  if (range.start.line === range.end.line) {
    return range;
  }
  const last = tokensOf(pointer).at(-1);
  if (last !== undefined && !/^\d+$/.test(last)) {
    return document.rangeOf(pointer, 'key');
  }
  for (const name of ['name', 'ref']) {
    if (textAt(valueAt(document.value, pointer), name) !== undefined) {
      return document.rangeOf(join(pointer, name));
    }
  }
  const { line, character } = range.start;
  return { start: range.start, end: { line, character: character + 1 } };
}
