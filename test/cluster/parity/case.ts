import type { Json, JsonObject } from '../../../src/experiment/json.ts';

/** An activity by its importable path. */
export interface Call {
  path: string;
  args: JsonObject;
}

/** How an activity ended. */
export interface Ended {
  status: 'succeeded' | 'failed';
  output: Json;
  /** Of our own error. */
  code?: string;
  /** The failure in words, for the table. */
  error?: string;
}

/** How the original ends, and why this ends otherwise. */
export type Differs = Ended & { why?: string };

/** A call with how it must end here, and in the original where that differs on purpose. */
export interface Case extends Call {
  here: Ended;
  original?: Differs;
}

/** A success and what it gives. */
export const gives = (output: Json): Ended => ({ status: 'succeeded', output });

/** A failure, with the code of our own error. */
export const fails = (code?: string): Ended => ({
  status: 'failed',
  output: null,
  ...(code !== undefined && { code }),
});

/** A case; the path without the `chaosk8s.` of all of them. */
export function call(path: string, args: JsonObject, here: Ended, original?: Differs): Case {
  return { path: `chaosk8s.${path}`, args, here, ...(original && { original }) };
}
