import {
  daemonSets,
  deployments,
  namespaces,
  nodes,
  pods,
  type Resource,
  replicaSets,
  services,
  statefulSets,
} from './activities/common/resources.ts';

const jobs: Resource = { group: 'batch', version: 'v1', plural: 'jobs', kind: 'Job' };
const cronJobs: Resource = { group: 'batch', version: 'v1', plural: 'cronjobs', kind: 'CronJob' };

const all = [
  deployments,
  statefulSets,
  daemonSets,
  replicaSets,
  jobs,
  cronJobs,
  pods,
  services,
  nodes,
  namespaces,
];

const byKind: ReadonlyMap<string, Resource> = new Map(all.map((each) => [each.kind, each]));

/**
 * Where the objects of a kind that the explorer shows are.
 * @throws Error for any other
 */
export function resourceOfKind(kind: string): Resource {
  const found = byKind.get(kind);
  if (found === undefined) {
    throw new Error(`no such kind in the explorer: ${kind}`);
  }
  return found;
}

/** Whether the explorer has rows of a kind. */
export function isKnownKind(kind: string): boolean {
  return byKind.has(kind);
}
