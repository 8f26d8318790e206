import type { PreviewJob } from '../../workbench/preview.ts';
import type { Disposable } from '../disposable.ts';
import { Emitter } from '../emitter.ts';
import { errorMessage } from '../error-message.ts';
import type { WorkerClient } from '../worker-client.ts';
import type { TargetState } from './target-lens-text.ts';

/** What was looked up for a document. */
interface Look {
  state: TargetState;
  /** Ends the look that is under way. */
  stop: AbortController;
}

/** Looks up what the actions of documents would hit, through connections that are open already. */
export class TargetPreviews implements Disposable {
  readonly #worker: Pick<WorkerClient, 'call'>;
  readonly #looks = new Map<string, Look>();
  readonly #changed = new Emitter<string>();
  /** Told the document whose lenses changed. */
  readonly onDidChange = this.#changed.event;

  constructor(worker: Pick<WorkerClient, 'call'>) {
    this.#worker = worker;
  }

  /** What is known; undefined before the first look. */
  of(uri: string): TargetState | undefined {
    return this.#looks.get(uri)?.state;
  }

  /**
   * Looks up again. What is known stays shown meanwhile; a look that is under way is given up.
   * @param connection of the thread; without one nothing is looked up
   */
  async look(
    uri: string,
    connection: string | undefined,
    context: string | undefined,
    job: () => Promise<PreviewJob>,
  ): Promise<void> {
    const former = this.#looks.get(uri);
    former?.stop.abort();
    const stop = new AbortController();
    const look: Look = { state: former?.state ?? { phase: 'looking' }, stop };
    this.#looks.set(uri, look);
    if (connection === undefined) {
      this.#become(uri, look, { phase: 'closed', context });
      return;
    }
    if (look.state.phase !== 'known') {
      this.#become(uri, look, { phase: 'looking' });
    }
    try {
      const params = { connection, job: await job() };
      const previews = await this.#worker.call('cluster.targets', params, stop.signal);
      this.#become(uri, look, { phase: 'known', previews });
    } catch (error) {
      if (!stop.signal.aborted) {
        this.#become(uri, look, { phase: 'failed', error: errorMessage(error) });
      }
    }
  }

  /** The document was closed. */
  forget(uri: string): void {
    this.#looks.get(uri)?.stop.abort();
    this.#looks.delete(uri);
  }

  dispose(): void {
    for (const { stop } of this.#looks.values()) {
      stop.abort();
    }
    this.#looks.clear();
    this.#changed.dispose();
  }

  #become(uri: string, look: Look, state: TargetState): void {
    if (this.#looks.get(uri) !== look || look.stop.signal.aborted) {
      return;
    }
    const same = JSON.stringify(look.state) === JSON.stringify(state);
    look.state = state;
    if (!same) {
      this.#changed.fire(uri);
    }
  }
}
