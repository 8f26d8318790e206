import type { Json, JsonObject } from './json.ts';

/**
 * The Chaos Toolkit experiment format, as a valid experiment has it. Unknown keys are kept.
 * Source: https://chaostoolkit.org/reference/api/experiment/
 */
export interface Experiment extends JsonObject {
  title: string;
  description: string;
}

/** `probe` asks, `action` changes. */
export type ActivityKind = 'probe' | 'action';

/** What calls the system: a Python function (native here), an HTTP request or a local process. */
export type Provider = PythonProvider | HttpProvider | ProcessProvider;

/** A function of a Chaos Toolkit extension, looked up in the catalogue. */
export interface PythonProvider {
  type: 'python';
  module: string;
  func: string;
  arguments?: JsonObject | string;
  secrets?: string[];
}

/** An HTTP request; timeouts in seconds. */
export interface HttpProvider {
  type: 'http';
  url: string;
  method?: string;
  headers?: JsonObject;
  arguments?: Json;
  timeout?: number | [number, number] | string;
  verify_tls?: boolean | string;
  max_retries?: number;
  expected_status?: number;
  secrets?: string[];
}

/** A program of this machine; the timeout in seconds. */
export interface ProcessProvider {
  type: 'process';
  path: string;
  arguments?: Json;
  timeout?: number | string;
  env?: JsonObject;
  secrets?: string[];
}

/** Seconds to wait before and after an activity; a text holds a substitution. */
export interface Pauses {
  before?: number | string;
  after?: number | string;
}

/** One step: a probe or an action, or a reference to one by name. */
export interface Activity {
  type?: ActivityKind;
  name?: string;
  ref?: string;
  provider?: Provider;
  tolerance?: Json;
  background?: boolean;
  pauses?: Pauses;
  controls?: Json;
}

/** What should be true before and after the method. */
export interface Hypothesis {
  title?: string;
  probes?: Activity[];
  controls?: Json;
}

export type HypothesisStrategy =
  | 'default'
  | 'before-method-only'
  | 'after-method-only'
  | 'during-method-only'
  | 'continuously'
  | 'skip';

export type RollbackStrategy = 'default' | 'always' | 'never' | 'deviated';

/** Which calls a dry run leaves out. */
export type DryMode = 'probes' | 'actions' | 'activities' | 'pause';
