import { type KubeObject, numberAt, textAt } from './objects.ts';
import type { Resource } from './registry/resource.ts';
import { conflict, forbidden } from './status.ts';
import { isFinished, keyOf, mustGet, timeText, type WriteContext } from './write.ts';

/** What is deleted with an owner: by a collector later, before it, or nothing. */
export type Propagation = (typeof propagations)[number];

/** What happens to the objects of a deleted owner. */
export const propagations = ['Background', 'Foreground', 'Orphan'] as const;

/** The body of a deletion. */
export interface DeleteOptions {
  gracePeriodSeconds?: number;
  preconditions?: { uid?: string; resourceVersion?: string };
  propagationPolicy?: Propagation;
  dryRun?: boolean;
}

/** What a deletion did. */
export interface Deletion {
  /** As it is now, or as it was at last. */
  object: KubeObject;
  /** Nothing is left; otherwise finalizers or a node have still to do their part. */
  finished: boolean;
}

/** Finalizers that a garbage collector takes away when it has done its part. */
export const collectorFinalizers: Readonly<Record<Propagation, string>> = {
  Background: '',
  Foreground: 'foregroundDeletion',
  Orphan: 'orphan',
};

const permanent = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease']);

/**
 * Deletes an object, or marks it where something has to happen first: finalizers, or the end of a
 * pod's containers, which its node reports by a deletion with a grace of 0.
 * @throws ApiError 403 for namespaces that must stay, 404, 409 where a precondition does not hold
 */
export function remove(
  context: WriteContext,
  resource: Resource,
  namespace: string,
  name: string,
  options: DeleteOptions = {},
): Deletion {
  const { store } = context;
  const object = mustGet(store, resource, namespace, name);
  checkPreconditions(resource, object, options);
  if (resource.id === 'namespaces' && permanent.has(name)) {
    throw forbidden(resource, name, 'this namespace may not be deleted');
  }
  const key = keyOf(resource, namespace, name);
  const grace = resource.id === 'pods' ? podGrace(object, options) : 0;
  const marked = mark(context, resource, object, options, grace);
  if (isFinished(marked)) {
    const last = resource.id === 'pods' ? marked : object;
    return {
      object: options.dryRun === true ? last : (store.remove(key, last) ?? last),
      finished: true,
    };
  }
  if (marked === object || options.dryRun === true) {
    return { object: marked, finished: false };
  }
  return { object: store.put(key, marked), finished: false };
}

function checkPreconditions(
  resource: Resource,
  { metadata }: KubeObject,
  { preconditions }: DeleteOptions,
): void {
  const { uid, resourceVersion } = preconditions ?? {};
  if (uid !== undefined && uid !== metadata.uid) {
    throw conflict(
      resource,
      metadata.name,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${metadata.uid}`,
    );
  }
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) {
    throw conflict(
      resource,
      metadata.name,
      `Precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${metadata.resourceVersion}`,
    );
  }
}

/** Seconds until a pod's node must have ended it: none where no node runs it. */
function podGrace(pod: KubeObject, { gracePeriodSeconds }: DeleteOptions): number {
  const phase = textAt(pod, 'status', 'phase');
  if (textAt(pod, 'spec', 'nodeName') === '' || phase === 'Succeeded' || phase === 'Failed') {
    return 0;
  }
  const wanted = gracePeriodSeconds ?? numberAt(pod, 'spec', 'terminationGracePeriodSeconds');
  const seconds = wanted < 0 ? 1 : wanted;
  const before = pod.metadata.deletionGracePeriodSeconds;
  return before === undefined ? seconds : Math.min(before, seconds);
}

/** The object under deletion; the same one where it was so already. */
function mark(
  context: WriteContext,
  resource: Resource,
  object: KubeObject,
  options: DeleteOptions,
  grace: number,
): KubeObject {
  const { metadata } = object;
  const finalizers = finalizersOf(resource, object, options);
  const isMarked = metadata.deletionTimestamp !== undefined;
  const unchanged =
    isMarked &&
    metadata.deletionGracePeriodSeconds === grace &&
    finalizers.join() === (metadata.finalizers ?? []).join();
  if (unchanged) {
    return object;
  }
  const { finalizers: _, ...rest } = metadata;
  const counted = resource.generation
    ? { generation: (metadata.generation ?? 0) + (isMarked ? 0 : 1) }
    : {};
  const marked: KubeObject = {
    ...object,
    metadata: {
      ...rest,
      ...counted,
      ...(finalizers.length > 0 ? { finalizers } : {}),
      deletionTimestamp: deletionTime(context, object, grace),
      ...(resource.id === 'namespaces' ? {} : { deletionGracePeriodSeconds: grace }),
    },
  };
  return resource.id === 'namespaces'
    ? { ...marked, status: { ...marked.status, phase: 'Terminating' } }
    : marked;
}

/** When it will be gone. A second deletion with less grace brings that forward. */
function deletionTime({ now }: WriteContext, { metadata }: KubeObject, grace: number): string {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = metadata;
  if (deletionTimestamp === undefined) {
    return timeText(now() + grace * 1000);
  }
  const start = Date.parse(deletionTimestamp) - deletionGracePeriodSeconds * 1000;
  return timeText(start + grace * 1000);
}

function finalizersOf(
  resource: Resource,
  { metadata }: KubeObject,
  { propagationPolicy }: DeleteOptions,
): string[] {
  const present = metadata.finalizers ?? [];
  const known = [collectorFinalizers.Foreground, collectorFinalizers.Orphan];
  const asked = propagationPolicy ?? usualPropagation(resource, present);
  const wanted = collectorFinalizers[asked];
  const others = present.filter((one) => !known.includes(one));
  return wanted === '' ? others : [...others, wanted];
}

/** A deletion that does not say: as its finalizers do; the pods of a job stay, by an old rule. */
function usualPropagation(resource: Resource, present: readonly string[]): Propagation {
  if (present.includes(collectorFinalizers.Foreground)) {
    return 'Foreground';
  }
  return present.includes(collectorFinalizers.Orphan) || resource.id === 'jobs.batch'
    ? 'Orphan'
    : 'Background';
}
