import type { Change } from '../api/change-log.ts';
import { type KubeObject, textAt } from '../api/objects.ts';
import type { ConfigKind } from './configuration.ts';
import { isInert, makeInertReady } from './inert-pods.ts';
import { machines, PodAddresses } from './machines.ts';
import type { Parts } from './parts.ts';
import { PodRun } from './pod-run.ts';
import { refersTo } from './volumes.ts';

/** The pods of all nodes: what the store says about them is made so. */
export class Kubelets {
  readonly #parts: Parts;
  readonly #runs = new Map<string, PodRun>();
  readonly #inert = new Map<string, string>();
  readonly #addresses = new Map(machines.map((one) => [one.name, new PodAddresses(one)]));
  readonly #ends: (() => void)[];
  /** Latest state of each changed pod by its uid, since it was last looked at. */
  readonly #changed = new Map<string, Change>();
  #looking: NodeJS.Immediate | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { store } = parts.api;
    for (const object of store.list('pods')) {
      this.#note({ type: 'ADDED', version: store.version, object });
    }
    const configs: ConfigKind[] = ['configmaps', 'secrets'];
    this.#ends = [
      store.subscribe('pods', (change) => this.#note(change)),
      ...configs.map((kind) =>
        store.subscribe(kind, ({ object }) => setImmediate(() => this.#refresh(kind, object))),
      ),
    ];
  }

  /** The run of a pod; undefined for one that is inert or not here. */
  run(pod: KubeObject): PodRun | undefined {
    return this.#runs.get(pod.metadata.uid);
  }

  isInert(pod: KubeObject): boolean {
    return this.#inert.has(pod.metadata.uid);
  }

  /** Ends all processes at once. */
  async close(): Promise<void> {
    for (const end of this.#ends) {
      end();
    }
    clearImmediate(this.#looking);
    await Promise.all([...this.#runs.values()].map((run) => run.abandon()));
  }

  /** Takes a note: what follows may write to the store, which this may not. */
  #note(change: Change): void {
    if (this.#addresses.has(textAt(change.object, 'spec', 'nodeName'))) {
      this.#changed.set(change.object.metadata.uid, change);
      this.#looking ??= setImmediate(() => this.#look());
    }
  }

  #look(): void {
    this.#looking = undefined;
    const changes = [...this.#changed.values()];
    this.#changed.clear();
    for (const { type, object } of changes) {
      try {
        if (type === 'DELETED') {
          this.#forget(object);
        } else {
          this.#follow(object);
        }
      } catch (error) {
        // One pod that goes wrong does not end the cluster.
        const why = error instanceof Error ? error.message : String(error);
        const message = `error syncing pod: ${why}`;
        const what = { type: 'Warning' as const, reason: 'FailedSync', message };
        this.#parts.events.record('kubelet', object, what);
      }
    }
  }

  #follow(object: KubeObject): void {
    const { uid, deletionTimestamp } = object.metadata;
    const run = this.#runs.get(uid);
    if (run !== undefined) {
      run.update(object);
    } else if (this.#inert.has(uid)) {
      this.#endInert(object);
    } else if (deletionTimestamp !== undefined) {
      this.#finish(object);
    } else if (!['Succeeded', 'Failed'].includes(textAt(object, 'status', 'phase'))) {
      this.#begin(object);
    }
  }

  #begin(object: KubeObject): void {
    const address = this.#addresses.get(textAt(object, 'spec', 'nodeName'))?.take() ?? '';
    if (isInert(object)) {
      this.#inert.set(object.metadata.uid, address);
      makeInertReady(this.#parts.api, object, address);
      return;
    }
    const run = new PodRun(this.#parts, object, address);
    this.#runs.set(object.metadata.uid, run);
    run.start();
    void run.ended.then(() => {
      this.#runs.delete(object.metadata.uid);
      this.#giveBack(object, address);
    });
  }

  #forget(object: KubeObject): void {
    const { uid } = object.metadata;
    this.#runs.get(uid)?.vanish();
    const address = this.#inert.get(uid);
    if (address !== undefined) {
      this.#inert.delete(uid);
      this.#giveBack(object, address);
    }
  }

  #endInert(object: KubeObject): void {
    if (object.metadata.deletionTimestamp !== undefined) {
      this.#finish(object);
    }
  }

  /** Reports that nothing runs of a pod under deletion. */
  #finish({ metadata: { namespace = '', name, uid } }: KubeObject): void {
    const { api } = this.#parts;
    const pods = api.registry.builtIn('pods');
    if (api.find(pods, namespace, name)?.metadata.uid === uid) {
      api.delete(pods, namespace, name, { gracePeriodSeconds: 0, preconditions: { uid } });
    }
  }

  #giveBack(object: KubeObject, address: string): void {
    this.#addresses.get(textAt(object, 'spec', 'nodeName'))?.giveBack(address);
  }

  #refresh(kind: ConfigKind, object: KubeObject): void {
    for (const run of this.#runs.values()) {
      if (refersTo(run.pod, kind, object)) {
        run.refresh();
      }
    }
  }
}
