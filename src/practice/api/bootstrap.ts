import type { JsonObject } from '../../experiment/json.ts';
import { type Api, asObject } from './api.ts';

const writer = { manager: 'practice' };

const rbac = 'rbac.authorization.k8s.io';
const reads = ['get', 'list', 'watch'];
const writes = ['create', 'delete', 'deletecollection', 'patch', 'update'];

const workloads: JsonObject[] = [
  {
    apiGroups: [''],
    resources: [
      'configmaps',
      'endpoints',
      'events',
      'persistentvolumeclaims',
      'pods',
      'pods/status',
      'serviceaccounts',
      'services',
      'services/status',
    ],
    verbs: reads,
  },
  { apiGroups: [''], resources: ['pods/log', 'namespaces'], verbs: reads },
  {
    apiGroups: [
      'apps',
      'batch',
      'autoscaling',
      'policy',
      'networking.k8s.io',
      'discovery.k8s.io',
      'events.k8s.io',
    ],
    resources: ['*'],
    verbs: reads,
  },
];

const changes: JsonObject[] = [
  {
    apiGroups: [''],
    resources: [
      'configmaps',
      'endpoints',
      'events',
      'persistentvolumeclaims',
      'pods',
      'secrets',
      'serviceaccounts',
      'services',
    ],
    verbs: writes,
  },
  { apiGroups: [''], resources: ['secrets'], verbs: reads },
  { apiGroups: [''], resources: ['pods/exec'], verbs: ['create', 'get'] },
  { apiGroups: [''], resources: ['pods/eviction'], verbs: ['create'] },
  {
    apiGroups: ['apps', 'batch', 'autoscaling', 'policy', 'networking.k8s.io'],
    resources: ['*'],
    verbs: writes,
  },
];

const roles: Readonly<Record<string, JsonObject[]>> = {
  'cluster-admin': [
    { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
    { nonResourceURLs: ['*'], verbs: ['*'] },
  ],
  admin: [
    ...workloads,
    ...changes,
    { apiGroups: [rbac], resources: ['roles', 'rolebindings'], verbs: [...reads, ...writes] },
  ],
  edit: [...workloads, ...changes],
  view: workloads,
  'system:basic-user': [
    {
      apiGroups: ['authorization.k8s.io'],
      resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
      verbs: ['create'],
    },
    {
      apiGroups: ['authentication.k8s.io'],
      resources: ['selfsubjectreviews'],
      verbs: ['create'],
    },
  ],
  'system:discovery': [
    {
      nonResourceURLs: [
        ...['/api', '/api/*', '/apis', '/apis/*', '/healthz', '/livez', '/readyz'],
        ...['/openapi', '/openapi/*', '/version', '/version/'],
      ],
      verbs: ['get'],
    },
  ],
};

/** Roles that others join by a label, such as those for the kinds of a definition. */
const open = new Set(['admin', 'edit', 'view']);

const bindings: readonly (readonly [role: string, group: string])[] = [
  ['cluster-admin', 'system:masters'],
  ['system:basic-user', 'system:authenticated'],
  ['system:discovery', 'system:authenticated'],
];

/** Where pods find the API server: the endpoint of the service `kubernetes`. */
export const serverPlace = { name: 'kubernetes', address: '10.244.255.254', port: 6443 } as const;

/** Makes what every cluster has from the start: namespaces, the usual roles, the API's own service. */
export function bootstrap(api: Api): void {
  const { registry } = api;
  for (const name of ['default', 'kube-node-lease', 'kube-public', 'kube-system']) {
    api.create(registry.builtIn('namespaces'), '', asObject({ metadata: { name } }), writer);
  }
  for (const [name, rules] of Object.entries(roles)) {
    const label = `${rbac}/aggregate-to-${name}`;
    const role = asObject({
      metadata: { name },
      rules,
      ...(open.has(name)
        ? { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [label]: 'true' } }] } }
        : {}),
    });
    api.create(registry.builtIn(`clusterroles.${rbac}`), '', role, writer);
  }
  for (const [role, group] of bindings) {
    const binding = asObject({
      metadata: { name: role },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: role },
      subjects: [{ apiGroup: rbac, kind: 'Group', name: group }],
    });
    api.create(registry.builtIn(`clusterrolebindings.${rbac}`), '', binding, writer);
  }
  const service = asObject({
    metadata: {
      name: 'kubernetes',
      labels: { component: 'apiserver', provider: 'kubernetes' },
    },
    spec: {
      clusterIP: '10.96.0.1',
      ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }],
    },
  });
  api.create(registry.builtIn('services'), 'default', service, writer);
  const { name, address, port } = serverPlace;
  const ports = [{ name: 'https', port, protocol: 'TCP' }];
  const endpoints = asObject({
    metadata: { name, labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } },
    subsets: [{ addresses: [{ ip: address }], ports }],
  });
  api.create(registry.builtIn('endpoints'), 'default', endpoints, writer);
  const slice = asObject({
    metadata: { name, labels: { 'kubernetes.io/service-name': name } },
    addressType: 'IPv4',
    endpoints: [{ addresses: [address], conditions: { ready: true } }],
    ports,
  });
  api.create(registry.builtIn('endpointslices.discovery.k8s.io'), 'default', slice, writer);
}
