import type { Json, JsonObject } from '../../src/experiment/json.ts';

/** One experiment, run by the real `chaos` and by this engine in folders of their own. */
export interface Case {
  /** Tells it from the others of its rule. */
  name: string;
  /** The experiment; a text is written as it is. `@service@` becomes the address of a service. */
  experiment: JsonObject | string;
  /** Ending of the experiment's file, `json` if left out. */
  format?: 'json' | 'yaml';
  options?: CaseOptions;
  environment?: Record<string, string>;
  /** Of `~/.chaostoolkit/settings.yaml`: its `runtime` block. */
  settingsRuntime?: JsonObject;
  /** Its other blocks. */
  settings?: JsonObject;
  /** Modules of Python that the experiment calls: name and content. They are on PYTHONPATH. */
  modules?: Record<string, string>;
  /** Sent as soon as the file is there in the folder of the run. */
  signal?: { name: 'SIGINT' | 'SIGTERM' | 'SIGUSR1' | 'SIGUSR2'; when: string };
  /** Where we differ on purpose: what each side must show. Otherwise both must be the same. */
  differs?: { theirs: Outline; ours: Outline; why: string };
  /** Hides more of a journal that is not the same twice. */
  normalise?(journal: JsonObject): void;
}

/** Options of `chaos run`. */
export interface CaseOptions {
  dry?: 'probes' | 'actions' | 'activities' | 'pause';
  rollbackStrategy?: 'default' | 'always' | 'never' | 'deviated';
  hypothesisStrategy?:
    | 'default'
    | 'before-method-only'
    | 'after-method-only'
    | 'during-method-only'
    | 'continuously';
  hypothesisFrequency?: number;
  failFast?: boolean;
  noValidation?: boolean;
  vars?: string[];
  /** Name and content. */
  varFiles?: Record<string, string>;
}

/** What came of a run. */
export interface Outcome {
  code: number;
  /** Undefined when none was written. */
  journal?: JsonObject;
  /** For people, when something is not as it should be. */
  log: string;
  /** The lines that programs of the run left in `effects.log`, sorted. */
  effects: string[];
}

/** The part of an outcome that a difference on purpose is about. */
export interface Outline {
  code: number;
  /** Null: no journal. Otherwise these members of it, and each of their members. */
  journal: JsonObject | null;
}

/** A rule of Chaos Toolkit, the experiments that show it, and a change that breaks it. */
export interface Rule {
  /** Unique. */
  id: string;
  /** The rule in words. */
  says: string;
  cases: Case[];
  /** Replaces a text, which must be there exactly once, in a file of `src/`. */
  mutation: Mutation;
}

export interface Mutation {
  file: string;
  find: string;
  replace: string;
}

export type { Json, JsonObject };
