import type { Json } from '../../../experiment/json.ts';
import { type KubeObject, listAt, numberAt, objectAt, textAt, valueAt } from '../../api/objects.ts';
import { objectSelector } from '../../api/selectors/labels.ts';
import type { Kit } from '../kit/kit.ts';
import { isActive, isOver } from '../kit/pods.ts';
import { choosesNode } from './node-affinity.ts';
import { antiAffinityOf, type Usage } from './usage.ts';

const required = 'requiredDuringSchedulingIgnoredDuringExecution';

/** What stands against a pod on a node because of the pods that are near it. */
export type Rejection = 'affinity' | 'anti-affinity' | 'existing anti-affinity' | 'spread';

/** Rules about which pods may be near each other, for one pod and all nodes. */
export class Neighbours {
  readonly #kit: Kit;
  readonly #usage: Usage;
  readonly #pod: KubeObject;

  constructor(kit: Kit, usage: Usage, pod: KubeObject) {
    this.#kit = kit;
    this.#usage = usage;
    this.#pod = pod;
  }

  /** The first rule that keeps the pod off a node. */
  rejection(node: KubeObject): Rejection | undefined {
    if (this.#breaksSpread(node)) {
      return 'spread';
    }
    if (!this.#hasCompany(node)) {
      return 'affinity';
    }
    if (antiAffinityOf(this.#pod).some((term) => this.#isNear(term, node))) {
      return 'anti-affinity';
    }
    return this.#isUnwelcome(node) ? 'existing anti-affinity' : undefined;
  }

  /** The first pod of a group that wants to be together may be anywhere. */
  #hasCompany(node: KubeObject): boolean {
    return listAt(this.#pod, 'spec', 'affinity', 'podAffinity', required).every((term) => {
      const isFirst = this.#chosenBy(term).length === 0 && this.#isOneOf(term);
      const domain = domainOf(node, textAt(term, 'topologyKey'));
      return domain !== undefined && (isFirst || this.#isNear(term, node));
    });
  }

  #isNear(term: Json, node: KubeObject): boolean {
    const key = textAt(term, 'topologyKey');
    const domain = domainOf(node, key);
    return (
      domain !== undefined &&
      this.#chosenBy(term).some((other) => this.#domainOfPod(other, key) === domain)
    );
  }

  /** Whether a pod that is there wants none like this one near it. */
  #isUnwelcome(node: KubeObject): boolean {
    for (const other of this.#usage.repelling()) {
      const keepsAway = antiAffinityOf(other).some((term) => {
        const key = textAt(term, 'topologyKey');
        const domain = domainOf(node, key);
        return (
          domain !== undefined &&
          this.#domainOfPod(other, key) === domain &&
          namespacesOf(this.#kit, term, other).includes(this.#pod.metadata.namespace ?? '') &&
          objectSelector(objectAt(term, 'labelSelector'))(this.#pod.metadata.labels ?? {})
        );
      });
      if (keepsAway) {
        return true;
      }
    }
    return false;
  }

  #breaksSpread(node: KubeObject): boolean {
    return listAt(this.#pod, 'spec', 'topologySpreadConstraints')
      .filter((one) => textAt(one, 'whenUnsatisfiable') === 'DoNotSchedule')
      .some((constraint) => {
        const key = textAt(constraint, 'topologyKey');
        const domain = domainOf(node, key);
        const counts = new Map<string, number>();
        for (const one of this.#kit.objects('nodes').all()) {
          const other = choosesNode(this.#pod, one) ? domainOf(one, key) : undefined;
          if (other !== undefined) {
            counts.set(other, 0);
          }
        }
        for (const pod of this.#chosenBy(constraint).filter(isActive)) {
          const other = this.#domainOfPod(pod, key) ?? '';
          const count = counts.get(other);
          if (count !== undefined) {
            counts.set(other, count + 1);
          }
        }
        const self = this.#isOneOf(constraint) ? 1 : 0;
        const here = domain === undefined ? undefined : counts.get(domain);
        const most = numberAt(constraint, 'maxSkew');
        return here === undefined || here + self - Math.min(...counts.values()) > most;
      });
  }

  /** Pods on nodes that a term chooses. */
  #chosenBy(term: Json): KubeObject[] {
    return namespacesOf(this.#kit, term, this.#pod)
      .flatMap((namespace) => this.#kit.podsOf(namespace, objectAt(term, 'labelSelector')))
      .filter((pod) => textAt(pod, 'spec', 'nodeName') !== '' && !isOver(pod));
  }

  #isOneOf(term: Json): boolean {
    return objectSelector(objectAt(term, 'labelSelector'))(this.#pod.metadata.labels ?? {});
  }

  #domainOfPod(pod: KubeObject, key: string): string | undefined {
    const node = this.#kit.objects('nodes').get(textAt(pod, 'spec', 'nodeName'));
    return node === undefined ? undefined : domainOf(node, key);
  }
}

const domainOf = (node: KubeObject, key: string) => node.metadata.labels?.[key];

/** Namespaces that a term speaks of: those it names, or the pod's own. */
function namespacesOf(kit: Kit, term: Json, pod: KubeObject): string[] {
  const named = listAt(term, 'namespaces').map(String);
  const selector = valueAt(term, 'namespaceSelector');
  if (selector === undefined) {
    return named.length === 0 ? [pod.metadata.namespace ?? ''] : named;
  }
  const matches = objectSelector(objectAt(term, 'namespaceSelector'));
  const chosen = kit
    .objects('namespaces')
    .all()
    .filter(({ metadata }) => matches(metadata.labels ?? {}))
    .map(({ metadata }) => metadata.name);
  return [...new Set([...named, ...chosen])];
}
