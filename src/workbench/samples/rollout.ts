import { abortError } from '../../kubernetes/abort.ts';
import type { ClusterClient } from '../../kubernetes/client.ts';
import { follow } from '../../kubernetes/follow.ts';
import type { KubeObject } from '../../kubernetes/objects.ts';
import { HumanError } from '../../messages/error.ts';
import { format } from '../../messages/format.ts';
import type { Message } from '../../messages/types.ts';
import { checksumAnnotation } from './marks.ts';
import { collectionPath, podsPath } from './paths.ts';
import { type PodTrouble, troubleOf } from './pod-trouble.ts';

/** A Deployment that is to become ready. */
export interface Rollout {
  name: string;
  uid: string;
  /** That the wanted template got; the controller must have seen it. */
  generation: number;
  /** Of the wanted pods. */
  checksum: string;
}

/** Counts while one waits. */
export interface RolloutCount {
  name: string;
  ready: number;
  wanted: number;
}

interface DeploymentState {
  spec?: { replicas?: number };
  status?: {
    observedGeneration?: number;
    replicas?: number;
    updatedReplicas?: number;
    availableReplicas?: number;
    conditions?: { type: string; status: string; message?: string }[];
  };
}

/**
 * Waits until Deployments run the wanted pods and nothing else: all of them available, and every
 * earlier pod gone, so that no answer comes from one any more.
 * @throws HumanError `workbench.samples-pod` as soon as a pod can't start, naming it and the reason;
 * `workbench.samples-slow` when the time is over, with what was missing; `workbench.samples-gone`
 */
export async function waitForRollouts(
  client: Pick<ClusterClient, 'list' | 'watch'>,
  namespace: string,
  rollouts: readonly Rollout[],
  seconds: number,
  onCount: (count: RolloutCount) => void,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const deployments = new Map<string, KubeObject>();
  const pods = new Map<string, KubeObject>();
  const listed = { deployments: false, pods: false };
  const told = new Map<string, string>();
  const over = new AbortController();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let lastError: Message | undefined;

  function look(): void {
    if (!listed.deployments || !listed.pods) {
      return;
    }
    try {
      const waiting = rollouts.filter((rollout) => {
        const count = countOf(rollout, deployments.get(rollout.name));
        if (told.get(rollout.name) !== `${count.ready}/${count.wanted}`) {
          told.set(rollout.name, `${count.ready}/${count.wanted}`);
          onCount(count);
        }
        return !isDone(rollout, deployments, pods);
      });
      const trouble = waiting.flatMap((rollout) => troubles(rollout, pods)).find((t) => t.final);
      if (trouble !== undefined) {
        reject(podError(trouble));
      } else if (waiting.length === 0) {
        resolve();
      }
    } catch (error) {
      reject(error);
    }
  }

  const kept = (objects: Map<string, KubeObject>, name: keyof typeof listed) => ({
    listed(items: KubeObject[]) {
      objects.clear();
      for (const item of items) {
        objects.set(item.metadata.name, item);
      }
      listed[name] = true;
      look();
    },
    changed({ type, object }: { type: string; object: KubeObject }) {
      if (type === 'DELETED') {
        objects.delete(object.metadata.name);
      } else {
        objects.set(object.metadata.name, object);
      }
      look();
    },
    state(state: { state: string; error?: Message }) {
      lastError = state.error;
      if (state.state === 'forbidden') {
        const { code = '', args = {} } = state.error ?? {};
        reject(new HumanError(code, args));
      }
    },
  });

  const timer = setTimeout(() => {
    const rest = rollouts.find((rollout) => !isDone(rollout, deployments, pods));
    reject(
      new HumanError('workbench.samples-slow', {
        name: rest?.name ?? '',
        seconds,
        reason: lastError ? format(lastError) : reasonOf(rest, deployments, pods),
      }),
    );
  }, seconds * 1000);
  const end = () => reject(abortError(signal));
  signal.addEventListener('abort', end, { once: true });
  void follow(
    client,
    collectionPath('Deployment', namespace),
    kept(deployments, 'deployments'),
    over.signal,
  );
  void follow(client, podsPath(namespace), kept(pods, 'pods'), over.signal);
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    over.abort();
  }
}

function countOf(rollout: Rollout, deployment: KubeObject | undefined): RolloutCount {
  if (deployment?.metadata.uid !== rollout.uid) {
    throw new HumanError('workbench.samples-gone', { name: rollout.name });
  }
  const { spec, status } = deployment as DeploymentState;
  const seen = (status?.observedGeneration ?? 0) >= rollout.generation;
  const ready = Math.min(status?.updatedReplicas ?? 0, status?.availableReplicas ?? 0);
  return { name: rollout.name, ready: seen ? ready : 0, wanted: spec?.replicas ?? 1 };
}

function isDone(
  rollout: Rollout,
  deployments: ReadonlyMap<string, KubeObject>,
  pods: ReadonlyMap<string, KubeObject>,
): boolean {
  const deployment = deployments.get(rollout.name);
  if (deployment?.metadata.uid !== rollout.uid) {
    return false;
  }
  const { ready, wanted } = countOf(rollout, deployment);
  const { replicas = 0 } = (deployment as DeploymentState).status ?? {};
  const others = podsOf(rollout, pods).filter(
    (pod) => pod.metadata.deletionTimestamp !== undefined || !isWanted(rollout, pod),
  );
  return ready === wanted && replicas === wanted && others.length === 0;
}

/** Pods with the Deployment's label, whatever they run. */
function podsOf({ name }: Rollout, pods: ReadonlyMap<string, KubeObject>): KubeObject[] {
  return [...pods.values()].filter(({ metadata }) => metadata.labels?.['app'] === name);
}

function isWanted({ checksum }: Rollout, { metadata }: KubeObject): boolean {
  return metadata.annotations?.[checksumAnnotation] === checksum;
}

function troubles(rollout: Rollout, pods: ReadonlyMap<string, KubeObject>): PodTrouble[] {
  return podsOf(rollout, pods)
    .filter((pod) => pod.metadata.deletionTimestamp === undefined && isWanted(rollout, pod))
    .map(troubleOf)
    .filter((trouble) => trouble !== undefined);
}

function podError({ pod, reason, message }: PodTrouble): HumanError {
  return new HumanError('workbench.samples-pod', { pod, reason: inWords(reason, message) });
}

function inWords(reason: string, message: string): string {
  return message ? `${reason}: ${message}` : reason;
}

/** Why a Deployment is not ready yet, as far as the cluster tells. */
function reasonOf(
  rollout: Rollout | undefined,
  deployments: ReadonlyMap<string, KubeObject>,
  pods: ReadonlyMap<string, KubeObject>,
): string {
  if (rollout === undefined) {
    return 'no answer';
  }
  const state = deployments.get(rollout.name) as DeploymentState | undefined;
  const refused = state?.status?.conditions?.find(
    ({ type, status }) => type === 'ReplicaFailure' && status === 'True',
  );
  if (refused) {
    return inWords('ReplicaFailure', refused.message ?? '');
  }
  const [trouble] = troubles(rollout, pods);
  if (trouble) {
    return `pod ${trouble.pod} ${inWords(trouble.reason, trouble.message)}`;
  }
  const leaving = podsOf(rollout, pods).find(({ metadata }) => metadata.deletionTimestamp);
  return leaving ? `pod ${leaving.metadata.name} Terminating` : 'no pods yet';
}
