import type { ClusterClient } from '../kubernetes/client.ts';
import type { Message } from '../messages/types.ts';
import { reachFrontend } from './samples/address.ts';
import { type Applied, applyObject, refuseForeign } from './samples/apply.ts';
import { packagedFiles, type Sample, type SampleFiles } from './samples/files.ts';
import { checksumOf, sampleObjects, type Wanted } from './samples/objects.ts';
import { ourObjects, type Removed, removeObject, waitForNoPods } from './samples/remove.ts';
import { type Rollout, waitForRollouts } from './samples/rollout.ts';

export { frontendUrls, reachFrontend } from './samples/address.ts';
export type { Removed } from './samples/remove.ts';

/** Which samples, and how. */
export interface SamplesChoice {
  /** Without (v1) or with (v2) a circuit breaker. */
  frontend: 'v1' | 'v2';
  namespace: string;
  /** Images of one's own. Where one is left out, the bundled program runs on a stock image. */
  images?: { backend?: string; frontend?: string };
  /** Seconds until all pods must be ready (120). */
  readyWithin?: number;
  /** Seconds until the frontend must answer at an address that this machine reaches (60). */
  reachWithin?: number;
}

/** What deploying did. */
export interface SamplesDeployed {
  /** Where the frontend answers; undefined when this machine reaches none of its addresses. */
  url?: string;
  objects: { kind: string; name: string; how: Applied['how'] }[];
}

/** One step, in words. */
export type Progress = (step: Message) => void;

/**
 * Puts the sample services into a namespace, or brings those that are there to what is wanted (a
 * deleted `back` comes back, another frontend rolls out), and waits until they are ready and the
 * frontend answers.
 *
 * @throws HumanError `workbench.samples-foreign` before anything is changed, when something else
 * has one of the names; `workbench.samples-pod` when a pod can't start; `workbench.samples-slow`
 */
export async function deploySamples(
  client: ClusterClient,
  choice: SamplesChoice,
  progress: Progress,
  signal: AbortSignal,
  files?: SampleFiles,
): Promise<SamplesDeployed> {
  const { namespace } = choice;
  const wanted = await wantedObjects(choice, files ?? (await packagedFiles()));
  await refuseForeign(client, wanted, signal);

  const deployed: SamplesDeployed = { objects: [] };
  const rollouts: Rollout[] = [];
  for (const object of wanted) {
    const { kind, metadata } = object;
    const applied = await applyObject(client, object, signal);
    const step = { kind, name: metadata.name, how: applied.how };
    deployed.objects.push(step);
    progress({ code: `workbench.samples-${applied.how}`, args: { kind, name: metadata.name } });
    if (kind === 'Deployment') {
      const { name, uid, generation = 1 } = applied.object.metadata;
      rollouts.push({ name, uid, generation, checksum: checksumOf(object) });
    }
  }

  const limit = choice.readyWithin ?? 120;
  const count = ({ name, ready, wanted: all }: { name: string; ready: number; wanted: number }) =>
    progress({ code: 'workbench.samples-ready', args: { name, ready, wanted: all } });
  await waitForRollouts(client, namespace, rollouts, limit, count, signal);
  await removeOldPrograms(client, wanted, namespace, signal);

  progress({ code: 'workbench.samples-reaching' });
  const url = await reachFrontend(client, namespace, choice.reachWithin ?? 60, signal);
  progress(
    url === undefined
      ? { code: 'workbench.samples-unreached', args: { namespace } }
      : { code: 'workbench.samples-url', args: { url } },
  );
  return url === undefined ? deployed : { ...deployed, url };
}

/**
 * Deletes exactly what `deploySamples` created in a namespace, and waits until the pods are gone.
 * @returns what was deleted; empty when there was nothing
 */
export async function removeSamples(
  client: ClusterClient,
  namespace: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<Removed[]> {
  const removed: Removed[] = [];
  for (const { kind, object } of await ourObjects(client, namespace, signal)) {
    const { name } = object.metadata;
    await removeObject(client, kind, object, namespace, signal);
    removed.push({ kind, name });
    progress({ code: 'workbench.samples-removed', args: { kind, name } });
  }
  await waitForNoPods(client, namespace, signal);
  return removed;
}

async function wantedObjects(
  { frontend, namespace, images = {} }: SamplesChoice,
  files: SampleFiles,
): Promise<Wanted[]> {
  const pairs: [Sample, string | undefined][] = [
    ['backend', images.backend],
    [`frontend-${frontend}`, images.frontend],
  ];
  const lists = await Promise.all(
    pairs.map(async ([sample, image]) => {
      const source = image ? { image } : { program: await files.program(sample) };
      return sampleObjects(sample, await files.manifest(sample), source, namespace);
    }),
  );
  return lists.flat();
}

/** A program that no pod runs any more is ours to take away again. */
async function removeOldPrograms(
  client: ClusterClient,
  wanted: readonly Wanted[],
  namespace: string,
  signal: AbortSignal,
): Promise<void> {
  const kept = new Set(wanted.map(({ kind, metadata }) => `${kind}/${metadata.name}`));
  for (const { kind, object } of await ourObjects(client, namespace, signal)) {
    if (kind === 'ConfigMap' && !kept.has(`${kind}/${object.metadata.name}`)) {
      await removeObject(client, kind, object, namespace, signal);
    }
  }
}
