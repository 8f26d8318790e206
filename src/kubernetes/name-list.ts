import type { ClusterClient } from './client.ts';
import type { KubeObject } from './objects.ts';

/** An object of a cluster, as far as an experiment may name it. Plain data. */
export interface NamedObject {
  name: string;
  labels: Readonly<Record<string, string>>;
  /** Names of a pod's containers. */
  containers?: string[];
}

/** Kinds of objects that experiments name. */
export type NamedKind = keyof typeof places;

const core = '/api/v1';
const apps = '/apis/apps/v1';
const networking = '/apis/networking.k8s.io/v1';

/** Where the API server lists them; kinds of the cluster as a whole have no namespace. */
const places = {
  namespaces: { api: core, whole: true },
  nodes: { api: core, whole: true },
  pods: { api: core, whole: false },
  services: { api: core, whole: false },
  deployments: { api: apps, whole: false },
  statefulsets: { api: apps, whole: false },
  daemonsets: { api: apps, whole: false },
  replicasets: { api: apps, whole: false },
  ingresses: { api: networking, whole: false },
  networkpolicies: { api: networking, whole: false },
} as const;

/** Nobody reads more names than this in a list. */
const most = 500;

/**
 * Names and labels of the first objects of a kind.
 * @throws HumanError `kubernetes.*` of the request
 */
export async function listNames(
  client: Pick<ClusterClient, 'request'>,
  kind: NamedKind,
  namespace: string,
  signal: AbortSignal,
): Promise<NamedObject[]> {
  const { api, whole } = places[kind];
  const place = whole ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  const path = `${api}${place}/${kind}`;
  const query = { limit: String(most) };
  const { items } = await client.request<{ items?: Listed[] }>(
    { method: 'GET', path, query, repeatable: true },
    signal,
  );
  return (items ?? []).map(({ metadata, spec }) => ({
    name: metadata.name,
    labels: metadata.labels ?? {},
    ...(kind === 'pods' && { containers: (spec?.containers ?? []).map(({ name }) => name) }),
  }));
}

type Listed = Pick<KubeObject, 'metadata'> & { spec?: { containers?: { name: string }[] } };
