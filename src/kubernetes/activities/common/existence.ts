import type { JsonObject } from '../../../experiment/json.ts';
import type { ClusterClient } from '../../client.ts';
import { namespaceOf, optionalText } from './arguments.ts';
import { collectionPath, type Resource } from './resources.ts';

/** Whether an object of this name, of this label, of both, or any at all is there. */
export async function exists(
  resource: Resource,
  args: JsonObject,
  client: ClusterClient,
  signal: AbortSignal,
): Promise<boolean> {
  const name = optionalText(args, 'name');
  const query = {
    fieldSelector: name ? `metadata.name=${name}` : undefined,
    labelSelector: optionalText(args, 'label_selector') || undefined,
  };
  const path = collectionPath(resource, namespaceOf(args));
  return (await client.list(path, query, signal)).items.length > 0;
}
