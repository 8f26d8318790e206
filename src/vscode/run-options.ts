import type { DryMode, HypothesisStrategy, RollbackStrategy } from '../experiment/model.ts';
import type { RunJob } from '../workbench/job.ts';
import type { Disposable } from './disposable.ts';
import { Emitter } from './emitter.ts';
import type { Store } from './target.ts';

/** What a person chose for the runs of one experiment; what is left out is as the experiment says. */
export interface FileOptions {
  hypothesisStrategy?: HypothesisStrategy;
  rollbackStrategy?: RollbackStrategy;
  dry?: DryMode;
  /** `name=value` or `name:type=value`, as after `--var`. Never secrets: those come from files. */
  vars?: string[];
  /** Paths as after `--var-file`, from the experiment's folder on: JSON, YAML or `.env`. */
  varFiles?: string[];
}

/** The options of each experiment of this workspace; the newest 100 are remembered. */
export class RunOptionsMemory implements Disposable {
  static readonly #key = 'runOptions';
  static readonly #most = 100;
  readonly #store: Store;
  readonly #changed = new Emitter<string>();
  /** Told the address of the experiment. */
  readonly onDidChange = this.#changed.event;

  constructor(store: Store) {
    this.#store = store;
  }

  of(uri: string): FileOptions {
    return this.#all().find(([known]) => known === uri)?.[1] ?? {};
  }

  async set(uri: string, options: FileOptions): Promise<void> {
    const others = this.#all().filter(([known]) => known !== uri);
    const own: [string, FileOptions][] = Object.keys(options).length > 0 ? [[uri, options]] : [];
    await this.#store.update(
      RunOptionsMemory.#key,
      [...own, ...others].slice(0, RunOptionsMemory.#most),
    );
    this.#changed.fire(uri);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #all(): [string, FileOptions][] {
    const list = this.#store.get(RunOptionsMemory.#key);
    return Array.isArray(list) ? (list as [string, FileOptions][]) : [];
  }
}

/** A job with the options of its experiment. */
export function withOptions(job: RunJob, options: FileOptions): RunJob {
  const { vars = [], varFiles = [], ...strategies } = options;
  const given = { vars, files: varFiles };
  return {
    ...job,
    options: { ...job.options, ...strategies },
    ...(vars.length + varFiles.length > 0 && { given }),
  };
}
