import type { JsonObject } from '../../../experiment/json.ts';
import type { Api } from '../../api/api.ts';
import { type KubeObject, objectAt } from '../../api/objects.ts';
import type { Resource } from '../../api/registry/resource.ts';
import { objectSelector } from '../../api/selectors/labels.ts';
import { EventRecorder } from './events.ts';
import { commonIndexers, labelEntry, podIndexers } from './indexers.ts';
import { ObjectIndex } from './object-index.ts';
import type { Timers } from './timers.ts';
import { WorkQueue } from './work-queue.ts';

/** Who writes, in `managedFields`. */
export const writer = { manager: 'kube-controller-manager' };

/** As `writer`, for the status. */
export const statusWriter = { ...writer, part: 'status' } as const;

/**
 * How long the owner of many pods rests after each look, in milliseconds: so a thousand changes of its
 * pods do not cost a thousand looks at all of them.
 */
export const paceOf = (pods: number) => (pods < 200 ? 0 : Math.floor(pods / 10));

/** What all controllers of a cluster share: the API, indexes of its objects, queues, events. */
export class Kit {
  readonly api: Api;
  readonly timers: Timers;
  readonly events: EventRecorder;
  readonly #onProblem: (error: unknown, where: string) => void;
  readonly #indexes = new Map<string, ObjectIndex>();
  readonly #endings: (() => void)[] = [];

  constructor(api: Api, timers: Timers, onProblem: (error: unknown, where: string) => void) {
    this.api = api;
    this.timers = timers;
    this.events = new EventRecorder(api);
    this.#onProblem = onProblem;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.api.now();
  }

  /** A built-in resource by its id. */
  resource(id: string): Resource {
    return this.api.registry.builtIn(id);
  }

  /** The index of a resource; the same one each time. */
  objects(id: string): ObjectIndex {
    let index = this.#indexes.get(id);
    if (index === undefined) {
      const indexers = id === 'pods' ? podIndexers : commonIndexers;
      index = new ObjectIndex(this.api.store, id, indexers);
      this.#indexes.set(id, index);
    }
    return index;
  }

  /** A queue that ends with the kit; see `WorkQueue`. */
  queue(name: string, reconcile: (key: string) => void, pace?: (key: string) => number): WorkQueue {
    const context = { timers: this.timers, now: () => this.now(), onProblem: this.#onProblem };
    const queue = new WorkQueue(name, context, reconcile, pace);
    this.atEnd(() => queue.close());
    return queue;
  }

  /** Calls a function when the kit is closed. */
  atEnd(end: () => void): void {
    this.#endings.push(end);
  }

  /** Pods of a namespace that a selector with `matchLabels` and `matchExpressions` chooses. */
  podsOf(namespace: string, selector: JsonObject): KubeObject[] {
    const matches = objectSelector(selector);
    return this.#candidates(namespace, selector).filter(({ metadata }) =>
      matches(metadata.labels ?? {}),
    );
  }

  /** How many pods a look at those of a selector goes through. */
  mostPodsOf(namespace: string, selector: JsonObject): number {
    return this.objects('pods').count(...this.#entry(namespace, selector));
  }

  /** No more work is done after this. */
  close(): void {
    for (const end of this.#endings) {
      end();
    }
    for (const index of this.#indexes.values()) {
      index.close();
    }
  }

  /** The fewest pods among which all that a selector chooses must be. */
  #candidates(namespace: string, selector: JsonObject): KubeObject[] {
    return this.objects('pods').by(...this.#entry(namespace, selector));
  }

  #entry(namespace: string, selector: JsonObject): [indexer: string, value: string] {
    const pods = this.objects('pods');
    const [fewest] = Object.entries(objectAt(selector, 'matchLabels'))
      .map(([key, value]) => labelEntry(namespace, key, String(value)))
      .sort((a, b) => pods.count('label', a) - pods.count('label', b));
    return fewest === undefined ? ['namespace', namespace] : ['label', fewest];
  }
}
