import type { ClusterIdentity } from '../../engine/events.ts';
import type { HumanError } from '../../messages/error.ts';
import { fits } from './glob.ts';
import { refusal } from './refusal.ts';
import type { Policies } from './rules.ts';

/**
 * Why nothing may be changed in a cluster; undefined where it may.
 * @param what the object that would be touched
 */
export function readOnlyRefusal(
  cluster: ClusterIdentity,
  what: string,
  { all }: Policies,
): HumanError | undefined {
  const rule = all
    .flatMap(({ readOnlyClusters }) => readOnlyClusters)
    .find(({ value }) => isMeant(value, cluster));
  return (
    rule &&
    refusal('read-only', {
      what,
      server: cluster.server,
      rule: rule.value,
      place: rule.place,
    })
  );
}

/** Why a cluster may not even be reached, because another one is pinned; undefined where it may. */
export function pinRefusal(cluster: ClusterIdentity, { all }: Policies): HumanError | undefined {
  const rule = all
    .flatMap(({ pinnedCluster }) => pinnedCluster ?? [])
    .find(({ value }) => !isMeant(value, cluster));
  const { server, context = '–', id } = cluster;
  return rule && refusal('pinned', { server, context, id, rule: rule.value, place: rule.place });
}

/** Whether a glob fits one of the names of a cluster. */
function isMeant(glob: string, { id, context, server }: ClusterIdentity): boolean {
  return [id, server, ...(context === undefined ? [] : [context])].some((name) => fits(glob, name));
}
