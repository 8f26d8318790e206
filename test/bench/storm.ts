/**
 * Changes pods as fast as the API server takes it: `node storm.ts KUBECONFIG COUNT NAMESPACE…`. A
 * program of its own, so that the event loop that is measured has nothing to do with it.
 */
import type { KubeObject } from '../../src/kubernetes/objects.ts';
import { testCluster } from '../cluster/support.ts';

/** Requests under way. */
const lanes = 32;

type Pod = KubeObject & { status: { containerStatuses?: { restartCount: number }[] } };

const [kubeconfig = '', count = '0', ...namespaces] = process.argv.slice(2);
const cluster = testCluster(kubeconfig);
const all: Pod[] = [];
for (const namespace of namespaces) {
  all.push(...(await cluster.list<Pod>(`/api/v1/namespaces/${namespace}/pods`)));
}
const pods = all.slice(0, Number(count));
const next = pods.values();
await Promise.all(
  Array.from({ length: lanes }, async () => {
    for (const { metadata, status } of next) {
      const containerStatuses = (status.containerStatuses ?? []).map((each) => ({
        ...each,
        restartCount: each.restartCount + 1,
      }));
      await cluster.api(
        'PATCH',
        `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}/status`,
        { status: { containerStatuses } },
        'application/merge-patch+json',
      );
    }
  }),
);
console.log(pods.length);
