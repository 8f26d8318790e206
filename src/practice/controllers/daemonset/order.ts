import { type KubeObject, textAt } from '../../api/objects.ts';

/** On a node first, then by age: the first one counts. */
export function oldestFirst(pods: readonly KubeObject[]): KubeObject[] {
  const rank = (pod: KubeObject) =>
    `${textAt(pod, 'spec', 'nodeName') === '' ? 1 : 0} ${pod.metadata.creationTimestamp} ${pod.metadata.name}`;
  return [...pods].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
}
