import type { Json, JsonObject } from '../../../experiment/json.ts';
import type { ClusterClient } from '../../client.ts';
import { statusOf } from '../../errors.ts';
import { namespaceOf } from '../common/arguments.ts';
import { collectionPath, objectPath, toGet, toList } from '../common/resources.ts';
import type { KubernetesProbe } from '../types.ts';
import { nameOf, typeOf } from './type.ts';

/** Objects asked for at a time. */
const pageSize = 500;

/** A probe that gives one custom object as the API server has it. */
function get(namespaced: boolean): KubernetesProbe {
  const place = (args: JsonObject) => (namespaced ? namespaceOf(args) : undefined);
  return {
    kind: 'probe',
    access: (args) => [toGet(typeOf(args), place(args), nameOf(args))],
    run: (args, client, { signal }) =>
      client.request(
        { method: 'GET', path: objectPath(typeOf(args), place(args), nameOf(args)) },
        signal,
      ),
  };
}

/** A probe that gives a List of custom objects as the API server has it. */
function list(namespaced: boolean): KubernetesProbe {
  const place = (args: JsonObject) => (namespaced ? namespaceOf(args) : undefined);
  return {
    kind: 'probe',
    access: (args) => [toList(typeOf(args), place(args))],
    run: (args, client, { signal }) =>
      wholeList(client, collectionPath(typeOf(args), place(args)), signal),
  };
}

/** `get_custom_object` */
export const getCustomObject = get(true);

/** `get_cluster_custom_object` */
export const getClusterCustomObject = get(false);

/** `list_custom_objects` */
export const listCustomObjects = list(true);

/** `list_cluster_custom_objects`; of a namespaced kind it lists all namespaces. */
export const listClusterCustomObjects = list(false);

interface ObjectList extends JsonObject {
  metadata: JsonObject;
  items: Json[];
}

/** All pages of a list as one; when its state has expired in between, the list in one piece. */
async function wholeList(client: ClusterClient, path: string, signal: AbortSignal): Promise<Json> {
  const page = (query: { limit?: number; continue?: string }) =>
    client.request<ObjectList>({ method: 'GET', path, query }, signal);
  const items: Json[] = [];
  let next: string | undefined;
  try {
    for (;;) {
      const found = await page({ limit: pageSize, ...(next !== undefined && { continue: next }) });
      items.push(...found.items);
      const { continue: token } = found.metadata;
      if (!token) {
        return { ...found, items };
      }
      next = String(token);
    }
  } catch (error) {
    if (statusOf(error) !== 410) {
      throw error;
    }
    return page({});
  }
}
