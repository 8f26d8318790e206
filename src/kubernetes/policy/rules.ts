/** A rule as somebody wrote it, and where: `/home/ann/.config/ChaosWorkbench/policy.json:4:23`. */
export interface Rule<T> {
  value: T;
  place: string;
}

/** The most an action may hit: objects, or a share of the ready pods of a workload. */
export type Most = { count: number } | { percent: number };

/** One policy: a file, or the settings of one level. */
export interface Policy {
  /**
   * Whose it is. The user's may lift what is denied by default; a workspace's only adds to what the
   * user denies, for a folder that was fetched from somewhere must not open anything.
   */
  level: 'user' | 'workspace';
  /** Globs, in their order; one with `!` before it lifts what stands before it. */
  deniedNamespaces: Rule<string>[];
  readOnlyClusters: Rule<string>[];
  maxTargets?: Rule<Most>;
  pinnedCluster?: Rule<string>;
}

/** Everything that holds for a run. What one policy refuses is refused. */
export interface Policies {
  readonly all: readonly Policy[];
  /** Where the user's own policy is, or would be: the place to lift a default. */
  readonly userFile: string;
}

/**
 * Namespaces of the cluster itself and of what everything in it leans on. Kubernetes keeps `kube-`
 * for itself and OpenShift `openshift-`; the rest is where the usual add-ons install themselves.
 */
export const deniedByDefault: readonly string[] = [
  'kube-*',
  'openshift-*',
  'gke-*',
  'calico-system',
  'tigera-operator',
  'istio-system',
  'linkerd',
  'ingress-nginx',
  'cert-manager',
  'gatekeeper-system',
  'kyverno',
  'argocd',
  'flux-system',
];
