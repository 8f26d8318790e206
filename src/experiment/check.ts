import type { CatalogueLookup } from '../catalogue/index.ts';
import type { MessageArgs } from '../messages/types.ts';
import type { ParsedDocument, Problem, Range } from './document.ts';
import { type FixMaker, rangeIn } from './fixes.ts';
import type { JsonObject } from './json.ts';
import { mostProblems } from './parsed.ts';
import { join, tokensOf } from './pointer.ts';
import { textAt, valueAt } from './value-at.ts';

/** What a check has found, in terms that stay true when the text around it changes. */
export interface Finding {
  code: string;
  args?: MessageArgs;
  /** `error` when left out. */
  severity?: Problem['severity'];
  pointer: string;
  /** Which part of the place is marked. */
  part?: 'key' | 'value';
  /** The text within the value that is marked. */
  needle?: string;
  fix?: FixMaker;
}

/** What every check gets. */
export interface Check {
  readonly document: ParsedDocument;
  readonly experiment: JsonObject;
  readonly catalogue: CatalogueLookup;
  report(finding: Finding): void;
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

/** Findings as problems of a document, each one once. */
export function toProblems(document: ParsedDocument, findings: readonly Finding[]): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const { code, args, severity = 'error', pointer, part, needle, fix } of findings) {
    if (problems.length >= mostProblems) {
      break;
    }
    const id = `${code} ${pointer} ${args === undefined ? '' : JSON.stringify(args)}`;
    if (seen.has(id)) {
      continue;
    }
    seen.add(id);
    const within = needle === undefined ? undefined : rangeIn(document, pointer, needle);
    problems.push({
      code,
      severity,
      pointer,
      range: within ?? (part ? document.rangeOf(pointer, part) : headOf(document, pointer)),
      ...(args && { args }),
      ...(fix && { fixes: () => fix(document, pointer) }),
    });
  }
  return problems;
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
