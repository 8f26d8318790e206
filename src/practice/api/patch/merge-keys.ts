/** How a list is merged: item by item with the same key, or as a set of values. */
export type ListRule = { key: string } | 'set';

const key = (name: string): ListRule => ({ key: name });

/**
 * Lists that merge, by the name of their field: the `patchMergeKey` and `patchStrategy` of the
 * Kubernetes API (v1.35). A list that is not here is replaced as a whole.
 */
const byField: Readonly<Record<string, ListRule>> = {
  containers: key('name'),
  initContainers: key('name'),
  ephemeralContainers: key('name'),
  env: key('name'),
  volumeMounts: key('mountPath'),
  volumeDevices: key('devicePath'),
  volumes: key('name'),
  imagePullSecrets: key('name'),
  hostAliases: key('ip'),
  topologySpreadConstraints: key('topologyKey'),
  resourceClaims: key('name'),
  schedulingGates: key('name'),
  ownerReferences: key('uid'),
  finalizers: 'set',
  taints: key('key'),
  podCIDRs: 'set',
  addresses: key('type'),
  secrets: key('name'),
  podIPs: key('ip'),
  hostIPs: key('ip'),
};

/** Kinds whose `status.conditions` merge by type. `conditions` of any other is replaced. */
const conditionKinds = new Set([
  'Pod',
  'Node',
  'Namespace',
  'PersistentVolumeClaim',
  'Service',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'PodDisruptionBudget',
  'HorizontalPodAutoscaler',
]);

/** Kinds that have lists of a name in {@link byField} which do not merge there. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  Endpoints: ['addresses'],
  EndpointSlice: ['addresses'],
};

/**
 * The rule for a list.
 * @param path keys from the object on, without positions of lists; the last one is the list's
 */
export function listRule(kind: string, path: readonly string[]): ListRule | undefined {
  const field = path.at(-1) ?? '';
  if (exceptions[kind]?.includes(field)) {
    return undefined;
  }
  if (field === 'ports') {
    return portsRule(kind, path);
  }
  if (field === 'conditions') {
    return conditionKinds.has(kind) && path[0] === 'status' ? key('type') : undefined;
  }
  return byField[field];
}

/** Ports of containers and of services have keys of their own; those of network policies have none. */
function portsRule(kind: string, path: readonly string[]): ListRule | undefined {
  if (path.includes('containers') || path.includes('initContainers')) {
    return key('containerPort');
  }
  return kind === 'Service' && path.length === 2 && path[0] === 'spec' ? key('port') : undefined;
}
