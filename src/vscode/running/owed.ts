import type { OwedChange, OwedRun } from '../../ledger/owed-runs.ts';
import type { Disposable } from '../disposable.ts';
import { Emitter } from '../emitter.ts';
import type { WorkerClient } from '../worker-client.ts';

/** Which runs have left something to put back, as this window knows. */
export class Owed implements Disposable {
  readonly #worker: Pick<WorkerClient, 'call'>;
  readonly #changed = new Emitter<void>();
  #runs: readonly OwedRun[] = [];
  readonly onDidChange = this.#changed.event;

  constructor(worker: Pick<WorkerClient, 'call'>) {
    this.#worker = worker;
  }

  /** Newest first. */
  get runs(): readonly OwedRun[] {
    return this.#runs;
  }

  /** What a run has left. */
  of(runId: string | undefined): readonly OwedChange[] {
    return this.#runs.find(({ id }) => id === runId)?.changes ?? [];
  }

  /** Reads the state folder anew: other windows and the command line run and undo too. */
  async refresh(): Promise<readonly OwedRun[]> {
    this.#runs = await this.#worker.call('undo.owed', {});
    this.#changed.fire();
    return this.#runs;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
