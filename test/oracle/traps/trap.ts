import assert from 'node:assert/strict';
import { sh } from '../build.ts';
import type { CaseOptions, JsonObject, Outcome } from '../case.ts';

/** What a rule claims about Chaos Toolkit, shown by a run of it. */
export interface Trap {
  /** Code of the problem, without `experiment.`. */
  code: string;
  says: string;
  experiment: JsonObject;
  options?: CaseOptions;
  shows(outcome: Outcome): void;
}

export const journal = ({ journal }: Outcome): JsonObject => {
  assert.ok(journal, 'no journal');
  return journal;
};
export const list = (outcome: Outcome, key: string) => journal(outcome)[key] as JsonObject[];
export const seconds = (outcome: Outcome) => Number(journal(outcome)['duration']);
/** Start and end of a step of the method in milliseconds, by its name. */
export function times(outcome: Outcome, name: string): { start: number; end: number } {
  const step = list(outcome, 'run').find(
    ({ activity }) => (activity as JsonObject)['name'] === name,
  );
  assert.ok(step, `no step ${name}`);
  return { start: Date.parse(String(step['start'])), end: Date.parse(String(step['end'])) };
}
export const completes = (outcome: Outcome) => {
  assert.equal(outcome.code, 0, outcome.log);
  assert.equal(journal(outcome)['status'], 'completed');
};
export const gateFails = (outcome: Outcome) => {
  const { before: gate } = journal(outcome)['steady_states'] as { before: JsonObject };
  assert.equal(gate['steady_state_met'], false);
};
export const dies = (outcome: Outcome) => {
  assert.equal(outcome.code, 1);
  assert.equal(outcome.journal, undefined);
  assert.match(outcome.log, /Traceback/);
};
/** One part of what a step of the method gave. */
export const given = (outcome: Outcome, index: number, part: string) => {
  const step = list(outcome, 'run')[index];
  assert.ok(step);
  return (step['output'] as JsonObject)[part];
};
export const outputs = (outcome: Outcome, text: string) =>
  assert.equal(given(outcome, 0, 'stdout'), text);

export const strategy = (block: string, name: string): JsonObject => ({
  runtime: { [block]: { strategy: name } },
});
export const back = { rollbacks: [sh('true', { name: 'back' })] };
