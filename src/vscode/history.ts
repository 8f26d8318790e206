import type { RunStatus } from '../engine/events.ts';
import type { Disposable } from './disposable.ts';
import { Emitter } from './emitter.ts';
import type { Store } from './target.ts';

/** How the last run of an experiment ended. */
export interface LastRun {
  /** Of the document, as text. */
  uri: string;
  runId: string;
  title: string;
  status: RunStatus;
  deviated: boolean;
  /** ISO 8601, when it ended. */
  at: string;
  /** Path of its journal in the state folder. */
  journal: string;
}

/** The last run of each experiment of this workspace; the newest 100 are remembered. */
export class RunHistory implements Disposable {
  static readonly #key = 'history';
  static readonly #most = 100;
  readonly #store: Store;
  readonly #changed = new Emitter<LastRun>();
  readonly onDidChange = this.#changed.event;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Newest first. */
  all(): LastRun[] {
    const list = this.#store.get(RunHistory.#key);
    return Array.isArray(list) ? (list as LastRun[]) : [];
  }

  lastOf(uri: string): LastRun | undefined {
    return this.all().find((run) => run.uri === uri);
  }

  async add(run: LastRun): Promise<void> {
    const others = this.all().filter((other) => other.uri !== run.uri);
    await this.#store.update(RunHistory.#key, [run, ...others].slice(0, RunHistory.#most));
    this.#changed.fire(run);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
