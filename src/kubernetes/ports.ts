import { HumanError } from '../messages/error.ts';
import { objectPath } from './activities/common/resources.ts';
import type { ClusterClient } from './client.ts';
import { resourceOfKind } from './kinds.ts';
import type { KubeObject } from './objects.ts';
import type { PodPort } from './port-forward.ts';
import type { ObjectRef } from './seed.ts';

interface WithPorts extends KubeObject {
  spec?: {
    containers?: { ports?: ContainerPort[] }[];
    initContainers?: { ports?: ContainerPort[] }[];
    ports?: { port: number; name?: string; protocol?: string; targetPort?: number | string }[];
    selector?: Record<string, string>;
  };
  status?: { phase?: string; conditions?: { type: string; status: string }[] };
}

interface ContainerPort {
  containerPort: number;
  name?: string;
  protocol?: string;
}

type Reading = Pick<ClusterClient, 'request' | 'list'>;

/** TCP ports of a pod's containers or of a service. */
export async function portsOf(
  client: Reading,
  ref: ObjectRef,
  signal: AbortSignal,
): Promise<{ port: number; name?: string }[]> {
  const { spec } = await read(client, ref, signal);
  const all =
    ref.kind === 'Service'
      ? (spec?.ports ?? [])
      : containerPorts(spec).map(({ containerPort, ...rest }) => ({
          port: containerPort,
          ...rest,
        }));
  return all
    .filter(({ protocol = 'TCP' }) => protocol === 'TCP')
    .map(({ port, name }) => ({ port, ...(name && { name }) }));
}

/**
 * The port of a pod that a port of an object leads to: of a service's, that of a ready pod behind it.
 * @throws HumanError `explorer.no-ready-pod`
 */
export async function podPortOf(
  client: Reading,
  ref: ObjectRef,
  port: number,
  signal: AbortSignal,
): Promise<PodPort> {
  const { name, namespace = 'default', kind } = ref;
  if (kind !== 'Service') {
    return { namespace, pod: name, port };
  }
  const { spec } = await read(client, ref, signal);
  const labelSelector = Object.entries(spec?.selector ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`;
  const pods =
    labelSelector === '' ? [] : (await client.list(path, { labelSelector }, signal)).items;
  const pod = (pods as WithPorts[]).find(isReady);
  if (pod === undefined) {
    throw new HumanError('explorer.no-ready-pod', { name });
  }
  const target = spec?.ports?.find((each) => each.port === port)?.targetPort ?? port;
  const named = containerPorts(pod.spec).find((each) => each.name === target)?.containerPort;
  return { namespace, pod: pod.metadata.name, port: named ?? (Number(target) || port) };
}

function read(client: Reading, ref: ObjectRef, signal: AbortSignal): Promise<WithPorts> {
  const path = objectPath(resourceOfKind(ref.kind), ref.namespace, ref.name);
  return client.request<WithPorts>({ method: 'GET', path }, signal);
}

function containerPorts(spec: WithPorts['spec']): ContainerPort[] {
  const all = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])];
  return all.flatMap(({ ports }) => ports ?? []);
}

function isReady({ metadata, status }: WithPorts): boolean {
  const ready = status?.conditions?.some((each) => each.type === 'Ready' && each.status === 'True');
  return metadata.deletionTimestamp === undefined && ready === true;
}
