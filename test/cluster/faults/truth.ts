import { isDeepStrictEqual } from 'node:util';
import { runAnnotation } from '../../../src/kubernetes/activities/common/recorder.ts';
import type { KubeObject } from '../../../src/kubernetes/objects.ts';
import type { LedgerEntry } from '../../../src/ledger/record.ts';
import type { TestCluster } from '../support.ts';
import type { Cell } from './judge.ts';

/**
 * Whether a change was made, by the cluster's state: an API server that is killed may have made one
 * without having written it into its log.
 */
export async function stands(
  cluster: TestCluster,
  { before, after, happened }: Cell,
  { request, target }: LedgerEntry,
): Promise<boolean> {
  if (happened !== undefined) {
    return happened > 0;
  }
  const path = String(request['path']).replace(/\/eviction$/, '');
  if (request['verb'] === 'create' && request['subresource'] === undefined) {
    const mark = (object: unknown) =>
      (object as KubeObject | undefined)?.metadata.annotations?.[runAnnotation];
    const found = await cluster.find(`${path}/${target['name']}`);
    return mark(found) !== undefined && mark(found) === mark(request['body']);
  }
  if (request['verb'] === 'delete' || request['subresource'] === 'eviction') {
    const found = await cluster.find(path);
    return (
      found === undefined ||
      found.metadata.uid !== target['uid'] ||
      found.metadata.deletionTimestamp !== undefined
    );
  }
  return !isDeepStrictEqual(before, after);
}
