import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../../src/experiment/json.ts';
import { until } from '../support.ts';
import { type Case, call, fails, gives } from './case.ts';
import type { Scenario, World } from './scenario.ts';

/** A pod that waits, in the shape of a workload's template. */
function template(name: string, pod: JsonObject = {}) {
  return {
    metadata: { labels: { app: name } },
    spec: {
      terminationGracePeriodSeconds: 1,
      containers: [
        {
          name: 'main',
          image: 'node:24-alpine',
          command: ['node', '-e', 'setInterval(() => {}, 1e6)'],
        },
      ],
      ...pod,
    },
  };
}

function workload(kind: string, name: string, spec: JsonObject = {}, pod: JsonObject = {}) {
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, labels: { app: name } },
    spec: { selector: { matchLabels: { app: name } }, template: template(name, pod), ...spec },
  };
}

const nowhere = { nodeSelector: { nowhere: 'true' } };

/** A stateful set and a daemon set that are ready, and a stateful set that never is. */
async function workloads({ cluster, ns, folder }: World): Promise<void> {
  const apps = `/apis/apps/v1/namespaces/${ns}`;
  const sets = `${apps}/statefulsets`;
  await cluster.api('POST', sets, workload('StatefulSet', 'db', { serviceName: 'db' }));
  await cluster.api('POST', sets, workload('StatefulSet', 'stuck', { serviceName: 'db' }, nowhere));
  await cluster.api('POST', `${apps}/daemonsets`, workload('DaemonSet', 'agent'));
  const made = workload('StatefulSet', 'made', { serviceName: 'db', replicas: 0 });
  await writeFile(join(folder, 'set.json'), JSON.stringify(made));
  const daemons = workload('DaemonSet', 'made', {}, nowhere);
  await writeFile(join(folder, 'daemons.yaml'), JSON.stringify(daemons));
  interface Status {
    status: { readyReplicas?: number; numberReady?: number };
  }
  await until('the workloads are ready', async () => {
    const db = await cluster.api<Status>('GET', `${sets}/db`);
    const agent = await cluster.api<Status>('GET', `${apps}/daemonsets/agent`);
    return db.status.readyReplicas === 1 && (agent.status.numberReady ?? 0) > 0;
  });
}

function workloadCases(ns: string, folder: string): Case[] {
  const set = (func: string, args: JsonObject, here = gives(null), original?: Case['original']) =>
    call(`statefulset.${func}`, { ns, ...args }, here, original);
  const daemons = (func: string, args: JsonObject, here = gives(null)) =>
    call(`daemonset.${func}`, { ns, ...args }, here);
  const fully = 'probes.statefulset_fully_available';
  const notFully = 'probes.statefulset_not_fully_available';
  return [
    set(fully, { name: 'db', timeout: 30 }, gives(true)),
    set(fully, { name: 'db', label_selector: 'app={name}' }, gives(true)),
    set(notFully, { name: 'db', timeout: 1 }, fails('kubernetes.statefulset-still-ready')),
    set(notFully, { name: 'db', timeout: 1, raise_on_fully_available: false }, gives(false)),
    set(notFully, { name: 'stuck', timeout: 20 }, gives(true)),
    set(fully, { name: 'nobody', timeout: 1 }, fails('kubernetes.statefulset-never-seen')),
    set('actions.create_statefulset', { spec_path: join(folder, 'set.json') }),
    set(
      'actions.create_statefulset',
      { spec_path: join(folder, 'set.json') },
      fails('kubernetes.exists'),
    ),
    set(fully, { name: 'made', timeout: 10 }, gives(true), {
      ...fails(),
      why: 'a missing readyReplicas is 0',
    }),
    set('actions.scale_statefulset', { name: 'db', replicas: 0 }),
    set(
      'actions.scale_statefulset',
      { name: 'nobody', replicas: 1 },
      fails('kubernetes.object-missing'),
    ),
    set('actions.remove_statefulset', { name: 'nobody' }),
    set('actions.remove_statefulset', { name: 'db' }),
    set('actions.remove_statefulset', { label_selector: 'app in (made,stuck)' }),
    set(fully, { name: 'db', timeout: 1 }, fails('kubernetes.statefulset-never-seen')),
    daemons('probes.daemon_set_available_and_healthy', { name: 'agent' }, gives(true)),
    daemons('probes.daemon_set_available_and_healthy', { name: 'nobody' }, gives(false)),
    daemons('probes.daemon_set_partially_available', { name: 'agent' }, gives(true)),
    daemons(
      'probes.daemon_set_partially_available',
      { name: 'agent', label_selector: 'app=other' },
      gives(false),
    ),
    daemons('probes.daemon_set_fully_available', { name: 'agent', timeout: 20 }, gives(true)),
    daemons('probes.daemon_set_not_fully_available', { name: 'agent', timeout: 1 }, gives(false)),
    daemons('probes.daemon_set_fully_available', { name: 'nobody', timeout: 1 }, gives(false)),
    daemons('actions.create_daemon_set', { spec_path: join(folder, 'daemons.yaml') }),
    daemons('actions.update_daemon_set', {
      name: 'made',
      spec: { spec: { template: { spec: { terminationGracePeriodSeconds: 2 } } } },
    }),
    daemons(
      'actions.update_daemon_set',
      { name: 'nobody', spec: {} },
      fails('kubernetes.object-missing'),
    ),
    daemons('actions.delete_daemon_set', { name: 'made' }),
    daemons('actions.delete_daemon_set', { label_selector: 'app=agent' }),
    daemons('actions.delete_daemon_set', { name: 'agent' }),
  ];
}

/** An ingress, a network policy, a secret, an event, and files of each. */
async function things({ cluster, ns, folder, test }: World): Promise<void> {
  const event = {
    metadata: { name: 'seen' },
    eventTime: '2026-01-01T00:00:00.000000Z',
    reportingController: 'parity',
    reportingInstance: 'parity-1',
    action: 'Looked',
    reason: 'Parity',
    regarding: { kind: 'Pod', namespace: ns, name: 'web' },
    type: 'Normal',
    note: 'something was seen',
  };
  await cluster.api('POST', `/apis/events.k8s.io/v1/namespaces/${ns}/events`, event);
  const ingress = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'door' },
    spec: { defaultBackend: { service: { name: 'front', port: { number: 80 } } } },
  };
  await writeFile(join(folder, 'ingress.json'), JSON.stringify(ingress));
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'key' },
    stringData: { key: 'value' },
  };
  await writeFile(join(folder, 'secret.json'), JSON.stringify(secret));
  await writeFile(join(folder, 'policy.yaml'), JSON.stringify(policy('from-file')));
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `${ns}-file` } };
  await writeFile(join(folder, `${ns}.json`), JSON.stringify(namespace));
  test.after(async () => {
    for (const name of [`${ns}-named`, `${ns}-file`]) {
      await cluster.api('DELETE', `/api/v1/namespaces/${name}`).catch(() => undefined);
    }
  });
}

function policy(name: string) {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name },
    spec: { podSelector: { matchLabels: { app: 'front' } }, policyTypes: ['Ingress'] },
  };
}

function thingCases(ns: string, folder: string): Case[] {
  const net = (
    func: string,
    args: JsonObject = {},
    here = gives(null),
    original?: Case['original'],
  ) => call(`networking.${func}`, { ns, ...args }, here, original);
  const missing = fails('kubernetes.object-missing');
  const events = { field_selector: `metadata.namespace=${ns},reason=Parity` };
  return [
    call('event.probes.get_events', { ...events, limit: 10 }, gives(eventList(ns))),
    call('event.probes.get_events', { label_selector: '(' }, fails('kubernetes.refused')),
    net('actions.create_ingress', { spec_path: join(folder, 'ingress.json') }),
    net('probes.ingress_exists', { name: 'door' }, gives(true)),
    net('actions.update_ingress', { name: 'door', spec: { spec: { ingressClassName: 'other' } } }),
    net('actions.update_ingress', { name: 'nobody', spec: {} }, missing),
    net('actions.delete_ingress', { name: 'door' }),
    net('actions.delete_ingress', { name: 'door' }, missing),
    net('probes.ingress_exists', { name: 'door' }, gives(false)),
    net('actions.create_network_policy', { spec: policy('given') }),
    net('actions.create_network_policy', { spec_path: join(folder, 'policy.yaml') }),
    net('actions.create_network_policy', {
      spec_path: join(folder, 'nowhere.yaml'),
      spec: policy('instead'),
    }),
    net('actions.create_network_policy', {}, fails('kubernetes.policy-missing')),
    net('actions.remove_network_policy', { name: 'given' }),
    net('actions.remove_network_policy', { name: 'given' }, missing),
    net('actions.deny_all_ingress', { label_selectors: { app: 'front' } }),
    net('actions.deny_all_ingress', {}, fails('kubernetes.exists')),
    net('actions.deny_all_egress'),
    net('actions.allow_dns_access'),
    net('actions.remove_deny_all_ingress'),
    net('actions.remove_deny_all_egress'),
    net('actions.remove_allow_dns_access'),
    net('actions.remove_allow_dns_access', {}, missing),
    net('actions.deny_all_egress', { label_selectors: { app: 'other' } }),
    call(
      'secret.actions.create_secret',
      { ns, spec_path: join(folder, 'secret.json') },
      gives(null),
    ),
    call('probes.secret_exists', { ns, name: 'key' }, gives(true)),
    call('secret.actions.delete_secret', { ns, name: 'key' }, gives(null)),
    call('secret.actions.delete_secret', { ns, name: 'key' }, missing),
    call('namespace.probes.namespace_exists', { name: `${ns}-named` }, gives(false)),
    call('namespace.actions.create_namespace', { name: `${ns}-named` }, gives(null)),
    call('namespace.actions.create_namespace', { name: `${ns}-named` }, fails('kubernetes.exists')),
    call('namespace.actions.create_namespace', {}, fails('kubernetes.namespace-unnamed')),
    call(
      'namespace.actions.create_namespace',
      { spec_path: join(folder, `${ns}.json`) },
      gives(null),
    ),
    call('namespace.probes.namespace_exists', { name: `${ns}-file` }, gives(true)),
    call('namespace.actions.delete_namespace', { name: `${ns}-named` }, gives(null)),
    call(
      'namespace.actions.delete_namespace',
      { name: `${ns}-nobody` },
      fails('kubernetes.object-missing-wide'),
    ),
  ];
}

/** The one event of the world as the API server gives it. */
function eventList(ns: string): Json {
  return {
    kind: 'EventList',
    apiVersion: 'events.k8s.io/v1',
    metadata: {},
    items: [
      {
        metadata: { name: 'seen', namespace: ns },
        eventTime: '2026-01-01T00:00:00.000000Z',
        reportingController: 'parity',
        reportingInstance: 'parity-1',
        action: 'Looked',
        reason: 'Parity',
        regarding: { kind: 'Pod', namespace: ns, name: 'web' },
        note: 'something was seen',
        type: 'Normal',
        deprecatedSource: {},
        deprecatedFirstTimestamp: null,
        deprecatedLastTimestamp: null,
      },
    ],
  };
}

/** Stateful sets and daemon sets. */
export const workloadScenario: Scenario = {
  name: 'stateful sets and daemon sets',
  prepare: workloads,
  cases: ({ ns, folder }) => workloadCases(ns, folder),
};

/** Namespaces, secrets, events, ingresses and network policies. */
export const thingsScenario: Scenario = {
  name: 'namespaces, secrets, events and networks',
  prepare: things,
  cases: ({ ns, folder }) => thingCases(ns, folder),
  state: (ns) => [
    `/apis/networking.k8s.io/v1/namespaces/${ns}/networkpolicies`,
    `/apis/networking.k8s.io/v1/namespaces/${ns}/ingresses`,
    `/api/v1/namespaces/${ns}/secrets`,
  ],
};
