import type { Json } from '../../../experiment/json.ts';
import { conditionOf, listAt, numberAt, objectAt, textAt, valueAt } from '../objects.ts';
import { age, ageColumn, type ColumnDefinition, column, nameColumn, wide } from './columns.ts';
import { podRestarts, podStatus } from './pod-status.ts';

const none = '<none>';
const orNone = (text: string) => (text === '' ? none : text);

/** `a=b,c=d`, or `<none>`. */
export function labelsText(labels: object): string {
  const parts = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return orNone(parts.sort().join(','));
}

const phase = (object: unknown) => textAt(object, 'status', 'phase');
const count = (object: object) => Object.keys(object).length;

export const podColumns: ColumnDefinition[] = [
  nameColumn,
  column('Ready', (pod) => {
    const ready = listAt(pod, 'status', 'containerStatuses').filter(
      (status) => valueAt(status, 'ready') === true,
    );
    return `${ready.length}/${listAt(pod, 'spec', 'containers').length}`;
  }),
  column('Status', podStatus),
  column('Restarts', podRestarts),
  ageColumn,
  wide('IP', (pod) => orNone(textAt(pod, 'status', 'podIP'))),
  wide('Node', (pod) => orNone(textAt(pod, 'spec', 'nodeName'))),
  wide('Nominated Node', (pod) => orNone(textAt(pod, 'status', 'nominatedNodeName'))),
  wide('Readiness Gates', () => none),
];

export const serviceColumns: ColumnDefinition[] = [
  nameColumn,
  column('Type', (service) => textAt(service, 'spec', 'type')),
  column('Cluster-IP', (service) => orNone(textAt(service, 'spec', 'clusterIP'))),
  column('External-IP', externalAddress),
  column('Port(s)', (service) => {
    const ports = listAt(service, 'spec', 'ports').map((port) => {
      const node = numberAt(port, 'nodePort');
      const shown = node === 0 ? '' : `:${node}`;
      return `${numberAt(port, 'port')}${shown}/${textAt(port, 'protocol')}`;
    });
    return orNone(ports.join(','));
  }),
  ageColumn,
  wide('Selector', (service) => labelsText(objectAt(service, 'spec', 'selector'))),
];

function externalAddress(service: unknown): string {
  const given = listAt(service, 'spec', 'externalIPs').map(String);
  switch (textAt(service, 'spec', 'type')) {
    case 'ExternalName':
      return textAt(service, 'spec', 'externalName');
    case 'LoadBalancer': {
      const balanced = listAt(service, 'status', 'loadBalancer', 'ingress').map(
        (one) => textAt(one, 'ip') || textAt(one, 'hostname'),
      );
      return [...balanced, ...given].join(',') || '<pending>';
    }
    default:
      return orNone(given.join(','));
  }
}

export const endpointsColumns: ColumnDefinition[] = [
  nameColumn,
  column('Endpoints', (endpoints) => {
    const all = listAt(endpoints, 'subsets').flatMap((subset) => {
      const ports = listAt(subset, 'ports');
      return listAt(subset, 'addresses').flatMap((address) =>
        ports.length === 0
          ? [textAt(address, 'ip')]
          : ports.map((port) => `${textAt(address, 'ip')}:${numberAt(port, 'port')}`),
      );
    });
    return few(all);
  }),
  ageColumn,
];

/** At most three, and how many more. */
export function few(all: readonly string[], most = 3): string {
  const rest = all.length > most ? ` + ${all.length - most} more...` : '';
  return orNone(`${all.slice(0, most).join(',')}${rest}`);
}

export const configMapColumns: ColumnDefinition[] = [
  nameColumn,
  column('Data', (map) => count(objectAt(map, 'data')) + count(objectAt(map, 'binaryData'))),
  ageColumn,
];

export const secretColumns: ColumnDefinition[] = [
  nameColumn,
  column('Type', (secret) => textAt(secret, 'type')),
  column('Data', (secret) => count(objectAt(secret, 'data'))),
  ageColumn,
];

export const namespaceColumns: ColumnDefinition[] = [
  nameColumn,
  column('Status', phase),
  ageColumn,
];

export const nodeColumns: ColumnDefinition[] = [
  nameColumn,
  column('Status', (node) => {
    const status = textAt(conditionOf(node, 'Ready'), 'status');
    const shown = status === 'True' ? 'Ready' : status === '' ? 'Unknown' : 'NotReady';
    return valueAt(node, 'spec', 'unschedulable') === true ? `${shown},SchedulingDisabled` : shown;
  }),
  column('Roles', (node) => {
    const prefix = 'node-role.kubernetes.io/';
    const roles = Object.keys(node.metadata.labels ?? {})
      .filter((key) => key.startsWith(prefix) && key.length > prefix.length)
      .map((key) => key.slice(prefix.length));
    return orNone(roles.sort().join(','));
  }),
  ageColumn,
  column('Version', (node) => textAt(node, 'status', 'nodeInfo', 'kubeletVersion')),
  wide('Internal-IP', (node) => nodeAddress(node, 'InternalIP')),
  wide('External-IP', (node) => nodeAddress(node, 'ExternalIP')),
  wide('OS-Image', (node) => nodeFact(node, 'osImage')),
  wide('Kernel-Version', (node) => nodeFact(node, 'kernelVersion')),
  wide('Container-Runtime', (node) => nodeFact(node, 'containerRuntimeVersion')),
];

function nodeAddress(node: unknown, type: string): string {
  const found = listAt(node, 'status', 'addresses').find((one) => textAt(one, 'type') === type);
  return orNone(textAt(found, 'address'));
}

const nodeFact = (node: unknown, key: string) =>
  textAt(node, 'status', 'nodeInfo', key) || '<unknown>';

export const eventColumns: ColumnDefinition[] = [
  column('Last Seen', (event, now) => age(lastSeen(event), now)),
  column('Type', (event) => textAt(event, 'type')),
  column('Reason', (event) => textAt(event, 'reason')),
  column('Object', (event) => {
    const involved = objectAt(event, 'involvedObject');
    return `${textAt(involved, 'kind').toLowerCase()}/${textAt(involved, 'name')}`;
  }),
  wide('Subobject', (event) => textAt(event, 'involvedObject', 'fieldPath')),
  wide('Source', (event) => {
    const component = textAt(event, 'source', 'component') || textAt(event, 'reportingComponent');
    const host = textAt(event, 'source', 'host');
    return host === '' ? component : `${component}, ${host}`;
  }),
  column('Message', (event) => textAt(event, 'message').trim()),
  wide('First Seen', (event, now) =>
    age(textAt(event, 'firstTimestamp') || textAt(event, 'eventTime'), now),
  ),
  wide('Count', (event) => numberAt(event, 'count') || numberAt(event, 'series', 'count') || 1),
  { ...nameColumn, priority: 1 },
];

function lastSeen(event: unknown): string {
  return (
    textAt(event, 'series', 'lastObservedTime') ||
    textAt(event, 'lastTimestamp') ||
    textAt(event, 'eventTime') ||
    textAt(event, 'firstTimestamp')
  );
}

export const claimColumns: ColumnDefinition[] = [
  nameColumn,
  column('Status', phase),
  column('Volume', (claim) => textAt(claim, 'spec', 'volumeName')),
  column('Capacity', (claim) => textAt(claim, 'status', 'capacity', 'storage')),
  column('Access Modes', (claim) => accessModes(listAt(claim, 'status', 'accessModes'))),
  column('StorageClass', (claim) => textAt(claim, 'spec', 'storageClassName')),
  column('VolumeAttributesClass', () => '<unset>'),
  ageColumn,
  wide('VolumeMode', (claim) => textAt(claim, 'spec', 'volumeMode') || '<unset>'),
];

const shortModes: Readonly<Record<string, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

const accessModes = (modes: readonly Json[]) =>
  modes.map((mode) => shortModes[String(mode)] ?? String(mode)).join(',');
