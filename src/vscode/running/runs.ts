import { randomUUID } from 'node:crypto';
import type { Interruption } from '../../engine/events.ts';
import type { Gate } from '../../engine/gate.ts';
import type { FaultQuestion } from '../../kubernetes/consent.ts';
import { HumanError } from '../../messages/error.ts';
import type { RunJob, RunOutcome } from '../../workbench/job.ts';
import type { Progress } from '../../worker/protocol.ts';
import { type Disposable, DisposableStore } from '../disposable.ts';
import { Emitter } from '../emitter.ts';
import type { RunHistory } from '../history.ts';
import type { WorkerClient } from '../worker-client.ts';
import { Session } from './session.ts';

/** What somebody clicked on. */
export interface Start {
  uri: string;
  name: string;
  job: RunJob;
  /** Asks before the first fault, in place of the usual question. */
  consent?(question: FaultQuestion, signal: AbortSignal): Promise<boolean>;
  /** Holds the run before each of its activities, as `Gate.arrive` of the engine. */
  gate?: Gate['arrive'];
}

/** What the runs need from the editor. */
export interface RunsOptions {
  worker: Pick<WorkerClient, 'call' | 'on'>;
  history: Pick<RunHistory, 'add'>;
  log(lines: string[]): void;
  /** Asks before the first fault. */
  consent(session: Session, question: FaultQuestion, signal: AbortSignal): Promise<boolean>;
  now(): Date;
}

/** Something happened to a run; `progress` is missing at its start and end. */
export interface Change {
  session: Session;
  progress?: Progress;
}

/** The runs of this window: one per document at a time. */
export class Runs implements Disposable {
  readonly #options: RunsOptions;
  readonly #store = new DisposableStore();
  readonly #sessions = new Map<string, Session>();
  readonly #consents = new Map<string, NonNullable<Start['consent']>>();
  readonly #gates = new Map<string, NonNullable<Start['gate']>>();
  readonly #changed = this.#store.add(new Emitter<Change>());
  readonly onDidChange = this.#changed.event;

  constructor(options: RunsOptions) {
    this.#options = options;
    const { worker } = options;
    this.#store.add(worker.on('run.progress', (progress) => this.#progress(progress)));
    this.#store.add(
      worker.on('run.arrived', async ({ handle, arrival }, signal) =>
        this.#gates.get(handle)?.(arrival, signal, () => {
          // Only those who watch need to know: the run is held all the same.
          worker.call('run.held', { handle, id: arrival.id }).catch(() => {});
        }),
      ),
    );
    this.#store.add(
      worker.on('run.consent', ({ handle, question }, signal) => {
        const session = this.#sessions.get(handle);
        const own = this.#consents.get(handle);
        if (session === undefined) {
          return Promise.resolve(false);
        }
        return own?.(question, signal) ?? this.#options.consent(session, question, signal);
      }),
    );
  }

  /** Runs that go on, oldest first. */
  all(): Session[] {
    return [...this.#sessions.values()];
  }

  /** The run of a document that goes on. */
  of(uri: string): Session | undefined {
    return this.all().find((session) => session.uri === uri);
  }

  /**
   * Starts a run and tells how it ended.
   * @param started called at once with the session, before anything happens
   * @throws HumanError why it could not be run
   */
  async start(start: Start, started: (session: Session) => void): Promise<RunOutcome> {
    if (this.of(start.uri) !== undefined) {
      throw new HumanError('editor.running-already');
    }
    const session = new Session({ handle: randomUUID(), ...start });
    this.#sessions.set(session.handle, session);
    if (start.consent !== undefined) {
      this.#consents.set(session.handle, start.consent);
    }
    started(session);
    this.#changed.fire({ session });
    const outcome = await this.#toItsEnd(session, start);
    if (start.job.options.only !== undefined) {
      // It says nothing of the experiment.
      return outcome;
    }
    await this.#options.history.add({
      uri: start.uri,
      runId: outcome.runId,
      title: session.title,
      status: outcome.status,
      deviated: outcome.deviated,
      at: this.#options.now().toISOString(),
      journal: outcome.journal,
    });
    return outcome;
  }

  /** Asks a run to stop: no new activity, rollbacks follow the strategy. */
  async stop(session: Session, interruption: Interruption): Promise<void> {
    session.requestStop();
    this.#changed.fire({ session });
    await this.#options.worker.call('run.stop', { handle: session.handle, interruption });
  }

  /** Ends a run with what it does now. */
  async kill(session: Session, interruption: Interruption): Promise<void> {
    await this.#options.worker.call('run.kill', { handle: session.handle, interruption });
  }

  async skipPause(session: Session, pauseId: string): Promise<void> {
    await this.#options.worker.call('run.skipPause', { handle: session.handle, pauseId });
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #toItsEnd(session: Session, { job, gate }: Start): Promise<RunOutcome> {
    const { handle } = session;
    if (gate !== undefined) {
      this.#gates.set(handle, gate);
    }
    try {
      const gated = gate !== undefined && { gated: true };
      return await this.#options.worker.call('run.start', { handle, job, ...gated });
    } finally {
      this.#gates.delete(handle);
      session.end();
      this.#sessions.delete(handle);
      this.#consents.delete(handle);
      this.#changed.fire({ session });
    }
  }

  #progress(progress: Progress): void {
    if (progress.log.length > 0) {
      this.#options.log(progress.log);
    }
    const session = this.#sessions.get(progress.handle);
    if (session !== undefined) {
      session.progress(progress);
      this.#changed.fire({ session, progress });
    }
  }
}
