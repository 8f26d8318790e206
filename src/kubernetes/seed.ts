import type { Seed, SeedKind } from '../experiment/create/seed.ts';
import type { JsonObject } from '../experiment/json.ts';
import { HumanError } from '../messages/error.ts';
import { objectPath } from './activities/common/resources.ts';
import { recreate, recreatePod } from './activities/common/undo.ts';
import type { ClusterClient } from './client.ts';
import { statusOf } from './errors.ts';
import type { ServiceRow } from './feed-types.ts';
import { isKnownKind, resourceOfKind } from './kinds.ts';
import { controllerOf, type KubeObject } from './objects.ts';
import { serviceRow } from './rows/service-row.ts';

/** An object as the explorer names it. */
export interface ObjectRef {
  kind: string;
  name: string;
  /** Missing for what belongs to the whole cluster. */
  namespace?: string;
}

/** What an experiment is written from. */
export interface FoundSeed {
  seed: Seed;
  /** Services that lead to its pods. */
  services: ServiceRow[];
  /** Path at which a container says that it is ready; `/` where none does. */
  path: string;
}

/** The parts of any workload that are read. */
interface Workload extends KubeObject {
  spec?: {
    replicas?: number;
    parallelism?: number;
    selector?: LabelSelector;
    template?: Template;
    jobTemplate?: { spec?: { template?: Template } };
  } & Template['spec'];
  status?: { desiredNumberScheduled?: number; active?: number };
}

interface Template {
  metadata?: { labels?: Record<string, string> };
  spec?: { containers?: { readinessProbe?: { httpGet?: { path?: string } } }[] };
}

interface LabelSelector {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

/** Labels that controllers give to the pods of one template only. */
const passing = ['pod-template-hash', 'controller-revision-hash', 'pod-template-generation'];

/** Copies of the whole manifest, which would be told twice. */
const copies = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Reads what an experiment for a workload needs. A pod stands for the workload that manages it.
 * @throws HumanError `create.gone`; of the requests
 */
export async function findSeed(
  client: Pick<ClusterClient, 'request' | 'list'>,
  ref: ObjectRef,
  signal: AbortSignal,
): Promise<FoundSeed> {
  const object = await topmost(client, ref, signal);
  const { kind } = object;
  const { name, namespace = 'default' } = object.metadata;
  const template = templateOf(object);
  const { items } = await client.list(
    `/api/v1/namespaces/${encodeURIComponent(namespace)}/services`,
    {},
    signal,
  );
  const labels = template.metadata?.labels ?? {};
  const probes = (template.spec?.containers ?? []).map(({ readinessProbe }) => readinessProbe);
  return {
    seed: {
      kind: kind as SeedKind,
      name,
      namespace,
      replicas: replicasOf(object),
      selector: selectorOf(object),
      manifest: manifestOf(object),
    },
    services: items.filter((service) => leadsTo(service, labels)).map(serviceRow),
    path: probes.find((probe) => probe?.httpGet)?.httpGet?.path ?? '/',
  };
}

/** The object itself, or the workload that manages it, as far up as workloads go. */
async function topmost(
  client: Pick<ClusterClient, 'request'>,
  { kind, name, namespace }: ObjectRef,
  signal: AbortSignal,
): Promise<Workload & { kind: string }> {
  const resource = resourceOfKind(kind);
  let object: KubeObject;
  try {
    const path = objectPath(resource, namespace, name);
    object = await client.request<KubeObject>({ method: 'GET', path }, signal);
  } catch (error) {
    if (statusOf(error) === 404) {
      throw new HumanError('create.gone', { kind, name, namespace: namespace ?? '' });
    }
    throw error;
  }
  const owner = controllerOf(object);
  return owner !== undefined && owner.kind !== 'Node' && isKnownKind(owner.kind)
    ? topmost(
        client,
        { kind: owner.kind, name: owner.name, ...(namespace && { namespace }) },
        signal,
      )
    : { ...object, kind };
}

function templateOf(object: Workload): Template {
  const { spec } = object;
  return object.kind === 'Pod'
    ? { metadata: { labels: object.metadata.labels ?? {} }, spec }
    : (spec?.template ?? spec?.jobTemplate?.spec?.template ?? {});
}

function replicasOf({ kind, spec, status }: Workload): number {
  switch (kind) {
    case 'DaemonSet':
      return status?.desiredNumberScheduled ?? 1;
    case 'Job':
      // Towards its end it has fewer pods than it may have at once.
      return status?.active ?? spec?.parallelism ?? 1;
    default:
      return spec?.replicas ?? 1;
  }
}

function selectorOf(object: Workload): string {
  const { kind, metadata, spec } = object;
  if (kind === 'Pod') {
    const own = Object.entries(metadata.labels ?? {}).filter(([key]) => !passing.includes(key));
    return written({ matchLabels: Object.fromEntries(own) });
  }
  // The selector of a job is the uid of this one; its name is also that of the next.
  const job = spec?.template?.metadata?.labels?.['job-name'];
  return kind === 'Job' && job !== undefined ? `job-name=${job}` : written(spec?.selector);
}

/** A selector in the words of a query. */
function written({ matchLabels = {}, matchExpressions = [] }: LabelSelector = {}): string {
  const equal = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`);
  const more = matchExpressions.map(({ key, operator, values = [] }) => {
    switch (operator) {
      case 'Exists':
        return key;
      case 'DoesNotExist':
        return `!${key}`;
      default:
        return `${key} ${operator.toLowerCase()} (${values.join(',')})`;
    }
  });
  return [...equal, ...more].join(',');
}

function leadsTo(service: KubeObject, labels: Record<string, string>): boolean {
  const { selector = {} } = (service.spec ?? {}) as { selector?: Record<string, string> };
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

function manifestOf(object: Workload & { kind: string }): JsonObject {
  const resource = resourceOfKind(object.kind);
  const { body } = (object.kind === 'Pod' ? recreatePod : recreate)(resource, object);
  const { apiVersion, kind, metadata, ...rest } = body as JsonObject & {
    metadata: { annotations?: Record<string, string>; namespace?: string };
  };
  const { annotations = {}, ...own } = metadata;
  const kept = Object.entries(annotations).filter(([key]) => key !== copies);
  return {
    apiVersion: apiVersion ?? '',
    kind: kind ?? '',
    metadata: { ...own, ...(kept.length > 0 && { annotations: Object.fromEntries(kept) }) },
    ...rest,
  };
}
