import { pause } from '../../kubernetes/abort.ts';
import type { ClusterClient } from '../../kubernetes/client.ts';
import { statusOf } from '../../kubernetes/errors.ts';
import type { KubeObject } from '../../kubernetes/objects.ts';
import { HumanError } from '../../messages/error.ts';
import { isOurs, ourSelector } from './marks.ts';
import type { SampleKind } from './objects.ts';
import { collectionPath, objectPath, podsPath } from './paths.ts';

/** Seconds until the last pod must have gone. */
const podsLimit = 60;

/** Milliseconds between two looks at the pods that are leaving. */
const lookAgain = 500;

/** An object that was deleted. */
export interface Removed {
  kind: SampleKind;
  name: string;
}

/** The workloads first, so that nothing runs without what it reads. */
const order: readonly SampleKind[] = ['Deployment', 'Service', 'ConfigMap'];

/** All objects in a namespace that deploying the samples created. */
export async function ourObjects(
  client: ClusterClient,
  namespace: string,
  signal: AbortSignal,
): Promise<{ kind: SampleKind; object: KubeObject }[]> {
  const found: { kind: SampleKind; object: KubeObject }[] = [];
  for (const kind of order) {
    const path = collectionPath(kind, namespace);
    const { items } = await client.list(path, { labelSelector: ourSelector }, signal);
    found.push(...items.filter(isOurs).map((object) => ({ kind, object })));
  }
  return found;
}

/** Deletes one of our objects; by its uid, so that a namesake is never hit. */
export async function removeObject(
  client: ClusterClient,
  kind: SampleKind,
  { metadata }: KubeObject,
  namespace: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    await client.request(
      {
        method: 'DELETE',
        path: objectPath(kind, namespace, metadata.name),
        body: { propagationPolicy: 'Background', preconditions: { uid: metadata.uid } },
        repeatable: true,
      },
      signal,
    );
  } catch (error) {
    // Gone already, or another object has its name by now: what was ours is no more.
    const status = statusOf(error);
    if (status !== 404 && status !== 409) {
      throw error;
    }
  }
}

/** Waits until no pod of the samples is left. */
export async function waitForNoPods(
  client: ClusterClient,
  namespace: string,
  signal: AbortSignal,
): Promise<void> {
  const end = performance.now() + podsLimit * 1000;
  for (;;) {
    const query = { labelSelector: ourSelector };
    const { items } = await client.list(podsPath(namespace), query, signal);
    if (items.length === 0) {
      return;
    }
    if (performance.now() > end) {
      const pods = items.map(({ metadata }) => metadata.name).join(', ');
      throw new HumanError('workbench.samples-leaving', { pods, seconds: podsLimit });
    }
    await pause(lookAgain, signal);
  }
}
