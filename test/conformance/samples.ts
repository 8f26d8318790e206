import type { JsonObject } from '../../src/experiment/json.ts';

/** A kind with an object of it that no controller touches much, and no node runs. */
export interface Sample {
  group: string;
  version: string;
  plural: string;
  kind: string;
  cluster?: boolean;
  /** Everything but name and labels. */
  body: JsonObject;
}

const labels = { app: 'sample' };
const nowhere = { nodeSelector: { no: 'where' } };
const podSpec = { ...nowhere, containers: [{ name: 'main', image: 'example.test/none:1' }] };
const template = { metadata: { labels }, spec: podSpec };
const workload = { selector: { matchLabels: labels }, template };
const job = {
  suspend: true,
  template: { spec: { ...podSpec, restartPolicy: 'Never' } },
};
const rbac = 'rbac.authorization.k8s.io';
const roleRef = (kind: string) => ({ apiGroup: rbac, kind, name: 'none' });
const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }];

const sample = (apiVersion: string, plural: string, kind: string, body: JsonObject): Sample => {
  const [group = '', version = apiVersion] = apiVersion.includes('/')
    ? apiVersion.split('/')
    : [''];
  return { group, version, plural, kind, body };
};

/** @param namespace in which the objects will be */
export function samples(namespace: string): Sample[] {
  return [
    sample('v1', 'configmaps', 'ConfigMap', { data: { key: 'value' } }),
    sample('v1', 'secrets', 'Secret', { stringData: { key: 'value' } }),
    sample('v1', 'serviceaccounts', 'ServiceAccount', {}),
    sample('v1', 'services', 'Service', { spec: { selector: labels, ports: [{ port: 80 }] } }),
    sample('v1', 'pods', 'Pod', { spec: podSpec }),
    sample('v1', 'persistentvolumeclaims', 'PersistentVolumeClaim', {
      spec: {
        storageClassName: 'none',
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Gi' } },
      },
    }),
    sample('v1', 'events', 'Event', {
      involvedObject: { kind: 'Pod', namespace, name: 'p' },
      reason: 'Tested',
      message: 'text',
      type: 'Normal',
    }),
    sample('apps/v1', 'deployments', 'Deployment', { spec: { replicas: 0, ...workload } }),
    sample('apps/v1', 'replicasets', 'ReplicaSet', { spec: { replicas: 0, ...workload } }),
    sample('apps/v1', 'statefulsets', 'StatefulSet', {
      spec: { replicas: 0, serviceName: 'none', ...workload },
    }),
    sample('apps/v1', 'daemonsets', 'DaemonSet', { spec: workload }),
    sample('apps/v1', 'controllerrevisions', 'ControllerRevision', { revision: 1, data: {} }),
    sample('batch/v1', 'jobs', 'Job', { spec: job }),
    sample('batch/v1', 'cronjobs', 'CronJob', {
      spec: { suspend: true, schedule: '0 0 1 1 *', jobTemplate: { spec: job } },
    }),
    sample('networking.k8s.io/v1', 'ingresses', 'Ingress', {
      spec: { defaultBackend: { service: { name: 'none', port: { number: 80 } } } },
    }),
    sample('networking.k8s.io/v1', 'networkpolicies', 'NetworkPolicy', {
      spec: { podSelector: { matchLabels: labels } },
    }),
    sample('policy/v1', 'poddisruptionbudgets', 'PodDisruptionBudget', {
      spec: { minAvailable: 1, selector: { matchLabels: { none: 'none' } } },
    }),
    sample('autoscaling/v2', 'horizontalpodautoscalers', 'HorizontalPodAutoscaler', {
      spec: {
        maxReplicas: 2,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'none' },
      },
    }),
    sample('discovery.k8s.io/v1', 'endpointslices', 'EndpointSlice', {
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.1.2.3'] }],
      ports: [{ port: 80 }],
    }),
    sample('coordination.k8s.io/v1', 'leases', 'Lease', { spec: { holderIdentity: 'me' } }),
    sample(`${rbac}/v1`, 'roles', 'Role', { rules }),
    sample(`${rbac}/v1`, 'rolebindings', 'RoleBinding', {
      roleRef: roleRef('Role'),
      subjects: [{ kind: 'User', name: 'u' }],
    }),
    {
      ...sample(`${rbac}/v1`, 'clusterrolebindings', 'ClusterRoleBinding', {
        roleRef: roleRef('ClusterRole'),
        subjects: [{ kind: 'User', name: 'u' }],
      }),
      cluster: true,
    },
    { ...sample(`${rbac}/v1`, 'clusterroles', 'ClusterRole', { rules }), cluster: true },
  ];
}

/** Path of the kind's collection. */
export function collection({ group, version, plural, cluster }: Sample, namespace: string): string {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  return cluster === true ? `${root}/${plural}` : `${root}/namespaces/${namespace}/${plural}`;
}

/** `deployments.apps`, as refusals name it. */
export const qualified = ({ group, plural }: Sample) =>
  group === '' ? plural : `${plural}.${group}`;
