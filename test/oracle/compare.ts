import assert from 'node:assert/strict';
import { isObject, type Json, type JsonObject } from '../../src/experiment/json.ts';
import type { Case, Outcome, Outline } from './case.ts';
import { normalise } from './normalise.ts';

/** An outcome with the folder it took place in. */
export type Run = Outcome & { folder: string };

/** Throws an AssertionError unless both sides show what the case says. */
export function compare(each: Case, theirs: Run, ours: Run): void {
  if (each.differs) {
    checkOutline('chaos', theirs, each.differs.theirs);
    checkOutline('this engine', ours, each.differs.ours);
    return;
  }
  const logs = `\n--- chaos\n${theirs.log.slice(-3000)}\n--- this engine\n${ours.log.slice(-3000)}`;
  assert.deepEqual(
    shown(each, ours),
    shown(each, theirs),
    `${difference(each, theirs, ours)}${logs}`,
  );
}

function difference(each: Case, theirs: Run, ours: Run): string {
  try {
    assert.deepEqual(shown(each, ours), shown(each, theirs));
    return '';
  } catch (error) {
    return (error as Error).message.replace('actual - expected', 'this engine - chaos');
  }
}

/** What is compared: the exit code, the normalised journal and what was left behind. */
function shown(each: Case, run: Run): JsonObject {
  if (run.journal === undefined) {
    return { code: run.code, journal: null, effects: run.effects };
  }
  const journal = normalise(run.journal, run.folder);
  each.normalise?.(journal);
  return { code: run.code, journal, effects: run.effects };
}

function checkOutline(side: string, run: Run, outline: Outline): void {
  const text = `${side} is not as the rule says:\n${run.log.slice(-3000)}`;
  assert.equal(run.code, outline.code, text);
  if (outline.journal === null) {
    assert.equal(run.journal, undefined, text);
  } else {
    assert.ok(run.journal, text);
    assert.deepEqual(
      part(normalise(run.journal, run.folder), outline.journal),
      outline.journal,
      text,
    );
  }
}

/** As much of a value as there is of the other. */
function part(value: Json | undefined, wanted: Json): Json {
  if (Array.isArray(wanted) && Array.isArray(value)) {
    return value.map((item, at) => part(item, wanted[at] ?? null));
  }
  if (isObject(wanted) && isObject(value)) {
    return Object.fromEntries(
      Object.entries(wanted).map(([key, member]) => [key, part(value[key], member)]),
    );
  }
  return value === undefined ? '<none>' : value;
}
