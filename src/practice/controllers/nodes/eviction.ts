import { isDeepStrictEqual } from 'node:util';
import { type KubeObject, numberAt, textAt, valueAt } from '../../api/objects.ts';
import { timeText } from '../../api/write.ts';
import { type Kit, statusWriter } from '../kit/kit.ts';
import { keyOfObject } from '../kit/object-index.ts';
import { isEnding } from '../kit/owners.ts';
import { isOver } from '../kit/pods.ts';
import { conditionsOf, withoutCondition } from '../kit/status.ts';
import { taintsOf, tolerationOf } from '../scheduler/taints.ts';

const component = 'taint-eviction-controller';

/** Deletes pods that do not tolerate a `NoExecute` taint of their node, or no longer. */
export function startTaintEviction(kit: Kit): void {
  const pods = kit.objects('pods');
  const nodes = kit.objects('nodes');
  /** Pods that are to be deleted, and when, in milliseconds since 1970. */
  const marked = new Map<string, number>();
  const queue = kit.queue('eviction by taint', (key) => {
    const pod = pods.get(key);
    const node = pod && nodes.get(textAt(pod, 'spec', 'nodeName'));
    if (pod === undefined || node === undefined || isEnding(pod) || isOver(pod)) {
      marked.delete(key);
      return;
    }
    const seconds = secondsLeft(pod, node);
    if (seconds === Number.POSITIVE_INFINITY) {
      if (marked.delete(key)) {
        tell(kit, pod, `Cancelling deletion of Pod ${key}`);
      }
      return;
    }
    const due = marked.get(key) ?? kit.now() + seconds * 1000;
    if (due <= kit.now()) {
      marked.delete(key);
      evict(kit, pod, key);
    } else {
      marked.set(key, due);
      queue.addAfter(key, due - kit.now());
    }
  });
  const look = (node: KubeObject) => {
    for (const pod of pods.by('node', node.metadata.name)) {
      queue.add(keyOfObject(pod));
    }
  };
  for (const node of nodes.all()) {
    look(node);
  }
  nodes.onChange(({ type, object, previous }) => {
    const before = previous === undefined ? [] : taintsOf(previous, ['NoExecute']);
    if (type !== 'DELETED' && !isDeepStrictEqual(taintsOf(object, ['NoExecute']), before)) {
      look(object);
    }
  });
  pods.onChange(({ object, previous }) => {
    const node = nodes.get(textAt(object, 'spec', 'nodeName'));
    const isTainted = node !== undefined && taintsOf(node, ['NoExecute']).length > 0;
    if (isTainted && previous?.spec !== object.spec) {
      queue.add(keyOfObject(object));
    }
  });
}

/** How long a pod may stay; infinity where nothing drives it away. */
function secondsLeft(pod: KubeObject, node: KubeObject): number {
  const times = taintsOf(node, ['NoExecute']).map((taint) => {
    const toleration = tolerationOf(pod, taint);
    if (toleration === undefined) {
      return 0;
    }
    return valueAt(toleration, 'tolerationSeconds') === undefined
      ? Number.POSITIVE_INFINITY
      : Math.max(0, numberAt(toleration, 'tolerationSeconds'));
  });
  return Math.min(Number.POSITIVE_INFINITY, ...times);
}

function evict(kit: Kit, pod: KubeObject, key: string): void {
  const { namespace = '', name, uid } = pod.metadata;
  const resource = kit.resource('pods');
  tell(kit, pod, `Marking for deletion Pod ${key}`);
  const change = (copy: KubeObject) => {
    const condition = {
      type: 'DisruptionTarget',
      status: 'True',
      lastTransitionTime: timeText(kit.now()),
      reason: 'DeletionByTaintManager',
      message: 'Taint manager: deleting due to NoExecute taint',
    };
    const conditions = [...withoutCondition(conditionsOf(copy), 'DisruptionTarget'), condition];
    copy.status = { ...copy.status, conditions };
  };
  kit.api.change(resource, namespace, name, change, statusWriter);
  kit.api.delete(resource, namespace, name, { preconditions: { uid } });
}

function tell(kit: Kit, pod: KubeObject, message: string): void {
  kit.events.record(component, pod, { type: 'Normal', reason: 'TaintManagerEviction', message });
}
