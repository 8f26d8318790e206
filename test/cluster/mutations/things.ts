import type { JsonObject } from '../../../src/experiment/json.ts';
import type { World } from '../parity/scenario.ts';
import { until } from '../support.ts';
import { manifest } from './inert.ts';
import type { Mutation } from './mutation.ts';

const networking = (ns: string) => `/apis/networking.k8s.io/v1/namespaces/${ns}`;
const policies = (ns: string) => [`${networking(ns)}/networkpolicies`];
const ingresses = (ns: string) => [`${networking(ns)}/ingresses`];
const secrets = (ns: string) => [`/api/v1/namespaces/${ns}/secrets`];
const inner = (ns: string) => `${ns}-inner`;

function policy(name: string): JsonObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name },
    spec: { podSelector: {}, policyTypes: ['Ingress'] },
  };
}

const ingress: JsonObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'door' },
  spec: { defaultBackend: { service: { name: 'front', port: { number: 80 } } } },
};

const secret: JsonObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'key' },
  stringData: { key: 'value' },
};

/** One of the ready-made policies, set and removed. */
function readyMade(set: string, name: string): Mutation[] {
  return [
    {
      path: `chaosk8s.networking.actions.${set}`,
      prepare: async ({ ns }) => ({ ns }),
      state: policies,
      changes: ['create networkpolicies.networking.k8s.io'],
    },
    {
      path: `chaosk8s.networking.actions.remove_${set}`,
      async prepare({ cluster, ns }) {
        await cluster.api('POST', policies(ns)[0] ?? '', policy(name));
        return { ns };
      },
      state: policies,
      changes: ['delete networkpolicies.networking.k8s.io'],
    },
  ];
}

/** Waits until a namespace of the world before has gone. */
async function gone({ cluster, ns }: World): Promise<string> {
  const path = `/api/v1/namespaces/${inner(ns)}`;
  await until('the namespace is gone', async () => (await cluster.find(path)) === undefined);
  return path;
}

/** Deletes the namespace of the world, wherever it stands. */
function tidy({ cluster, test }: World, path: string): void {
  test.after(async () => {
    await cluster.api('DELETE', path).catch(() => undefined);
  });
}

/** Actions on networks, secrets and namespaces. */
export const thingMutations: readonly Mutation[] = [
  {
    path: 'chaosk8s.networking.actions.create_ingress',
    prepare: async (world) => ({ ns: world.ns, spec_path: await manifest(world, ingress) }),
    state: ingresses,
    changes: ['create ingresses.networking.k8s.io'],
  },
  {
    path: 'chaosk8s.networking.actions.delete_ingress',
    async prepare({ cluster, ns }) {
      await cluster.api('POST', ingresses(ns)[0] ?? '', ingress);
      return { ns, name: 'door' };
    },
    state: ingresses,
    changes: ['delete ingresses.networking.k8s.io'],
  },
  {
    path: 'chaosk8s.networking.actions.update_ingress',
    async prepare({ cluster, ns }) {
      await cluster.api('POST', ingresses(ns)[0] ?? '', ingress);
      return { ns, name: 'door', spec: { spec: { ingressClassName: 'other' } } };
    },
    state: ingresses,
    changes: ['patch ingresses.networking.k8s.io'],
  },
  {
    path: 'chaosk8s.networking.actions.create_network_policy',
    prepare: async ({ ns }) => ({ ns, spec: policy('made') }),
    state: policies,
    changes: ['create networkpolicies.networking.k8s.io'],
  },
  {
    path: 'chaosk8s.networking.actions.remove_network_policy',
    async prepare({ cluster, ns }) {
      await cluster.api('POST', policies(ns)[0] ?? '', policy('made'));
      return { ns, name: 'made' };
    },
    state: policies,
    changes: ['delete networkpolicies.networking.k8s.io'],
  },
  ...readyMade('deny_all_ingress', 'chaostoolkit-deny-all-ingress'),
  ...readyMade('deny_all_egress', 'chaostoolkit-deny-all-egress'),
  ...readyMade('allow_dns_access', 'chaostoolkit-allow-dns'),
  {
    path: 'chaosk8s.secret.actions.create_secret',
    prepare: async (world) => ({ ns: world.ns, spec_path: await manifest(world, secret) }),
    state: secrets,
    changes: ['create secrets'],
  },
  {
    path: 'chaosk8s.secret.actions.delete_secret',
    async prepare({ cluster, ns }) {
      await cluster.api('POST', secrets(ns)[0] ?? '', secret);
      return { ns, name: 'key' };
    },
    state: secrets,
    changes: ['delete secrets'],
  },
  {
    path: 'chaosk8s.namespace.actions.create_namespace',
    async prepare(world) {
      tidy(world, await gone(world));
      return { name: inner(world.ns) };
    },
    state: (ns) => [`/api/v1/namespaces/${inner(ns)}`],
    changes: ['create namespaces'],
    clusterWide: true,
  },
  {
    path: 'chaosk8s.namespace.actions.delete_namespace',
    async prepare(world) {
      tidy(world, await gone(world));
      await world.cluster.api('POST', '/api/v1/namespaces', {
        metadata: { name: inner(world.ns) },
      });
      return { name: inner(world.ns) };
    },
    state: (ns) => [`/api/v1/namespaces/${inner(ns)}`],
    changes: ['delete namespaces'],
    clusterWide: true,
  },
];
