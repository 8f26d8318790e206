import { ageColumn, type ColumnDefinition, createdColumn, nameColumn } from './columns.ts';
import * as core from './columns-core.ts';
import * as others from './columns-others.ts';
import * as workloads from './columns-workloads.ts';
import type { Resource, Subresource, Verb } from './resource.ts';

/** Every verb; namespaces alone have no deletecollection. */
export const allVerbs: readonly Verb[] = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

const readAndWrite = ['get', 'patch', 'update'];

const scale: Subresource = {
  name: 'scale',
  kind: 'Scale',
  group: 'autoscaling',
  version: 'v1',
  verbs: readAndWrite,
};

/** What a kind has beside the usual. */
interface Traits {
  singular?: string;
  cluster?: boolean;
  short?: string[];
  categories?: string[];
  status?: boolean;
  scale?: boolean;
  others?: Subresource[];
  fields?: string[];
  generation?: boolean;
  returnsDeleted?: boolean;
  verbs?: readonly Verb[];
  columns?: ColumnDefinition[];
}

/** @param apiVersion `v1`, `apps/v1` */
function define(apiVersion: string, plural: string, kind: string, traits: Traits): Resource {
  const [group = '', version = apiVersion] = apiVersion.includes('/')
    ? apiVersion.split('/')
    : [''];
  const status: Subresource = { name: 'status', kind, verbs: readAndWrite };
  return {
    id: group === '' ? plural : `${plural}.${group}`,
    group,
    version,
    plural,
    singular: traits.singular ?? kind.toLowerCase(),
    kind,
    listKind: `${kind}List`,
    namespaced: traits.cluster !== true,
    verbs: traits.verbs ?? allVerbs,
    shortNames: traits.short ?? [],
    categories: traits.categories ?? [],
    subresources: [
      ...(traits.others ?? []),
      ...(traits.scale === true ? [scale] : []),
      ...(traits.status === true ? [status] : []),
    ],
    selectableFields: traits.fields ?? [],
    generation: traits.generation === true,
    returnsDeleted: traits.returnsDeleted === true,
    hasStatus: traits.status === true,
    columns: traits.columns ?? [nameColumn, ageColumn],
  };
}

const all = ['all'];
const workload = { categories: all, status: true, generation: true };

const proxyVerbs = ['create', 'delete', 'get', 'patch', 'update'];

const podPaths: Subresource[] = [
  {
    name: 'eviction',
    kind: 'Eviction',
    group: 'policy',
    version: 'v1',
    verbs: ['create'],
  },
  { name: 'binding', kind: 'Binding', verbs: ['create'] },
  { name: 'exec', kind: 'PodExecOptions', verbs: ['create', 'get'] },
  { name: 'log', kind: 'Pod', verbs: ['get'] },
  { name: 'proxy', kind: 'PodProxyOptions', verbs: proxyVerbs },
];

const podFields = [
  'spec.nodeName',
  'spec.restartPolicy',
  'spec.schedulerName',
  'spec.serviceAccountName',
  'spec.hostNetwork',
  'status.phase',
  'status.podIP',
  'status.nominatedNodeName',
];

const eventFields = [
  'involvedObject.kind',
  'involvedObject.namespace',
  'involvedObject.name',
  'involvedObject.uid',
  'involvedObject.apiVersion',
  'involvedObject.resourceVersion',
  'involvedObject.fieldPath',
  'reason',
  'reportingComponent',
  'source',
  'type',
];

const rbac = 'rbac.authorization.k8s.io/v1';
const created = [nameColumn, createdColumn];

/** The kinds that the server knows from the start, as Kubernetes 1.35 describes them. */
export const builtInKinds: readonly Resource[] = [
  define('v1', 'configmaps', 'ConfigMap', { short: ['cm'], columns: core.configMapColumns }),
  define('v1', 'endpoints', 'Endpoints', {
    singular: 'endpoints',
    short: ['ep'],
    columns: core.endpointsColumns,
  }),
  define('v1', 'events', 'Event', {
    short: ['ev'],
    fields: eventFields,
    columns: core.eventColumns,
  }),
  define('v1', 'namespaces', 'Namespace', {
    cluster: true,
    short: ['ns'],
    status: true,
    others: [{ name: 'finalize', kind: 'Namespace', verbs: ['update'] }],
    fields: ['status.phase'],
    returnsDeleted: true,
    verbs: allVerbs.filter((verb) => verb !== 'deletecollection'),
    columns: core.namespaceColumns,
  }),
  define('v1', 'nodes', 'Node', {
    cluster: true,
    short: ['no'],
    status: true,
    fields: ['spec.unschedulable'],
    columns: core.nodeColumns,
  }),
  define('v1', 'persistentvolumeclaims', 'PersistentVolumeClaim', {
    short: ['pvc'],
    status: true,
    returnsDeleted: true,
    columns: core.claimColumns,
  }),
  define('v1', 'pods', 'Pod', {
    short: ['po'],
    ...workload,
    others: podPaths,
    fields: podFields,
    returnsDeleted: true,
    columns: core.podColumns,
  }),
  define('v1', 'secrets', 'Secret', { fields: ['type'], columns: core.secretColumns }),
  define('v1', 'serviceaccounts', 'ServiceAccount', {
    short: ['sa'],
    others: [
      {
        name: 'token',
        kind: 'TokenRequest',
        group: 'authentication.k8s.io',
        version: 'v1',
        verbs: ['create'],
      },
    ],
    returnsDeleted: true,
  }),
  define('v1', 'services', 'Service', {
    short: ['svc'],
    categories: all,
    status: true,
    others: [{ name: 'proxy', kind: 'ServiceProxyOptions', verbs: proxyVerbs }],
    fields: ['spec.clusterIP', 'spec.type'],
    returnsDeleted: true,
    columns: core.serviceColumns,
  }),
  define('apps/v1', 'controllerrevisions', 'ControllerRevision', {
    columns: workloads.revisionColumns,
  }),
  define('apps/v1', 'daemonsets', 'DaemonSet', {
    short: ['ds'],
    ...workload,
    columns: workloads.daemonSetColumns,
  }),
  define('apps/v1', 'deployments', 'Deployment', {
    short: ['deploy'],
    ...workload,
    scale: true,
    columns: workloads.deploymentColumns,
  }),
  define('apps/v1', 'replicasets', 'ReplicaSet', {
    short: ['rs'],
    ...workload,
    scale: true,
    fields: ['status.replicas'],
    columns: workloads.replicaSetColumns,
  }),
  define('apps/v1', 'statefulsets', 'StatefulSet', {
    short: ['sts'],
    ...workload,
    scale: true,
    columns: workloads.statefulSetColumns,
  }),
  define('batch/v1', 'cronjobs', 'CronJob', {
    short: ['cj'],
    ...workload,
    columns: workloads.cronJobColumns,
  }),
  define('batch/v1', 'jobs', 'Job', {
    ...workload,
    fields: ['status.successful'],
    columns: workloads.jobColumns,
  }),
  define('networking.k8s.io/v1', 'ingresses', 'Ingress', {
    short: ['ing'],
    status: true,
    generation: true,
    columns: others.ingressColumns,
  }),
  define('networking.k8s.io/v1', 'networkpolicies', 'NetworkPolicy', {
    short: ['netpol'],
    generation: true,
    columns: others.networkPolicyColumns,
  }),
  define('policy/v1', 'poddisruptionbudgets', 'PodDisruptionBudget', {
    short: ['pdb'],
    status: true,
    generation: true,
    columns: workloads.budgetColumns,
  }),
  define('autoscaling/v2', 'horizontalpodautoscalers', 'HorizontalPodAutoscaler', {
    short: ['hpa'],
    categories: all,
    status: true,
    columns: workloads.autoscalerColumns,
  }),
  define('discovery.k8s.io/v1', 'endpointslices', 'EndpointSlice', {
    generation: true,
    columns: others.sliceColumns,
  }),
  define('coordination.k8s.io/v1', 'leases', 'Lease', { columns: others.leaseColumns }),
  define(rbac, 'clusterrolebindings', 'ClusterRoleBinding', {
    cluster: true,
    columns: others.bindingColumns,
  }),
  define(rbac, 'clusterroles', 'ClusterRole', { cluster: true, columns: created }),
  define(rbac, 'rolebindings', 'RoleBinding', { columns: others.bindingColumns }),
  define(rbac, 'roles', 'Role', { columns: created }),
  {
    ...define('events.k8s.io/v1', 'events', 'Event', {
      short: ['ev'],
      fields: ['reason', 'reportingController', 'type', 'metadata.namespace'],
      columns: core.eventColumns,
    }),
    id: 'events',
  },
  define('apiextensions.k8s.io/v1', 'customresourcedefinitions', 'CustomResourceDefinition', {
    cluster: true,
    short: ['crd', 'crds'],
    categories: ['api-extensions'],
    status: true,
    generation: true,
    columns: created,
  }),
];
