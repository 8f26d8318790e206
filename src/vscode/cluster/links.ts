import type { ConnectionChoice } from '../../kubernetes/consent.ts';
import type { DisposableStore } from '../disposable.ts';
import { errorMessage } from '../error-message.ts';
import type { PracticeState } from '../practice/practice.ts';
import { practiceKey } from '../target.ts';
import type { WorkerClient } from '../worker-client.ts';
import type { ExplorerModel } from './model.ts';

/** After this long without an answer a cluster is said not to answer, in ms. */
const patience = 5_000;

/** What is used of the thread. */
export type ExplorerWorker = Pick<WorkerClient, 'call' | 'on' | 'onDidStop'>;

/** Opens and closes connections for the model; one cluster never waits for another. */
export class Links {
  readonly #worker: ExplorerWorker;
  readonly #model: ExplorerModel;
  readonly #kubeconfig: () => string;
  /** What gives up opening, by context. */
  readonly #opening = new Map<string, AbortController>();

  constructor(
    worker: ExplorerWorker,
    model: ExplorerModel,
    kubeconfig: () => string,
    store: DisposableStore,
  ) {
    this.#worker = worker;
    this.#model = model;
    this.#kubeconfig = kubeconfig;
    store.add(
      worker.on('cluster.sign-in', ({ context, line }) => {
        if (model.clusters.get(context)?.link.phase === 'opening') {
          model.setLink(context, { phase: 'opening', silent: false, notice: line });
        }
      }),
    );
    store.add(
      worker.on('cluster.closed', ({ connection, error }) => {
        const context = model.contextOf(connection);
        if (context !== undefined) {
          model.setLink(context, { phase: 'failed', error });
        }
      }),
    );
    store.add(worker.onDidStop(() => this.#lost()));
  }

  /** Reads the contexts again. */
  async refresh(): Promise<void> {
    const kubeconfig = this.#kubeconfig();
    const list = await this.#worker.call('cluster.contexts', { kubeconfig });
    this.#model.setContexts(list);
    await this.#worker.call('cluster.watch-kubeconfig', { paths: list.paths });
  }

  /** Shows the practice cluster that runs, and opens it; or takes it away. */
  async practice(state: PracticeState): Promise<void> {
    if (state.phase !== 'running') {
      if (this.#model.clusters.has(practiceKey)) {
        this.disconnect(practiceKey);
      }
      this.#model.setPractice(state, undefined);
      return;
    }
    const { kubeconfig } = state;
    const { contexts } = await this.#worker.call('cluster.contexts', { kubeconfig });
    this.#model.setPractice(
      state,
      contexts.find(({ current }) => current),
    );
    await this.connect(practiceKey);
  }

  /** Opens a context; a former try is given up. Failures are told in the model. */
  async connect(context: string): Promise<void> {
    this.#opening.get(context)?.abort();
    this.#close(context);
    const controller = new AbortController();
    this.#opening.set(context, controller);
    this.#model.setLink(context, { phase: 'opening', silent: false });
    const slow = setTimeout(() => this.#silent(context), patience);
    try {
      const choice = this.#choiceOf(context);
      const opened = await this.#worker.call('cluster.connect', choice, controller.signal);
      if (controller.signal.aborted) {
        await this.#worker.call('cluster.disconnect', { connection: opened.connection });
        return;
      }
      const { connection, identity, namespace } = opened;
      const { server } = identity;
      this.#model.setLink(context, {
        phase: 'open',
        connection,
        server,
        identity,
        namespace,
        silent: false,
      });
      clearTimeout(slow);
      await this.listNamespaces(context);
    } catch (error) {
      if (!controller.signal.aborted) {
        this.#model.setLink(context, { phase: 'failed', error: errorMessage(error) });
      }
    } finally {
      clearTimeout(slow);
      if (this.#opening.get(context) === controller) {
        this.#opening.delete(context);
      }
    }
  }

  /** Lists the namespaces of an open context again. */
  async listNamespaces(context: string): Promise<void> {
    const link = this.#model.clusters.get(context)?.link;
    if (link?.phase !== 'open') {
      return;
    }
    const { namespaces: _, error: __, ...rest } = link;
    const set = (more: object) => {
      if (this.#model.contextOf(link.connection) === context) {
        this.#model.setLink(context, { ...rest, silent: false, ...more });
      }
    };
    const slow = setTimeout(() => set({ silent: true }), patience);
    try {
      const { connection } = link;
      set({ namespaces: await this.#worker.call('cluster.namespaces', { connection }) });
    } catch (error) {
      set({ error: errorMessage(error) });
    } finally {
      clearTimeout(slow);
    }
  }

  disconnect(context: string): void {
    this.#opening.get(context)?.abort();
    this.#close(context);
    this.#model.setLink(context, { phase: 'closed' });
  }

  #choiceOf(key: string): ConnectionChoice {
    const practice = key === practiceKey ? this.#model.clusters.get(key)?.context : undefined;
    if (practice !== undefined) {
      return { context: practice.name, kubeconfig: practice.file };
    }
    const kubeconfig = this.#kubeconfig();
    return { context: key, ...(kubeconfig !== '' && { kubeconfig }) };
  }

  #close(context: string): void {
    const link = this.#model.clusters.get(context)?.link;
    if (link?.phase === 'open') {
      const { connection } = link;
      this.#worker.call('cluster.disconnect', { connection }).catch(() => undefined);
    }
  }

  #silent(context: string): void {
    const link = this.#model.clusters.get(context)?.link;
    if (link?.phase === 'opening' && link.notice === undefined) {
      this.#model.setLink(context, { phase: 'opening', silent: true });
    }
  }

  /** The thread died and all connections with it. */
  #lost(): void {
    for (const [key, { link }] of this.#model.clusters) {
      if (link.phase === 'open') {
        const error = { code: 'editor.explorer.lost' };
        this.#model.setLink(key, { phase: 'failed', error });
      }
    }
  }
}
