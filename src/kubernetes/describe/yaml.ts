import { stringify } from 'yaml';
import { apiVersion, objectPath } from '../activities/common/resources.ts';
import type { ClusterClient } from '../client.ts';
import { resourceOfKind } from '../kinds.ts';
import type { KubeObject } from '../objects.ts';
import type { ObjectRef } from '../seed.ts';

/**
 * An object as YAML, without the list of who wrote which field.
 * @throws HumanError of the request
 */
export async function yamlOf(
  client: Pick<ClusterClient, 'request'>,
  { kind, name, namespace }: ObjectRef,
  signal: AbortSignal,
): Promise<string> {
  const resource = resourceOfKind(kind);
  const path = objectPath(resource, namespace, name);
  const { metadata, ...rest } = await client.request<KubeObject>({ method: 'GET', path }, signal);
  const { managedFields: _, ...own } = metadata;
  const { apiVersion: __, kind: ___, ...parts } = rest;
  const object = { apiVersion: apiVersion(resource), kind, metadata: own, ...parts };
  return stringify(object, { lineWidth: 0, aliasDuplicateObjects: false });
}
