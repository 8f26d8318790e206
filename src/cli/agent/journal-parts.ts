import { boundedOutput } from '../../engine/progress.ts';
import { isObject, type Json, type JsonObject } from '../../experiment/json.ts';

/** The members of a list that are objects. */
export function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A member that is an object, or an empty one. */
export function member(value: JsonObject, name: string): JsonObject {
  const found = value[name];
  return isObject(found) ? found : {};
}

/** The checks of the hypothesis in a journal. */
export interface States {
  before?: JsonObject;
  during: JsonObject[];
  after?: JsonObject;
}

export function statesOf(journal: JsonObject): States {
  const { before, during, after } = member(journal, 'steady_states');
  return {
    ...(isObject(before) && { before }),
    during: objects(during),
    ...(isObject(after) && { after }),
  };
}

/** All checks, in order. */
export function allStates({ before, during, after }: States): JsonObject[] {
  return [before, ...during, after].filter((state) => state !== undefined);
}

/** Phases in which the hypothesis was met before, and then not. */
export function deviatedPhases({ during, after }: States): string[] {
  const unmet = (state: JsonObject | undefined) => state?.['steady_state_met'] === false;
  return [...(during.some(unmet) ? ['during'] : []), ...(unmet(after) ? ['after'] : [])];
}

/** A check for a reader: the judgement and its probes. */
export function stateDetail(state: JsonObject | undefined): Json {
  if (state === undefined || Object.keys(state).length === 0) {
    return null;
  }
  return {
    met: state['steady_state_met'] ?? null,
    probes: objects(state['probes']).map(probeDetail),
  };
}

function probeDetail(probe: JsonObject): JsonObject {
  const activity = member(probe, 'activity');
  const error = lastLine(probe['exception']);
  return {
    name: activity['name'] ?? null,
    status: probe['status'] ?? null,
    tolerance_met: probe['tolerance_met'] ?? null,
    tolerance: activity['tolerance'] ?? null,
    ...boundedOutput(probe['output'] ?? null),
    ...(error !== null && { error }),
  };
}

/** The checks while the method ran, in numbers. */
export function duringDetail(during: readonly JsonObject[]): JsonObject {
  const isUnmet = (state: JsonObject) => state['steady_state_met'] === false;
  const first = during.findIndex(isUnmet);
  const probes = during
    .filter(isUnmet)
    .flatMap((state) => objects(state['probes']))
    .filter((probe) => probe['tolerance_met'] === false)
    .map((probe) => String(member(probe, 'activity')['name']));
  return {
    iterations: during.length,
    unmet: during.filter(isUnmet).length,
    first_unmet_iteration: first < 0 ? null : first + 1,
    unmet_probes: [...new Set(probes)].sort(),
  };
}

/** Entries that failed, with their reasons. */
export function failedRuns(runs: Json | undefined): { name: Json; error: Json }[] {
  return objects(runs)
    .filter(({ status }) => status === 'failed')
    .map((run) => ({
      name: member(run, 'activity')['name'] ?? null,
      error: lastLine(run['exception']),
    }));
}

/** The last line of an exception, which names it. */
export function lastLine(exception: Json | undefined): string | null {
  const text = Array.isArray(exception) ? exception.map(String).join('').trim() : '';
  return text === '' ? null : (text.split('\n').at(-1) ?? null);
}
