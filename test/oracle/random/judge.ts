import assert from 'node:assert/strict';
import { isObject } from '../../../src/experiment/json.ts';
import type { Json, JsonObject } from '../case.ts';
import type { Run } from '../compare.ts';
import { normalise } from '../normalise.ts';
import { canaries } from './values.ts';

/** Why two runs may differ, from the list of differences on purpose. */
export type Reason = 'traceback' | 'secrets';

/** What came of a pair of runs: the same, explained, or a text with the difference. */
export type Judgement = { same: true } | { reason: Reason } | { difference: string };

/** Compares exit code, journal and side effects. */
export function judge(theirs: Run, ours: Run): Judgement {
  if (theirs.journal === undefined || theirs.journal['cut'] === true) {
    return withoutJournal(theirs, ours);
  }
  if (isRefusedEarly(ours)) {
    return { reason: 'traceback' };
  }
  const real = shown(theirs);
  const own = shown(ours);
  const covered = JSON.parse(masked(JSON.stringify(real)));
  const difference = differs(own, covered);
  if (difference !== undefined) {
    return { difference };
  }
  return differs(own, real) === undefined ? { same: true } : { reason: 'secrets' };
}

/**
 * The original refused the experiment, or ended in a traceback. Then ours refuses it too, or ends
 * aborted with a journal; both exit with 1. Only where the original can't write its journal down,
 * ours may go on.
 */
function withoutJournal(theirs: Run, ours: Run): Judgement {
  const refused = ours.journal === undefined && ours.code === 1;
  if (!theirs.log.includes('Traceback')) {
    return refused && theirs.code === 1
      ? { same: true }
      : { difference: `chaos refused it (exit code ${theirs.code}), this engine did not` };
  }
  if (theirs.log.includes('is not JSON serializable')) {
    return { reason: 'traceback' };
  }
  if (refused || (ours.journal?.['status'] === 'aborted' && ours.code === 1)) {
    return { reason: 'traceback' };
  }
  return { difference: `chaos ended in a traceback; here: ${String(ours.journal?.['status'])}` };
}

/**
 * Problems of what ends the original in a traceback, or aborts it, once it gets there: here they
 * keep a run from starting.
 */
const early = [
  'experiment.tolerance-target-missing',
  'experiment.tolerance-target-type',
  'experiment.tolerance-target-unknown',
  'experiment.tolerance-arguments',
  'experiment.http-url',
];

function isRefusedEarly({ journal, log }: Run): boolean {
  const text = log.trimStart();
  return journal === undefined && early.some((code) => text.startsWith(`${code} `));
}

/** What of a run is compared. */
function shown(run: Run): JsonObject {
  const journal = run.journal === undefined ? null : normalise(run.journal, run.folder);
  if (journal !== null) {
    sortBackground(journal);
    onceEach(journal);
    withoutProbeSecrets(journal);
  }
  return { code: run.code, journal, effects: run.effects };
}

/** The original puts all secrets into the probes of the configuration. */
function withoutProbeSecrets(journal: JsonObject): void {
  const { configuration } = journal['experiment'] as { configuration?: JsonObject };
  for (const entry of Object.values(configuration ?? {})) {
    if (isObject(entry) && isObject(entry['provider'])) {
      delete entry['provider']['secrets'];
    }
  }
}

/** Where an entry of a background activity stands among the others is left to threads. */
function sortBackground(journal: JsonObject): void {
  const entries = journal['run'] as { activity?: JsonObject }[];
  const nameOf = ({ activity }: { activity?: JsonObject }) => String(activity?.['name']);
  if (entries.some(({ activity }) => activity?.['background'])) {
    entries.sort((one, other) => nameOf(one).localeCompare(nameOf(other)));
  }
}

/** How often the hypothesis was asked meanwhile depends on the machine: each state counts once. */
function onceEach(journal: JsonObject): void {
  const states = journal['steady_states'] as { during?: Json[] } | undefined;
  if (states?.during) {
    const texts = new Set(states.during.map((state) => JSON.stringify(state)));
    states.during = [...texts].sort().map((text) => JSON.parse(text));
  }
}

function masked(text: string): string {
  return canaries.reduce((left, canary) => left.replaceAll(canary, '***'), text);
}

function differs(own: Json, real: Json): string | undefined {
  try {
    assert.deepEqual(own, real);
    return undefined;
  } catch (error) {
    return (error as Error).message.replace('actual - expected', 'this engine - chaos');
  }
}
