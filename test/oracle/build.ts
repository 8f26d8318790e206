import type { Json, JsonObject } from '../../src/experiment/json.ts';

/** An experiment with what it must have. */
export function experiment(parts: JsonObject): JsonObject {
  return { title: 'a rule', description: 'shown', method: [], ...parts };
}

/** A probe whose output is `{status: code, …}`. */
export function exits(code: number, more: JsonObject = {}): JsonObject {
  return sh(`exit ${code}`, { type: 'probe', name: `exits ${code}`, ...more });
}

/** A probe whose standard output is the text. */
export function prints(text: Json, more: JsonObject = {}): JsonObject {
  return {
    type: 'probe',
    name: 'prints',
    provider: { type: 'process', path: 'printf', arguments: ['%s', text] },
    ...more,
  };
}

/** An action that runs a script. */
export function sh(script: string, more: JsonObject = {}): JsonObject {
  return {
    type: 'action',
    name: 'script',
    provider: { type: 'process', path: 'sh', arguments: ['-c', script] },
    ...more,
  };
}

/** A probe that can't be asked: its program takes longer than it may. */
export function breaks(more: JsonObject = {}): JsonObject {
  return {
    type: 'probe',
    name: 'breaks',
    provider: { type: 'process', path: 'sleep', arguments: ['60'], timeout: 0.05 },
    ...more,
  };
}

/** A call of the service. */
export function calls(path: string, provider: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return {
    type: 'probe',
    name: 'calls',
    provider: { type: 'http', url: `@service@${path}`, ...provider },
    ...more,
  };
}

/** A hypothesis of some probes. */
export function hypothesis(...probes: JsonObject[]): JsonObject {
  return { 'steady-state-hypothesis': { title: 'all is well', probes } };
}

/** A hypothesis that holds before the method and not after `breakIt` was played. */
export const untilBroken = hypothesis(
  sh('test ! -e broken', { type: 'probe', name: 'not broken', tolerance: 0 }),
);

export const breakIt = sh('touch broken', { name: 'break' });

/** Rollbacks of which one fails. */
export const rollbacks = {
  rollbacks: [
    sh('exit 1', { name: 'first' }),
    breaks({ type: 'action', name: 'fails' }),
    sh('exit 0', { name: 'last' }),
  ],
};
