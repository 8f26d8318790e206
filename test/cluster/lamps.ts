import type { JsonObject } from '../../src/experiment/json.ts';
import { define, openDefinition } from './definitions.ts';
import type { After, TestCluster } from './support.ts';

/** Makes the API server offer lamps, which live in namespaces, and suns, which are cluster-wide. */
export async function defineLamps(cluster: TestCluster, group: string, test: After): Promise<void> {
  await define(cluster, openDefinition(group, 'Lamp', { status: true }), test);
  await define(cluster, openDefinition(group, 'Sun', { scope: 'Cluster' }), test);
}

/** The manifest of a lamp or a sun. */
export function manifestOf(
  group: string,
  kind: 'Lamp' | 'Sun',
  metadata: JsonObject,
  spec: JsonObject = {},
): JsonObject {
  return { apiVersion: `${group}/v1`, kind, metadata, spec };
}

/** Where the lamps of a namespace are. */
export const lampsOf = (group: string, ns: string) => `/apis/${group}/v1/namespaces/${ns}/lamps`;

/** Where the suns are. */
export const sunsOf = (group: string) => `/apis/${group}/v1/suns`;
