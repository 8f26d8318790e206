import { pause } from '../../kubernetes/abort.ts';
import type { ClusterClient } from '../../kubernetes/client.ts';
import { statusOf } from '../../kubernetes/errors.ts';
import type { KubeObject } from '../../kubernetes/objects.ts';
import { HumanError } from '../../messages/error.ts';
import { isOurs } from './marks.ts';
import type { Wanted } from './objects.ts';
import { collectionPath, objectPath } from './paths.ts';

/** Milliseconds between two looks at an object that is being deleted. */
const lookAgain = 500;

/** Milliseconds that a deletion under way may take. */
const deletionLimit = 60_000;

/** What happened to an object. */
export interface Applied {
  object: KubeObject;
  how: 'created' | 'updated' | 'unchanged';
}

/** The object at a wanted one's place, or undefined. */
export async function findObject(
  client: ClusterClient,
  { kind, metadata: { namespace, name } }: Pick<Wanted, 'kind' | 'metadata'>,
  signal: AbortSignal,
): Promise<KubeObject | undefined> {
  try {
    return await client.request<KubeObject>(
      { method: 'GET', path: objectPath(kind, namespace, name) },
      signal,
    );
  } catch (error) {
    if (statusOf(error) === 404) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Refuses when one of the places is taken by something that was not created by deploying the
 * samples. Asked about all of them before the first is changed.
 * @throws HumanError `workbench.samples-foreign`
 */
export async function refuseForeign(
  client: ClusterClient,
  wanted: readonly Wanted[],
  signal: AbortSignal,
): Promise<void> {
  for (const object of wanted) {
    const found = await findObject(client, object, signal);
    if (found !== undefined && !isOurs(found)) {
      throw foreign(object);
    }
  }
}

/**
 * Creates an object, or brings one of ours to the wanted state. Works without server-side apply,
 * which not every cluster has.
 */
export async function applyObject(
  client: ClusterClient,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Applied> {
  const { kind, metadata } = wanted;
  const found = await settled(client, wanted, signal);
  if (found === undefined) {
    const path = collectionPath(kind, metadata.namespace);
    try {
      const object = await client.request<KubeObject>(
        { method: 'POST', path, body: wanted, repeatable: true },
        signal,
      );
      return { object, how: 'created' };
    } catch (error) {
      if (statusOf(error) === 404) {
        throw new HumanError(
          'workbench.samples-namespace',
          { namespace: metadata.namespace },
          { cause: error },
        );
      }
      // Created meanwhile: by a first try whose answer was lost, or by someone else.
      if (statusOf(error) !== 409) {
        throw error;
      }
      const other = await findObject(client, wanted, signal);
      if (other === undefined || !isOurs(other)) {
        throw foreign(wanted);
      }
      return { object: other, how: 'created' };
    }
  }
  if (!isOurs(found)) {
    throw foreign(wanted);
  }
  if (wanted['immutable'] === true) {
    return { object: found, how: 'unchanged' };
  }
  const object = await client.request<KubeObject>(
    {
      method: 'PATCH',
      path: objectPath(kind, metadata.namespace, metadata.name),
      contentType: 'application/merge-patch+json',
      // With the uid a namesake that was created since is refused instead of changed.
      body: { ...wanted, metadata: { ...metadata, uid: found.metadata.uid } },
      repeatable: true,
    },
    signal,
  );
  const same = object.metadata.resourceVersion === found.metadata.resourceVersion;
  return { object, how: same ? 'unchanged' : 'updated' };
}

/** The object, once it is not being deleted any more. */
async function settled(
  client: ClusterClient,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<KubeObject | undefined> {
  const end = performance.now() + deletionLimit;
  for (;;) {
    const found = await findObject(client, wanted, signal);
    if (found?.metadata.deletionTimestamp === undefined) {
      return found;
    }
    if (performance.now() > end) {
      throw new HumanError('workbench.samples-deleting', {
        ...placeOf(wanted),
        seconds: deletionLimit / 1000,
      });
    }
    await pause(lookAgain, signal);
  }
}

function foreign(wanted: Wanted): HumanError {
  return new HumanError('workbench.samples-foreign', placeOf(wanted));
}

function placeOf({ kind, metadata: { name, namespace } }: Wanted) {
  return { kind, name, namespace };
}
