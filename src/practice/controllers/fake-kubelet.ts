import type { JsonObject } from '../../experiment/json.ts';
import { isObject } from '../../experiment/json.ts';
import { type Api, asObject } from '../api/api.ts';
import { type KubeObject, listAt, objectAt, textAt } from '../api/objects.ts';
import { timeText } from '../api/write.ts';
import { isEnding } from './kit/owners.ts';
import type { Timers } from './kit/timers.ts';

/**
 * For tests: says of pods on nodes that they run, as kubelets would, and starts nothing. A pod whose
 * command is `true` or `node -e process.exit(0)` has ended well, one of `false` or
 * `node -e process.exit(1)` badly; one with a readiness probe that executes `false` never gets ready.
 * Pods under deletion are gone at once.
 * @returns ends it
 */
export function startFakeKubelet(api: Api, timers: Timers): () => void {
  const pods = api.registry.builtIn('pods');
  const noted = new Set<string>();
  let isClosed = false;
  let address = 0;
  const work = () => {
    const keys = [...noted];
    noted.clear();
    for (const key of isClosed ? [] : keys) {
      const [namespace = '', name = ''] = key.split('/');
      const pod = api.find(pods, namespace, name);
      if (pod === undefined || textAt(pod, 'spec', 'nodeName') === '') {
        continue;
      }
      if (isEnding(pod)) {
        const phase = textAt(pod, 'status', 'phase');
        if (phase !== 'Failed' && phase !== 'Succeeded') {
          api.delete(pods, namespace, name, { gracePeriodSeconds: 0 });
        }
      } else if (textAt(pod, 'status', 'phase') === 'Pending') {
        address += 1;
        const status = statusOf(pod, timeText(api.now()), addressText(address));
        const change = (copy: KubeObject) => {
          copy.status = { ...copy.status, ...status };
        };
        api.change(pods, namespace, name, change, { manager: 'kubelet', part: 'status' });
      }
    }
  };
  const note = ({ metadata }: KubeObject) => {
    if (noted.size === 0) {
      timers.after(0, work);
    }
    noted.add(`${metadata.namespace}/${metadata.name}`);
  };
  for (const pod of api.store.list(pods.id)) {
    note(pod);
  }
  const end = api.store.subscribe(pods.id, ({ type, object }) => {
    if (type !== 'DELETED') {
      note(object);
    }
  });
  return () => {
    isClosed = true;
    end();
  };
}

const addressText = (number: number) => `10.244.${number >> 8}.${number & 255}`;

const endings: Readonly<Record<string, 'Succeeded' | 'Failed' | undefined>> = {
  true: 'Succeeded',
  'node -e process.exit(0)': 'Succeeded',
  false: 'Failed',
  'node -e process.exit(1)': 'Failed',
};

/** The status of a pod that has started. */
export function statusOf(pod: KubeObject, now: string, podIP: string): JsonObject {
  const [first] = listAt(pod, 'spec', 'containers');
  const ended = endings[listAt(first, 'command').join(' ')];
  const probes = listAt(pod, 'spec', 'containers').map((one) =>
    listAt(one, 'readinessProbe', 'exec', 'command'),
  );
  const isReady = ended === undefined && !probes.some(([name]) => name === 'false');
  const condition = (type: string, value: boolean, reason = ''): JsonObject => ({
    type,
    status: value ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: now,
    ...(reason === '' ? {} : { reason }),
  });
  const why = isReady ? '' : ended === undefined ? 'ContainersNotReady' : 'PodCompleted';
  return {
    phase: ended ?? 'Running',
    startTime: now,
    podIP,
    podIPs: [{ ip: podIP }],
    conditions: [
      condition('PodReadyToStartContainers', ended === undefined),
      condition('Initialized', true),
      condition('Ready', isReady, why),
      condition('ContainersReady', isReady, why),
      condition('PodScheduled', true),
    ],
    containerStatuses: listAt(pod, 'spec', 'containers')
      .filter(isObject)
      .map((container) => containerStatus(container, now, ended, isReady)),
  };
}

function containerStatus(
  container: JsonObject,
  now: string,
  ended: string | undefined,
  ready: boolean,
): JsonObject {
  const exitCode = ended === 'Failed' ? 1 : 0;
  const state: JsonObject =
    ended === undefined
      ? { running: { startedAt: now } }
      : {
          terminated: {
            exitCode,
            reason: exitCode === 0 ? 'Completed' : 'Error',
            startedAt: now,
            finishedAt: now,
          },
        };
  return {
    name: textAt(container, 'name'),
    image: textAt(container, 'image'),
    imageID: '',
    ready,
    started: ended === undefined,
    restartCount: 0,
    state,
  };
}

/** For tests: a node that takes every pod. */
export function testNode(name: string, spec: JsonObject = {}): KubeObject {
  const amounts = { cpu: '4', memory: '8Gi', pods: '2000' };
  return asObject({
    metadata: { name, labels: { 'kubernetes.io/hostname': name } },
    spec,
    status: {
      capacity: amounts,
      allocatable: amounts,
      conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
    },
  });
}

/** For tests: says of a pod that it is ready, or no longer. */
export function setReady(api: Api, pod: KubeObject, isReady: boolean): void {
  const { namespace = '', name } = pod.metadata;
  const change = (copy: KubeObject) => {
    const conditions = listAt(copy, 'status', 'conditions')
      .filter(isObject)
      .map((one) =>
        ['Ready', 'ContainersReady'].includes(textAt(one, 'type'))
          ? {
              ...one,
              status: isReady ? 'True' : 'False',
              lastTransitionTime: timeText(api.now()),
            }
          : one,
      );
    copy.status = { ...objectAt(copy, 'status'), conditions };
  };
  api.change(api.registry.builtIn('pods'), namespace, name, change, {
    manager: 'kubelet',
    part: 'status',
  });
}
