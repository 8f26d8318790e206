import { resolve } from 'node:path';
import type { Json, JsonObject } from '../../experiment/json.ts';
import { format } from '../../messages/format.ts';
import {
  allStates,
  deviatedPhases,
  duringDetail,
  failedRuns,
  member,
  objects,
  stateDetail,
  statesOf,
} from './journal-parts.ts';

/** Warnings with which a run does not answer the question that was asked. */
const inconclusive = ['dry-run', 'no-steady-state-hypothesis', 'method-activity-failed'];

/** Where and how a run was made. */
export interface RunFacts {
  source: string;
  cwd: string;
  journalPath: string;
  eventsPath?: string;
  exitCode: number;
  /** What it means, in words. */
  verdict: string;
}

const schema = 'chaostoolkit/agent/run/v1';

/** The report of `run --output agent`: what a program may decide by, made of the journal. */
export function runReport(journal: JsonObject, facts: RunFacts): JsonObject {
  const experiment = member(journal, 'experiment');
  const states = statesOf(journal);
  const outcome = outcomeOf(journal);
  const warnings = warningsOf(journal, experiment);
  const doubtful = warnings.some(({ code }) => inconclusive.includes(code));
  const { status, start, end, duration, deviated } = journal;
  return {
    schema,
    command: 'run',
    outcome,
    conclusive: (outcome === 'passed' || outcome === 'deviated') && !doubtful,
    verdict: facts.verdict,
    exit_code: facts.exitCode,
    source: located(facts.source, facts.cwd),
    journal_path: resolve(facts.cwd, facts.journalPath),
    events_path: facts.eventsPath === undefined ? null : resolve(facts.cwd, facts.eventsPath),
    experiment: { title: experiment['title'] ?? null, dry: experiment['dry'] ?? null },
    journal: {
      status: status ?? null,
      deviated: deviated ?? false,
      start: start ?? null,
      end: end ?? null,
      duration: duration ?? null,
    },
    steady_state: {
      before: stateDetail(states.before),
      during: duringDetail(states.during),
      after: stateDetail(states.after),
    },
    method: { count: objects(journal['run']).length, failed: failedRuns(journal['run']) },
    rollbacks: {
      declared: objects(experiment['rollbacks']).length,
      played: objects(journal['rollbacks']).length,
      failed: failedRuns(journal['rollbacks']),
    },
    interrupted_by: interruptedBy(journal),
    warnings: warnings.map((warning) => ({ ...warning })),
    error: null,
  };
}

/** From what says least of the system to what says most. */
function outcomeOf(journal: JsonObject): string {
  const { status } = journal;
  if (status === 'interrupted' || status === 'aborted') {
    return status;
  }
  const states = statesOf(journal);
  const probes = allStates(states).flatMap((state) => objects(state['probes']));
  if (probes.some((probe) => probe['status'] !== 'succeeded')) {
    return 'probe-error';
  }
  if (states.before?.['steady_state_met'] === false) {
    return 'baseline-not-met';
  }
  return deviatedPhases(states).length > 0 ? 'deviated' : 'passed';
}

interface Warning {
  code: string;
  message: string;
}

function warningsOf(journal: JsonObject, experiment: JsonObject): Warning[] {
  const warning = (code: string, args: Record<string, string | number> = {}): Warning => ({
    code,
    message: format({ code: `agent.${code}`, args }),
  });
  const named = (runs: Json | undefined) => failedRuns(runs).map(({ name }) => String(name));
  const dry = experiment['dry'] ?? null;
  const hypothesis = member(experiment, 'steady-state-hypothesis');
  const [method, rollbacks] = [named(journal['run']), named(journal['rollbacks'])];
  const declared = objects(experiment['rollbacks']).length;
  const played = objects(journal['rollbacks']).length;
  return [
    ...(dry === null ? [] : [warning('dry-run', { dry: String(dry) })]),
    ...(objects(hypothesis['probes']).length > 0 ? [] : [warning('no-steady-state-hypothesis')]),
    ...(method.length > 0 ? [warning('method-activity-failed', { names: method.join(', ') })] : []),
    ...(played < declared ? [warning('rollbacks-not-played', { played, declared })] : []),
    ...(rollbacks.length > 0 ? [warning('rollback-failed', { names: rollbacks.join(', ') })] : []),
  ];
}

function interruptedBy(journal: JsonObject): Json {
  const { kind, name, reason } = member(journal, 'interruption');
  return journal['status'] === 'interrupted' && reason !== undefined
    ? { kind: kind ?? 'control', name: name ?? null, reason }
    : null;
}

/** Why there was no run. */
export interface Refusal {
  stage: 'load' | 'validation' | 'run';
  message: string;
}

/** The same report for a run that could not start. */
export function refusedReport(
  { stage, message }: Refusal,
  { source, cwd, exitCode, verdict }: Pick<RunFacts, 'source' | 'cwd' | 'exitCode' | 'verdict'>,
): JsonObject {
  return {
    schema,
    command: 'run',
    outcome: 'error',
    conclusive: false,
    verdict,
    exit_code: exitCode,
    source: located(source, cwd),
    journal_path: null,
    events_path: null,
    experiment: null,
    journal: null,
    steady_state: null,
    method: null,
    rollbacks: null,
    interrupted_by: null,
    warnings: [],
    error: errorOf({ stage, message }),
  };
}

/** The report of `validate --output agent`. */
export function validateReport(
  source: string,
  cwd: string,
  title: Json,
  refusal: Refusal | undefined,
): JsonObject {
  return {
    schema: 'chaostoolkit/agent/validate/v1',
    command: 'validate',
    valid: refusal === undefined,
    source: located(source, cwd),
    title,
    error: refusal === undefined ? null : errorOf(refusal),
  };
}

function errorOf({ stage, message }: Refusal): JsonObject {
  const type = stage === 'load' ? 'InvalidSource' : 'InvalidExperiment';
  return { stage, type, message };
}

function located(source: string, cwd: string): string {
  return source.includes('://') ? source : resolve(cwd, source);
}
