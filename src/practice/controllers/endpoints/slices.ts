import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';
import { asObject } from '../../api/api.ts';
import { isReady, type KubeObject, listAt, textAt, valueAt } from '../../api/objects.ts';
import { timeText } from '../../api/write.ts';
import { type Kit, writer } from '../kit/kit.ts';
import { controlledBy, isEnding } from '../kit/owners.ts';
import { isNamespaceEnding } from '../kit/pod-control.ts';
import {
  addressOf,
  hostnameOf,
  isHeadless,
  podsOfService,
  portsOn,
  publishesAll,
  targetOf,
} from './addresses.ts';

const id = 'endpointslices.discovery.k8s.io';
const managedBy = 'endpointslice.kubernetes.io/managed-by';
const controller = 'endpointslice-controller.k8s.io';
const serviceName = 'kubernetes.io/service-name';
const headless = 'service.kubernetes.io/headless';
const changed = 'endpoints.kubernetes.io/last-change-trigger-time';

/** The most endpoints of one slice. */
const size = 100;

/** What a slice is to hold. */
interface Content {
  ports: JsonObject[];
  endpoints: JsonObject[];
}

/** Writes the slices of a service: an endpoint stays in the slice in which it is. */
export function writeSlices(kit: Kit, service: KubeObject): void {
  const { namespace = '', uid } = service.metadata;
  const own = kit.objects(id).by('owner', uid).filter(isOurs);
  const free = new Set(own);
  const fresh: Content[] = [];
  for (const group of groupsOf(kit, service)) {
    const slices = own.filter((slice) => isDeepStrictEqual(portsOf(slice), group.ports));
    const left = new Map(group.endpoints.map((endpoint) => [endpointId(endpoint), endpoint]));
    const kept = slices.map((slice) => {
      const endpoints = listAt(slice, 'endpoints').flatMap((one): JsonObject[] => {
        const next = left.get(endpointId(one));
        left.delete(endpointId(one));
        return next === undefined ? [] : [next];
      });
      return { slice, endpoints };
    });
    const others = [...left.values()];
    for (const { slice, endpoints } of kept) {
      endpoints.push(...others.splice(0, size - endpoints.length));
      if (endpoints.length > 0) {
        free.delete(slice);
        put(kit, service, slice, { ports: group.ports, endpoints });
      }
    }
    while (others.length > 0) {
      fresh.push({ ports: group.ports, endpoints: others.splice(0, size) });
    }
  }
  if (free.size === own.length && fresh.length === 0) {
    fresh.push({ ports: [], endpoints: [] });
  }
  const [...spare] = free;
  for (const content of fresh) {
    put(kit, service, spare.shift(), content);
  }
  for (const slice of spare) {
    kit.api.delete(kit.resource(id), namespace, slice.metadata.name);
  }
}

const isOurs = ({ metadata }: KubeObject) => metadata.labels?.[managedBy] === controller;

/** Pods with the same ports, in the order in which they came. */
function groupsOf(kit: Kit, service: KubeObject): Content[] {
  const groups = new Map<string, Content>();
  for (const pod of podsOfService(kit, service, true)) {
    const ports = portsOn(service, pod).map((port): JsonObject => ({ ...port }));
    if (ports.length > 0 || isHeadless(service)) {
      const key = JSON.stringify(ports);
      const group: Content = groups.get(key) ?? { ports, endpoints: [] };
      groups.set(key, group);
      group.endpoints.push(endpointOf(kit, service, pod));
    }
  }
  return [...groups.values()];
}

function endpointOf(kit: Kit, service: KubeObject, pod: KubeObject): JsonObject {
  const serving = isReady(pod);
  const terminating = isEnding(pod);
  const nodeName = textAt(pod, 'spec', 'nodeName');
  const node = kit.objects('nodes').get(nodeName);
  const zone = node?.metadata.labels?.['topology.kubernetes.io/zone'] ?? '';
  return {
    addresses: [addressOf(pod)],
    conditions: { ready: publishesAll(service) || (serving && !terminating), serving, terminating },
    ...hostnameOf(service, pod),
    targetRef: targetOf(pod),
    ...(nodeName === '' ? {} : { nodeName }),
    ...(zone === '' ? {} : { zone }),
  };
}

const endpointId = (endpoint: Json) => textAt(endpoint, 'targetRef', 'uid');

const portsOf = (slice: KubeObject) => listAt(slice, 'ports').filter(isObject);

function put(kit: Kit, service: KubeObject, slice: KubeObject | undefined, next: Content): void {
  const labels = labelsOf(service);
  const annotations = { [changed]: timeText(kit.now()) };
  const { namespace = '', name } = service.metadata;
  if (slice === undefined) {
    const body = asObject({
      metadata: {
        generateName: `${name}-`,
        labels,
        annotations,
        ownerReferences: [{ ...controlledBy(service) }],
      },
      addressType: String(listAt(service, 'spec', 'ipFamilies')[0] ?? 'IPv4'),
      endpoints: next.endpoints,
      ports: next.ports,
    });
    try {
      kit.api.create(kit.resource(id), namespace, body, writer);
    } catch (error) {
      if (!isNamespaceEnding(error)) {
        throw error;
      }
    }
    return;
  }
  const isSame =
    isDeepStrictEqual(valueAt(slice, 'endpoints') ?? [], next.endpoints) &&
    isDeepStrictEqual(portsOf(slice), next.ports) &&
    isDeepStrictEqual(slice.metadata.labels, labels);
  if (!isSame) {
    const change = (copy: KubeObject) => {
      copy.metadata.labels = labels;
      copy.metadata.annotations = { ...copy.metadata.annotations, ...annotations };
      copy['endpoints'] = next.endpoints;
      copy['ports'] = next.ports;
    };
    kit.api.change(kit.resource(id), namespace, slice.metadata.name, change, writer);
  }
}

function labelsOf(service: KubeObject): Record<string, string> {
  const reserved = new Set([managedBy, serviceName, headless]);
  const own = Object.entries(service.metadata.labels ?? {}).filter(([key]) => !reserved.has(key));
  return {
    ...Object.fromEntries(own),
    ...(isHeadless(service) ? { [headless]: '' } : {}),
    [serviceName]: service.metadata.name,
    [managedBy]: controller,
  };
}
