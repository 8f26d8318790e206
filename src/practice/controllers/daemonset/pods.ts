import type { JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';
import { asObject } from '../../api/api.ts';
import { type KubeObject, listAt, objectAt, textAt, valueAt } from '../../api/objects.ts';
import { podOf } from '../kit/pod-control.ts';
import { choosesNode } from '../scheduler/node-affinity.ts';
import { taintsOf, tolerationOf } from '../scheduler/taints.ts';

export const hashLabel = 'controller-revision-hash';
const generationKey = 'deprecated.daemonset.template.generation';

/** A pod of the set for one node: by affinity, so that the scheduler puts it there. */
export function podFor(set: KubeObject, node: string, hash: string): JsonObject {
  const template = objectAt(set, 'spec', 'template');
  const pod = podOf(set, template, undefined);
  const metadata = objectAt(pod, 'metadata');
  const generation = set.metadata.annotations?.[generationKey];
  const labels = {
    ...objectAt(metadata, 'labels'),
    [hashLabel]: hash,
    ...(generation === undefined ? {} : { 'pod-template-generation': generation }),
  };
  const spec = objectAt(pod, 'spec');
  return {
    metadata: { ...metadata, labels },
    spec: { ...spec, affinity: affinityTo(spec, node), tolerations: tolerationsOf(spec) },
  };
}

function affinityTo(spec: JsonObject, node: string): JsonObject {
  const key = 'requiredDuringSchedulingIgnoredDuringExecution';
  const nodeAffinity = objectAt(spec, 'affinity', 'nodeAffinity');
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [node] }];
  const given = listAt(nodeAffinity, key, 'nodeSelectorTerms').filter(isObject);
  const terms = given.length === 0 ? [{}] : given;
  return {
    ...objectAt(spec, 'affinity'),
    nodeAffinity: {
      ...nodeAffinity,
      [key]: { nodeSelectorTerms: terms.map((term) => ({ ...term, matchFields })) },
    },
  };
}

const always: readonly (readonly [key: string, effect: string])[] = [
  ['not-ready', 'NoExecute'],
  ['unreachable', 'NoExecute'],
  ['disk-pressure', 'NoSchedule'],
  ['memory-pressure', 'NoSchedule'],
  ['pid-pressure', 'NoSchedule'],
  ['unschedulable', 'NoSchedule'],
];

/** A daemon's pod stays on a node that is in trouble, or cordoned. */
function tolerationsOf(spec: JsonObject): JsonObject[] {
  const own = listAt(spec, 'tolerations').filter(isObject);
  const network: typeof always =
    spec['hostNetwork'] === true ? [['network-unavailable', 'NoSchedule']] : [];
  const added = [...always, ...network].map(([name, effect]) => ({
    key: `node.kubernetes.io/${name}`,
    operator: 'Exists',
    effect,
  }));
  const isGiven = (one: JsonObject) =>
    own.some(
      (other) =>
        textAt(other, 'key') === one['key'] &&
        textAt(other, 'operator') === 'Exists' &&
        textAt(other, 'effect') === one['effect'] &&
        valueAt(other, 'tolerationSeconds') === undefined,
    );
  return [...own, ...added.filter((one) => !isGiven(one))];
}

/** The node that a pod of a set is on, or is meant for. */
export function nodeOf(pod: KubeObject): string {
  const key = 'requiredDuringSchedulingIgnoredDuringExecution';
  const [term] = listAt(pod, 'spec', 'affinity', 'nodeAffinity', key, 'nodeSelectorTerms');
  const field = listAt(term, 'matchFields').find((one) => textAt(one, 'key') === 'metadata.name');
  return textAt(pod, 'spec', 'nodeName') || String(listAt(field, 'values')[0] ?? '');
}

/** Whether a node is to have a pod of the set, and whether it may keep one. */
export function judge(set: KubeObject, node: KubeObject): { wants: boolean; keeps: boolean } {
  const pod = asObject(podFor(set, node.metadata.name, ''));
  const named = textAt(set, 'spec', 'template', 'spec', 'nodeName');
  if ((named !== '' && named !== node.metadata.name) || !choosesNode(pod, node)) {
    return { wants: false, keeps: false };
  }
  const isTolerated = (effects: string[]) =>
    taintsOf(node, effects).every((taint) => tolerationOf(pod, taint) !== undefined);
  const keeps = isTolerated(['NoExecute']);
  return { wants: keeps && isTolerated(['NoSchedule']), keeps };
}
