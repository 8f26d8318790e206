import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../../experiment/json.ts';
import { asObject } from '../../api/api.ts';
import { isReady, type KubeObject } from '../../api/objects.ts';
import { timeText } from '../../api/write.ts';
import { type Kit, writer } from '../kit/kit.ts';
import { isNamespaceEnding } from '../kit/pod-control.ts';
import {
  addressOf,
  hostnameOf,
  isHeadless,
  type PodPort,
  podsOfService,
  portsOn,
  publishesAll,
  targetOf,
} from './addresses.ts';

/** The most addresses that Endpoints hold; slices hold them all. */
const limit = 1_000;

const changed = 'endpoints.kubernetes.io/last-change-trigger-time';
const overCapacity = 'endpoints.kubernetes.io/over-capacity';

/** Writes the Endpoints of a service. */
export function writeEndpoints(kit: Kit, service: KubeObject): void {
  const endpoints = kit.resource('endpoints');
  const { namespace = '', name } = service.metadata;
  const found = kit.api.find(endpoints, namespace, name);
  const all = subsetsOf(kit, service);
  const { subsets, isCut } = cut(all);
  const labels = {
    ...service.metadata.labels,
    ...(isHeadless(service) ? { 'service.kubernetes.io/headless': '' } : {}),
    'endpoints.kubernetes.io/managed-by': 'endpoint-controller',
  };
  const annotations = {
    [changed]: timeText(kit.now()),
    ...(isCut ? { [overCapacity]: 'truncated' } : {}),
  };
  if (found === undefined) {
    const body = asObject({ metadata: { name, labels, annotations }, subsets });
    try {
      kit.api.create(endpoints, namespace, body, writer);
    } catch (error) {
      if (!isNamespaceEnding(error)) {
        throw error;
      }
    }
    return;
  }
  const isSame =
    isDeepStrictEqual(found['subsets'] ?? [], subsets) &&
    isDeepStrictEqual(found.metadata.labels, labels);
  if (!isSame) {
    const { [overCapacity]: _, ...others } = found.metadata.annotations ?? {};
    const change = (copy: KubeObject) => {
      copy.metadata.labels = labels;
      copy.metadata.annotations = { ...others, ...annotations };
      copy['subsets'] = subsets;
    };
    kit.api.change(endpoints, namespace, name, change, writer);
  }
}

interface Group {
  ports: PodPort[];
  ready: JsonObject[];
  notReady: JsonObject[];
}

/** Pods with the same ports are together, in the order in which they came. */
function subsetsOf(kit: Kit, service: KubeObject): JsonObject[] {
  const groups = new Map<string, Group>();
  for (const pod of podsOfService(kit, service, publishesAll(service))) {
    const ports = portsOn(service, pod);
    if (ports.length === 0 && !isHeadless(service)) {
      continue;
    }
    const key = JSON.stringify(ports);
    const group = groups.get(key) ?? { ports, ready: [], notReady: [] };
    groups.set(key, group);
    const isShown = publishesAll(service) || isReady(pod);
    (isShown ? group.ready : group.notReady).push(addressObject(service, pod));
  }
  return [...groups.values()].map(({ ports, ready, notReady }) => ({
    ...(ready.length > 0 ? { addresses: ready } : {}),
    ...(notReady.length > 0 ? { notReadyAddresses: notReady } : {}),
    ...(ports.length > 0 ? { ports: ports.map(portObject) } : {}),
  }));
}

function addressObject(service: KubeObject, pod: KubeObject): JsonObject {
  const nodeName = pod.spec?.['nodeName'];
  return {
    ip: addressOf(pod),
    ...(nodeName === undefined ? {} : { nodeName }),
    ...hostnameOf(service, pod),
    targetRef: targetOf(pod),
  };
}

/** Endpoints leave an empty name out. */
function portObject({ name, ...port }: PodPort): JsonObject {
  return { ...(name === '' ? {} : { name }), ...port };
}

/** Ready addresses stay longest where there are too many. */
function cut(subsets: readonly JsonObject[]): { subsets: JsonObject[]; isCut: boolean } {
  let left = limit;
  let isCut = false;
  const take = (subset: JsonObject, key: string) => {
    const list = subset[key];
    if (!Array.isArray(list)) {
      return {};
    }
    const kept = list.slice(0, left);
    isCut ||= kept.length < list.length;
    left -= kept.length;
    return kept.length > 0 ? { [key]: kept } : {};
  };
  const ready = subsets.map((subset) => take(subset, 'addresses'));
  const whole = subsets.map((subset, index) => {
    const { addresses: _, notReadyAddresses: __, ...rest } = subset;
    return { ...ready[index], ...take(subset, 'notReadyAddresses'), ...rest };
  });
  return {
    subsets: whole.filter((one) => 'addresses' in one || 'notReadyAddresses' in one),
    isCut,
  };
}
