import { isObject } from '../../../experiment/json.ts';
import { type KubeObject, listAt, objectAt, textAt } from '../../api/objects.ts';
import type { Kit } from '../kit/kit.ts';
import { controllerOf } from '../kit/owners.ts';
import { isOver } from '../kit/pods.ts';
import { thousandths } from './quantities.ts';

/** Amounts by resource, in thousandths. */
export type Amounts = ReadonlyMap<string, number>;

/** What the pods of each node ask for, counted with each change of a pod. */
export class Usage {
  readonly #amounts = new Map<string, Map<string, number>>();
  readonly #siblings = new Map<string, number>();
  readonly #repelling = new Map<string, KubeObject>();

  constructor(kit: Kit) {
    const pods = kit.objects('pods');
    for (const pod of pods.all()) {
      this.#count(pod, 1);
    }
    pods.onChange(({ type, object, previous }) => {
      if (previous !== undefined) {
        this.#count(previous, -1);
      }
      if (type !== 'DELETED') {
        this.#count(object, 1);
      }
    });
  }

  /** What is asked for of a resource on a node, in thousandths. */
  of(node: string, resource: string): number {
    return this.#amounts.get(node)?.get(resource) ?? 0;
  }

  /** How many pods with the same controller are on a node. */
  siblings(node: string, pod: KubeObject): number {
    return this.#siblings.get(siblingKey(node, pod)) ?? 0;
  }

  /** Pods on nodes that say which others may not be near them. */
  repelling(): Iterable<KubeObject> {
    return this.#repelling.values();
  }

  #count(pod: KubeObject, sign: 1 | -1): void {
    const node = textAt(pod, 'spec', 'nodeName');
    if (node === '' || isOver(pod)) {
      return;
    }
    const amounts = this.#amounts.get(node) ?? new Map<string, number>();
    this.#amounts.set(node, amounts);
    for (const [resource, amount] of requestsOf(pod)) {
      amounts.set(resource, (amounts.get(resource) ?? 0) + sign * amount);
    }
    const key = siblingKey(node, pod);
    const siblings = (this.#siblings.get(key) ?? 0) + sign;
    if (siblings === 0) {
      this.#siblings.delete(key);
    } else {
      this.#siblings.set(key, siblings);
    }
    if (sign === -1) {
      this.#repelling.delete(pod.metadata.uid);
    } else if (antiAffinityOf(pod).length > 0) {
      this.#repelling.set(pod.metadata.uid, pod);
    }
  }
}

const siblingKey = (node: string, pod: KubeObject) =>
  `${node}\0${controllerOf(pod)?.uid ?? `${pod.metadata.namespace}`}`;

/** Required terms of a pod's anti-affinity. */
export function antiAffinityOf(pod: KubeObject) {
  const path = ['affinity', 'podAntiAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'];
  return listAt(pod, 'spec', ...path);
}

/** What a pod asks for, and that it is one pod. */
export function requestsOf({ spec }: KubeObject): Amounts {
  const inits = listAt(spec, 'initContainers').filter(isObject);
  const isSidecar = (one: object) => textAt(one, 'restartPolicy') === 'Always';
  const running = [
    ...listAt(spec, 'containers').filter(isObject),
    ...inits.filter(isSidecar),
    { resources: { requests: objectAt(spec, 'overhead') } },
  ];
  const total = new Map<string, number>();
  const requests = (one: object) => Object.entries(objectAt(one, 'resources', 'requests'));
  for (const [resource, quantity] of running.flatMap(requests)) {
    total.set(resource, (total.get(resource) ?? 0) + thousandths(quantity));
  }
  for (const [resource, quantity] of inits.filter((one) => !isSidecar(one)).flatMap(requests)) {
    total.set(resource, Math.max(total.get(resource) ?? 0, thousandths(quantity)));
  }
  total.set('pods', 1000);
  return total;
}
