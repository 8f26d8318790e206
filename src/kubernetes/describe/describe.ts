import { objectPath } from '../activities/common/resources.ts';
import type { ClusterClient } from '../client.ts';
import { statusOf } from '../errors.ts';
import { resourceOfKind } from '../kinds.ts';
import { controllerOf, type KubeObject } from '../objects.ts';
import { eventRow } from '../rows/event-row.ts';
import type { ObjectRef } from '../seed.ts';
import { ownPart, podLines } from './kinds.ts';
import { type Page, pageText } from './page.ts';
import { pairs } from './parts.ts';

/** Copies of the whole manifest. */
const copies = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * An object in plain text, in Kubernetes' own words: what it is, how it does, what happened to it.
 * @throws HumanError of the request for the object; events that may not be read are left out
 */
export async function describe(
  client: Pick<ClusterClient, 'request' | 'list' | 'now'>,
  { kind, name, namespace }: ObjectRef,
  signal: AbortSignal,
): Promise<string> {
  const path = objectPath(resourceOfKind(kind), namespace, name);
  const object = await client.request<KubeObject>({ method: 'GET', path }, signal);
  const { metadata } = object;
  const owner = controllerOf(object);
  const { [copies]: _, ...annotations } = metadata.annotations ?? {};
  const [events, pods] = await Promise.all([
    unlessForbidden(eventsOf(client, kind, object, signal)),
    kind === 'Node' ? unlessForbidden(podsOf(client, name, signal)) : [],
  ]);
  const page: Page = [
    ['Name', name],
    ['Namespace', namespace],
    ['Kind', kind],
    ['Created', metadata.creationTimestamp],
    ['Being deleted since', metadata.deletionTimestamp],
    ['Controlled by', owner && `${owner.kind} ${owner.name}`],
    ['Labels', pairs(metadata.labels)],
    ['Annotations', pairs(annotations)],
    ...ownPart(kind, object),
    ['Pods', podLines(pods)],
    ['Events', events.length > 0 ? events : ['none']],
  ];
  return pageText(page);
}

async function eventsOf(
  client: Pick<ClusterClient, 'list' | 'now'>,
  kind: string,
  { metadata: { name, namespace = 'default' } }: KubeObject,
  signal: AbortSignal,
): Promise<string[]> {
  const fieldSelector = `involvedObject.kind=${kind},involvedObject.name=${name}`;
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/events`;
  const { items } = await client.list(path, { fieldSelector }, signal);
  const now = client.now().getTime();
  return items
    .map(eventRow)
    .sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
    .map(({ at, warning, reason, message, count }) => {
      const times = count > 1 ? ` (${count} times)` : '';
      const sign = warning ? 'Warning' : 'Normal';
      return `${age(now - Date.parse(at)).padStart(5)} ago  ${sign.padEnd(7)}  ${reason}: ${message}${times}`;
    });
}

async function podsOf(
  client: Pick<ClusterClient, 'list'>,
  node: string,
  signal: AbortSignal,
): Promise<KubeObject[]> {
  return (await client.list('/api/v1/pods', { fieldSelector: `spec.nodeName=${node}` }, signal))
    .items;
}

async function unlessForbidden<T>(work: Promise<T[]>): Promise<T[]> {
  try {
    return await work;
  } catch (error) {
    if (statusOf(error) === 403) {
      return [];
    }
    throw error;
  }
}

/** The two largest units would be too much: `12s`, `5m`, `3h`, `2d`. */
function age(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 120) {
    return `${seconds}s`;
  }
  if (seconds < 7_200) {
    return `${Math.round(seconds / 60)}m`;
  }
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)}h` : `${Math.round(seconds / 86_400)}d`;
}
