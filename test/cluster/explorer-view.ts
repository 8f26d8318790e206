import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { format } from '../../src/messages/format.ts';
import { childrenOf } from '../../src/vscode/cluster/children.ts';
import { Follower } from '../../src/vscode/cluster/follower.ts';
import { ExplorerModel } from '../../src/vscode/cluster/model.ts';
import { type Node, nodes } from '../../src/vscode/cluster/nodes.ts';
import { rowOf } from '../../src/vscode/cluster/row.ts';
import { ClusterConnections } from '../../src/worker/cluster-connections.ts';
import type { HostMethods } from '../../src/worker/protocol.ts';

type Params<M extends keyof HostMethods> = Parameters<HostMethods[M]>[0];

/** The explorer without an editor: the thread's half and the model, joined as the extension does. */
export class ExplorerView {
  readonly model = new ExplorerModel();
  readonly follower: Follower;
  readonly #connections: ClusterConnections;
  #connection = '';

  constructor() {
    const note = (method: string, params: never) => this.#note(method, params);
    this.#connections = new ClusterConnections(() => ({ note }) as never, { trusted: true });
    const call = async (method: string, place: never) => {
      if (method === 'cluster.follow') {
        this.#connections.follow(place);
      } else {
        this.#connections.unfollow(place);
      }
    };
    this.follower = new Follower({ call } as never, this.model);
    this.follower.visible = true;
    this.model.onDidChange(() => this.follower.update());
  }

  /** Opens a connection as a person would, and unfolds it. */
  async connect(kubeconfig: string, names: string[]): Promise<void> {
    const context = { name: 'one', cluster: 'one', current: true, exec: false, file: '', line: 1 };
    this.model.setContexts({ contexts: [context], paths: [], found: true });
    const opened = await this.#connections.open({ kubeconfig }, AbortSignal.timeout(30_000));
    this.#connection = opened.connection;
    this.model.setLink('one', {
      phase: 'open',
      ...opened,
      server: opened.identity.server,
      namespaces: { names, complete: true },
      silent: false,
    });
  }

  unfold(namespace: string): void {
    this.follower.unfold(nodes.namespace('one', namespace));
  }

  /** Texts of the rows: the cluster's own, then those of a namespace. */
  lines(namespace: string): string[] {
    return [
      this.#line(nodes.context('one', true)),
      ...childrenOf(this.model, nodes.namespace('one', namespace), format).map((node) =>
        this.#line(node),
      ),
    ];
  }

  /** Waits until the rows are as wanted; gives how long that took, in seconds. */
  async shows(
    namespace: string,
    wanted: (text: string) => boolean,
    limit: number,
  ): Promise<number> {
    const began = performance.now();
    for (;;) {
      const text = this.lines(namespace).join('\n');
      const seconds = (performance.now() - began) / 1000;
      if (wanted(text)) {
        return seconds;
      }
      if (seconds > limit) {
        throw new Error(`not within ${limit} s; the tree says:\n${text}`);
      }
      await sleep(50);
    }
  }

  close(): void {
    this.#connections.close(this.#connection);
    this.model.dispose();
  }

  #line(node: Node): string {
    const { label, description, icon } = rowOf(this.model, node, format, Date.now());
    return `${label} ${description ?? ''} ${icon?.[0] === 'warning' ? '(!)' : ''}`.trim();
  }

  #note(method: string, params: never): void {
    switch (method) {
      case 'cluster.changed': {
        const { namespace, change } = params as Params<'cluster.changed'>;
        this.model.apply('one', namespace, change, Date.now());
        break;
      }
      case 'cluster.rows': {
        const { namespace, list, change } = params as Params<'cluster.rows'>;
        this.model.applyRows('one', namespace, list, change);
        break;
      }
      case 'cluster.health':
        this.model.setHealth('one', (params as Params<'cluster.health'>).error);
        break;
      case 'cluster.closed': {
        const { error } = params as Params<'cluster.closed'>;
        this.model.setLink('one', { phase: 'failed', error });
        break;
      }
    }
  }
}
