import type { KubeObject } from '../../../src/kubernetes/objects.ts';
import { mutations } from '../mutations/index.ts';
import type { Mutation } from '../mutations/mutation.ts';
import type { TestCluster } from '../support.ts';

/** What came of one action: all that was found out about it, or why that could not be. */
export type Results<R> = ReadonlyMap<Mutation, R[] | Error>;

/**
 * Calls `work` for each action that the cluster can bear, a few at a time. Commands need a real node.
 */
export async function inLanes<R>(
  cluster: TestCluster,
  width: number,
  work: (mutation: Mutation) => Promise<R[]>,
): Promise<Results<R>> {
  const results = new Map<Mutation, R[] | Error>();
  const rest = [...(await bearable(cluster))];
  const lane = async () => {
    for (let mutation = rest.shift(); mutation !== undefined; mutation = rest.shift()) {
      const asError = (error: unknown) => new Error(String(error), { cause: error });
      results.set(mutation, await work(mutation).catch(asError));
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}

interface Node extends KubeObject {
  status?: { nodeInfo?: { containerRuntimeVersion?: string } };
}

/** The actions whose worlds a cluster can bear. */
export async function bearable(cluster: TestCluster): Promise<readonly Mutation[]> {
  const nodes = await cluster.list<Node>('/api/v1/nodes');
  // Fake nodes are marked, and those that tests make run nothing.
  const real = nodes.some(
    ({ metadata, status }) =>
      metadata.annotations?.['kwok.x-k8s.io/node'] === undefined &&
      status?.nodeInfo?.containerRuntimeVersion,
  );
  return real ? mutations : mutations.filter(({ happened }) => happened === undefined);
}

/** What was found out about an action; undefined where the cluster can't bear it. */
export function resultOf<R>(results: Results<R>, mutation: Mutation): R[] | undefined {
  const found = results.get(mutation);
  if (found instanceof Error) {
    throw found;
  }
  return found;
}
