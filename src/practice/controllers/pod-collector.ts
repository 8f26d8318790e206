import { type KubeObject, textAt } from '../api/objects.ts';
import { timeText } from '../api/write.ts';
import { type Kit, statusWriter } from './kit/kit.ts';
import { keyOfObject, partsOfKey } from './kit/object-index.ts';
import { isEnding } from './kit/owners.ts';
import { isOver } from './kit/pods.ts';
import { conditionsOf, withoutCondition } from './kit/status.ts';

/** How long a node may be away before its pods are given up, as in the real controller. */
const quarantine = 40_000;

/** Removes pods whose node is gone: nobody else could say that they have ended. */
export function startPodCollector(kit: Kit): void {
  const pods = kit.objects('pods');
  const nodes = kit.objects('nodes');
  const queue = kit.queue('pods of lost nodes', (key) => {
    const pod = pods.get(key);
    if (pod !== undefined && isLost(pod) && (isEnding(pod) || isDue(pod))) {
      give(kit, pod);
    }
  });
  /** When each node went, in milliseconds since 1970. */
  const gone = new Map<string, number>();
  const nodeOf = (pod: KubeObject) => textAt(pod, 'spec', 'nodeName');
  const isLost = (pod: KubeObject) => nodeOf(pod) !== '' && nodes.get(nodeOf(pod)) === undefined;
  const isDue = (pod: KubeObject) => (gone.get(nodeOf(pod)) ?? 0) + quarantine <= kit.now();

  const look = (pod: KubeObject) => {
    const node = nodeOf(pod);
    if (!isLost(pod)) {
      return;
    }
    gone.set(node, gone.get(node) ?? kit.now());
    if (isEnding(pod)) {
      queue.add(keyOfObject(pod));
    } else {
      queue.addAfter(keyOfObject(pod), quarantine);
    }
  };
  for (const pod of pods.all()) {
    look(pod);
  }
  pods.onChange(({ type, object }) => {
    if (type !== 'DELETED') {
      look(object);
    }
  });
  nodes.onChange(({ type, object }) => {
    const { name } = object.metadata;
    if (type !== 'DELETED') {
      gone.delete(name);
      return;
    }
    gone.set(name, kit.now());
    for (const pod of pods.by('node', name)) {
      look(pod);
    }
  });
}

function give(kit: Kit, pod: KubeObject): void {
  const [namespace, name] = partsOfKey(keyOfObject(pod));
  const resource = kit.resource('pods');
  if (!isOver(pod)) {
    const change = (copy: KubeObject) => {
      const condition = {
        type: 'DisruptionTarget',
        status: 'True',
        lastTransitionTime: timeText(kit.now()),
        reason: 'DeletionByPodGC',
        message: 'PodGC: node no longer exists',
      };
      const conditions = [...withoutCondition(conditionsOf(copy), 'DisruptionTarget'), condition];
      copy.status = { ...copy.status, phase: 'Failed', conditions };
    };
    kit.api.change(resource, namespace, name, change, statusWriter);
  }
  kit.api.delete(resource, namespace, name, { gracePeriodSeconds: 0 });
}
