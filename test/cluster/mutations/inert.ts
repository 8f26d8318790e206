import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '../../../src/experiment/json.ts';
import type { KubeObject } from '../../../src/kubernetes/objects.ts';
import type { World } from '../parity/scenario.ts';
import { until } from '../support.ts';

type Labels = Record<string, string>;

/** A pod's specification that no node takes, so that nothing is started and nothing changes. */
const nowhere = {
  nodeSelector: { 'chaos-workbench/nowhere': 'true' },
  terminationGracePeriodSeconds: 1,
  containers: [{ name: 'main', image: 'node:24-alpine' }],
};

/** A pod that waits for ever. */
export async function pendingPod(
  { cluster, ns }: World,
  name: string,
  labels: Labels,
): Promise<void> {
  const path = `/api/v1/namespaces/${ns}/pods`;
  await cluster.api('POST', path, { metadata: { name, labels }, spec: nowhere });
  await until(`pod ${name} has been looked at by the scheduler`, async () => {
    const pod = await cluster.find<KubeObject & { status: { conditions?: object[] } }>(
      `${path}/${name}`,
    );
    return pod?.status.conditions?.length;
  });
}

/** The manifest of a workload without pods; those that it is scaled to wait for ever. */
export function emptyWorkload(kind: string, name: string, labels: Labels = { app: name }) {
  const inner = { part: `of-${name}` };
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, labels },
    spec: {
      replicas: 0,
      selector: { matchLabels: inner },
      template: { metadata: { labels: inner }, spec: nowhere },
    },
  };
}

/** A workload without pods that its controller has seen. */
export async function newEmptyWorkload(
  { cluster, ns }: World,
  kind: 'Deployment' | 'ReplicaSet' | 'StatefulSet',
  name: string,
  labels?: Labels,
): Promise<void> {
  const path = `/apis/apps/v1/namespaces/${ns}/${kind.toLowerCase()}s`;
  await cluster.api('POST', path, emptyWorkload(kind, name, labels));
  await until(`${kind} ${name} has been seen`, async () => {
    const found = await cluster.find<KubeObject & { status: { observedGeneration?: number } }>(
      `${path}/${name}`,
    );
    return found?.status.observedGeneration === 1;
  });
}

/** Writes a manifest into the world's folder and gives its path. */
export async function manifest({ folder, ns }: World, object: JsonObject): Promise<string> {
  const path = join(folder, `${ns}.json`);
  await writeFile(path, JSON.stringify(object));
  return path;
}
