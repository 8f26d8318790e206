import type { KubeObject } from '../../kubernetes/objects.ts';

/** Why a pod does not run. */
export interface PodTrouble {
  pod: string;
  /** Kubernetes' word for it: `ImagePullBackOff`. */
  reason: string;
  /** The kubelet's or scheduler's sentence, if it wrote one. */
  message: string;
  /** Waiting longer will not help. */
  final: boolean;
}

/** Reasons that stay until someone changes something. `ErrImagePull` is tried again first. */
const final: ReadonlySet<string> = new Set([
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'CrashLoopBackOff',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
]);

interface PodStatus {
  conditions?: { type: string; status: string; reason?: string; message?: string }[];
  containerStatuses?: {
    ready: boolean;
    state?: { waiting?: { reason?: string; message?: string } };
    lastState?: { terminated?: { exitCode: number } };
  }[];
}

/** What keeps a pod from being ready, or undefined when nothing does. */
export function troubleOf(pod: KubeObject): PodTrouble | undefined {
  const { conditions = [], containerStatuses = [] } = (pod.status ?? {}) as PodStatus;
  const { name } = pod.metadata;
  for (const { state, lastState } of containerStatuses) {
    const { reason, message = '' } = state?.waiting ?? {};
    if (reason !== undefined && reason !== 'ContainerCreating') {
      const exit = lastState?.terminated?.exitCode;
      const text = message || (exit === undefined ? '' : `exit code ${exit}`);
      return { pod: name, reason, message: text, final: final.has(reason) };
    }
  }
  const scheduled = conditions.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False') {
    const { reason = 'Unschedulable', message = '' } = scheduled;
    return { pod: name, reason, message, final: false };
  }
  const ready = conditions.find(({ type }) => type === 'Ready');
  if (ready?.status !== 'True') {
    const { reason = 'NotReady', message = '' } = ready ?? {};
    return { pod: name, reason, message, final: false };
  }
  return undefined;
}
