import { controllerOf, type KubeObject } from '../../objects.ts';
import type { Change } from '../../plan.ts';
import { about, objectPath, pods, targetOf } from '../common/resources.ts';
import { podDeletion } from '../pod/deletion.ts';
import { hasEnded, type Pod } from '../pod/pod.ts';

/** A static pod of the kubelet carries it; the API server has only its image. */
const mirror = 'kubernetes.io/config.mirror';

/**
 * What a drain does with a pod: evicts it, waits because it is ending already, lets it be (`kept`
 * for what it holds in an emptyDir volume), or can't go on because nobody would replace it.
 */
export type Fate = 'evicted' | 'ending' | 'stays' | 'kept' | 'unmanaged';

/** A pod of a node that is drained, and what becomes of it. */
export interface Drained {
  /** The node's name. */
  node: string;
  pod: Pod;
  fate: Fate;
}

/** What becomes of a pod when its node is drained, as `kubectl drain --ignore-daemonsets` sees it. */
export function fateOf(pod: Pod, evictLocalStorage: boolean): Fate {
  const controller = controllerOf(pod);
  const ended = hasEnded(pod);
  // The controller of a DaemonSet would put the pod back, also onto a cordoned node.
  const ofDaemonSet = controller?.kind === 'DaemonSet' && !ended;
  if (pod.metadata.annotations?.[mirror] !== undefined || ofDaemonSet) {
    return 'stays';
  }
  if (hasLocalStorage(pod) && !evictLocalStorage) {
    return 'kept';
  }
  if (pod.metadata.deletionTimestamp !== undefined) {
    return 'ending';
  }
  return controller !== undefined || ended ? 'evicted' : 'unmanaged';
}

/** Whether a pod has a volume that goes with it. */
export function hasLocalStorage(pod: Pod): boolean {
  return (pod.spec?.volumes ?? []).some(({ emptyDir }) => emptyDir !== undefined);
}

/** Evicts just this pod: a namesake created since is left alone. */
export function eviction(pod: KubeObject): Change {
  const { namespace, name, uid } = pod.metadata;
  const { inverse, undo } = podDeletion(pod);
  return {
    request: {
      method: 'POST',
      path: `${objectPath(pods, namespace, name)}/eviction`,
      body: {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name, namespace: namespace ?? 'default' },
        deleteOptions: { preconditions: { uid } },
      },
      ...about(pods, targetOf(pods, pod), 'create'),
      subresource: 'eviction',
    },
    inverse: inverse === undefined ? [] : [inverse],
    undo,
  };
}
