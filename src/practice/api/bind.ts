import type { JsonObject } from '../../experiment/json.ts';
import { isObject } from '../../experiment/json.ts';
import { type KubeObject, listAt, textAt } from './objects.ts';
import { conflict, invalid, required } from './status.ts';
import { keyOf, mustGet, timeText, type WriteContext, type WriteOptions } from './write.ts';

/**
 * Puts a pod on a node, and says in its conditions that it has one.
 * @throws ApiError 404, 409 where it is on one already or under deletion, 422 without a node
 */
export function bind(
  { store, registry, now }: WriteContext,
  namespace: string,
  name: string,
  node: string,
  { dryRun }: WriteOptions,
): JsonObject {
  const pods = registry.builtIn('pods');
  const pod = mustGet(store, pods, namespace, name);
  const binding = { group: '', plural: 'pods/binding' };
  if (node === '') {
    throw invalid('', 'Binding', name, [required('target.name')]);
  }
  if (pod.metadata.deletionTimestamp !== undefined) {
    const why = `pod ${name} is being deleted, cannot be assigned to a host`;
    throw conflict(binding, name, why);
  }
  const current = textAt(pod, 'spec', 'nodeName');
  if (current !== '') {
    throw conflict(binding, name, `pod ${name} is already assigned to node "${current}"`);
  }
  if (dryRun !== true) {
    store.put(keyOf(pods, namespace, name), {
      ...pod,
      spec: { ...pod.spec, nodeName: node },
      status: { ...pod.status, conditions: scheduled(pod, timeText(now())) },
    });
  }
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };
}

function scheduled(pod: KubeObject, now: string): JsonObject[] {
  const others = listAt(pod, 'status', 'conditions')
    .filter(isObject)
    .filter((one) => textAt(one, 'type') !== 'PodScheduled');
  const condition = {
    type: 'PodScheduled',
    status: 'True',
    observedGeneration: pod.metadata.generation ?? 1,
    lastProbeTime: null,
    lastTransitionTime: now,
  };
  return [...others, condition];
}
