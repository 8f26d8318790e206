import { randomInt } from 'node:crypto';
import type { JsonObject } from '../../../experiment/json.ts';
import type { KindRules } from '../kind-rules.ts';
import { type KubeObject, listAt, numberAt, textAt, valueAt } from '../objects.ts';
import { type Cause, required, unsupported, wrong } from '../status.ts';
import type { Store } from '../store.ts';
import { children, preset, specOf } from './preset.ts';

const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];

/** Addresses of services are `10.96.x.y`, as in most clusters; nothing routes them. */
const network = '10.96.';
const firstPort = 30_000;
const lastPort = 32_767;

/** Services, with the addresses and node ports that the server gives them. */
export const serviceRules: KindRules = {
  fill(service, { store }, previous) {
    const spec = specOf(service);
    preset(spec, { type: 'ClusterIP', sessionAffinity: 'None' });
    for (const port of children(spec, 'ports')) {
      preset(port, { protocol: 'TCP' });
      preset(port, { targetPort: port['port'] ?? 0 });
    }
    if (spec['type'] === 'ExternalName') {
      return;
    }
    preset(spec, { internalTrafficPolicy: 'Cluster' });
    if (spec['type'] === 'LoadBalancer') {
      preset(spec, { allocateLoadBalancerNodePorts: true });
    }
    keep(spec, previous);
    give(spec, store);
    if (spec['type'] === 'ClusterIP') {
      delete spec['externalTrafficPolicy'];
      delete spec['allocateLoadBalancerNodePorts'];
    } else {
      preset(spec, { externalTrafficPolicy: 'Cluster' });
    }
  },
  newStatus: () => ({ loadBalancer: {} }),
  check: ({ spec = {} }) => serviceProblems(spec),
  checkChange(next, previous) {
    const before = textAt(previous, 'spec', 'clusterIP');
    const after = textAt(next, 'spec', 'clusterIP');
    const typed = textAt(next, 'spec', 'type') !== 'ExternalName' && before !== '';
    return typed && before !== after
      ? [wrong('spec.clusterIPs[0]', [after], 'may not change once set')]
      : [];
  },
};

/** Addresses that an update leaves out stay. */
function keep(spec: JsonObject, previous: KubeObject | undefined): void {
  if (previous === undefined || textAt(previous, 'spec', 'type') === 'ExternalName') {
    return;
  }
  for (const key of ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy']) {
    const value = valueAt(previous, 'spec', key);
    if (value !== undefined && (spec[key] === undefined || spec[key] === '')) {
      spec[key] = value;
    }
  }
  const before = listAt(previous, 'spec', 'ports');
  for (const port of children(spec, 'ports')) {
    const same = before.find(
      (one) =>
        numberAt(one, 'port') === port['port'] && textAt(one, 'protocol') === port['protocol'],
    );
    const node = numberAt(same, 'nodePort');
    if (port['nodePort'] === undefined && node !== 0) {
      port['nodePort'] = node;
    }
  }
}

function give(spec: JsonObject, store: Store): void {
  if (spec['clusterIP'] === undefined || spec['clusterIP'] === '') {
    spec['clusterIP'] = listAt(spec, 'clusterIPs')[0] ?? freeAddress(store);
  }
  preset(spec, { ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' });
  preset(spec, { clusterIPs: [spec['clusterIP'] ?? ''] });
  const wanted =
    spec['type'] === 'NodePort' ||
    (spec['type'] === 'LoadBalancer' && spec['allocateLoadBalancerNodePorts'] === true);
  const given: number[] = [];
  for (const port of children(spec, 'ports')) {
    if (!wanted) {
      delete port['nodePort'];
    } else if (numberAt(port, 'nodePort') === 0) {
      port['nodePort'] = freePort(store, given);
    }
    given.push(numberAt(port, 'nodePort'));
  }
}

function freeAddress(store: Store): string {
  const used = new Set(store.list('services').map((one) => textAt(one, 'spec', 'clusterIP')));
  for (let number = 10; number < 65_000; number++) {
    const address = `${network}${number >> 8}.${number & 255}`;
    if (!used.has(address)) {
      return address;
    }
  }
  throw new Error('all addresses of services are taken');
}

/** Anyone that is free, as the real server does: clusters on the same machine seldom clash. */
function freePort(store: Store, given: readonly number[]): number {
  const used = new Set([...given, ...store.list('services').flatMap(nodePorts)]);
  const count = lastPort - firstPort + 1;
  const start = randomInt(count);
  for (let step = 0; step < count; step++) {
    const port = firstPort + ((start + step) % count);
    if (!used.has(port)) {
      return port;
    }
  }
  throw new Error('all node ports are taken');
}

const nodePorts = (service: KubeObject) =>
  listAt(service, 'spec', 'ports').map((port) => numberAt(port, 'nodePort'));

function serviceProblems(spec: JsonObject): Cause[] {
  const type = textAt(spec, 'type');
  const ports = listAt(spec, 'ports');
  const headless = spec['clusterIP'] === 'None';
  const names = ports.map((port) => textAt(port, 'name'));
  return [
    ...(types.includes(type) ? [] : [unsupported('spec.type', type, types)]),
    ...(type === 'ExternalName' && textAt(spec, 'externalName') === ''
      ? [required('spec.externalName')]
      : []),
    ...(ports.length === 0 && !headless && type !== 'ExternalName' ? [required('spec.ports')] : []),
    ...ports.flatMap((port, index) => [
      ...(ports.length > 1 && names[index] === '' ? [required(`spec.ports[${index}].name`)] : []),
      ...portProblems(`spec.ports[${index}].port`, numberAt(port, 'port')),
      ...nodePortProblems(`spec.ports[${index}].nodePort`, numberAt(port, 'nodePort')),
    ]),
  ];
}

function portProblems(field: string, port: number): Cause[] {
  return port >= 1 && port <= 65_535
    ? []
    : [wrong(field, port, 'must be between 1 and 65535, inclusive')];
}

function nodePortProblems(field: string, port: number): Cause[] {
  return port === 0 || (port >= firstPort && port <= lastPort)
    ? []
    : [
        wrong(
          field,
          port,
          `provided port is not in the valid range. The range of valid ports is ${firstPort}-${lastPort}`,
        ),
      ];
}
