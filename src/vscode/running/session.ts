import type { RunView } from '../../engine/view.ts';
import { apply } from '../../worker/patch.ts';
import type { Progress } from '../../worker/protocol.ts';

/** One run of this window, from the click to its end. */
export class Session {
  /** Names the run between the editor and the thread. */
  readonly handle: string;
  /** Of the document that runs, as text. */
  readonly uri: string;
  /** Until the run says its title: the file's name. */
  readonly name: string;
  #view: RunView | undefined;
  #ended = false;
  readonly #over = Promise.withResolvers<void>();
  #stopRequested = false;

  constructor(start: { handle: string; uri: string; name: string }) {
    this.handle = start.handle;
    this.uri = start.uri;
    this.name = start.name;
  }

  /** What is known of the run; nothing until its first event. */
  get view(): RunView | undefined {
    return this.#view;
  }

  get title(): string {
    return this.#view?.title ?? this.name;
  }

  /** No more will come of it. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Resolves at its end. */
  get over(): Promise<void> {
    return this.#over.promise;
  }

  /** Somebody asked it to stop; what still runs may be rollbacks. */
  get stopping(): boolean {
    return this.#stopRequested || this.#view?.state === 'stopping';
  }

  /** Name of the activity that runs now, the newest where there are several. */
  get step(): string | undefined {
    if (this.#view === undefined) {
      return undefined;
    }
    const running = Object.values(this.#view.phases)
      .flatMap((phase) => phase.rows)
      .findLast((row) => row.state === 'running');
    return running?.what === 'activity' ? running.name : running?.what;
  }

  /** Name of the activity before which the debugger holds it. */
  get held(): string | undefined {
    return this.#view?.held[0]?.name;
  }

  /** JSON pointers of the activities that are under way. */
  get current(): string[] {
    return Object.values(this.#view?.phases ?? {})
      .flatMap((phase) => phase.rows)
      .flatMap((row) => (row.what === 'activity' && row.state === 'running' ? [row.pointer] : []));
  }

  progress(progress: Progress): void {
    if (progress.view !== undefined) {
      this.#view = progress.view;
    } else if (this.#view !== undefined && progress.patch !== undefined) {
      this.#view = apply(this.#view, progress.patch);
    }
  }

  requestStop(): void {
    this.#stopRequested = true;
  }

  end(): void {
    this.#ended = true;
    this.#over.resolve();
  }
}
