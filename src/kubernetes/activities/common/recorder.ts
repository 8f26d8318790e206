import type { Effect } from '../../../engine/events.ts';
import { isObject, type Json, type JsonObject } from '../../../experiment/json.ts';
import type { Ledger } from '../../../ledger/ledger.ts';
import type { LedgerIntent } from '../../../ledger/record.ts';
import { abortError, pause } from '../../abort.ts';
import type { ClusterClient } from '../../client.ts';
import { statusOf } from '../../errors.ts';
import type { ApiRequest, KubeObject } from '../../objects.ts';
import type { Change, PlannedRequest, UndoGrade } from '../../plan.ts';
import { includes } from './includes.ts';
import { getObject } from './reader.ts';

/** How often a mutation that has not happened is sent, and how often is looked whether it has. */
const attempts = 3;

/** Milliseconds that one look may take. */
const lookLimit = 5_000;

/** Errors after which nobody knows whether a mutation has happened. */
const lost: readonly unknown[] = [
  'kubernetes.unknown-outcome',
  'kubernetes.exec-cut',
  'kubernetes.cut',
  'kubernetes.no-answer',
];

/** Lets a mutation happen between two lines of the ledger. */
export interface Recorder {
  /**
   * @param signal cuts the mutation off in the middle: then nobody knows whether it has happened
   * @param mutate does it; its value is given back
   */
  record<T>(change: Change, signal: AbortSignal, mutate: () => Promise<T>): Promise<T>;
  /** Says that nothing is left to put back of a change that was recorded. */
  undone(change: Change): Promise<void>;
}

/** A mutation whose answer was lost. */
export function isUnknownOutcome(error: unknown): boolean {
  const code = (error as { code?: unknown } | undefined)?.code;
  return lost.includes(code) || (statusOf(error) ?? 0) >= 500;
}

/** A recorder over a ledger. */
export function createRecorder(
  ledger: Ledger,
  about: Pick<LedgerIntent, 'cluster' | 'place' | 'activity' | 'activityId'>,
): Recorder {
  const ids = new Map<Change, string>();
  return {
    async record(change, signal, mutate) {
      signal.throwIfAborted();
      const { request, inverse, undo } = change;
      const id = await ledger.intent({
        ...about,
        request: plain(withoutSecret(request)),
        target: request.target as unknown as JsonObject,
        inverse: inverse.map(plain),
        undo: plain(undo),
      });
      ids.set(change, id);
      let value: Awaited<ReturnType<typeof mutate>>;
      try {
        value = await mutate();
      } catch (error) {
        await (signal.aborted || isUnknownOutcome(error) ? ledger.unknown(id) : ledger.failed(id));
        throw error;
      }
      const uid = request.verb === 'create' ? uidOf(value) : undefined;
      await ledger.applied(id, uid);
      return value;
    },
    async undone(change) {
      const id = ids.get(change);
      if (id !== undefined) {
        await ledger.undone(id);
      }
    },
  };
}

/**
 * Sends one request of a plan: intent before, outcome after. When the answer was lost the object is
 * read: what has happened is a success, what has not is sent again. The request itself must refuse
 * a second effect (by a uid, or by the name of what it creates). As long as reading does not tell,
 * the outcome stays unknown, also when a repetition is refused: the first one may be under way.
 */
export async function mutate(
  client: Pick<ClusterClient, 'request'>,
  change: Change,
  recorder: Recorder,
  signal: AbortSignal,
): Promise<Json> {
  const { request } = change;
  return recorder.record(change, signal, async () => {
    let unknown: unknown;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await client.request(bare(request), signal);
      } catch (error) {
        const again = isUnknownOutcome(error);
        unknown ??= again ? error : undefined;
        if (unknown === undefined || signal.aborted) {
          throw error;
        }
        const found = await look(client, request, signal, unknown);
        if (found !== undefined) {
          return found;
        }
        if (!again || attempt === attempts) {
          throw unknown;
        }
        await pause(attempt * 250, signal);
      }
    }
  });
}

/** The request alone, as the client sends it. */
export function bare(request: PlannedRequest): ApiRequest {
  const {
    target: _,
    verb: _verb,
    resource: _resource,
    group: _group,
    subresource: _sub,
    ...rest
  } = request;
  return rest;
}

/** What a mutation tells people, once it is applied. */
export function effectOf(request: PlannedRequest, verb: Effect['verb']): Effect {
  const { kind, namespace, name, uid } = request.target;
  return {
    verb,
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
    ...(uid === undefined ? {} : { uid }),
  };
}

/**
 * Looks whether a request has happened, more than once where the server can't be asked.
 * @param unknown thrown when it could not be seen
 */
async function look(
  client: Pick<ClusterClient, 'request'>,
  request: PlannedRequest,
  signal: AbortSignal,
  unknown: unknown,
): Promise<Json | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(lookLimit)]);
    try {
      return await hasHappened(client, request, limited);
    } catch {
      if (signal.aborted) {
        throw abortError(signal);
      }
      // A server that has just started refuses with 403 until it knows its roles.
      if (attempt === attempts) {
        throw unknown;
      }
      await pause(attempt * 500, signal);
    }
  }
}

/** The object's state when reading shows that the request did its work; else undefined. */
async function hasHappened(
  client: Pick<ClusterClient, 'request'>,
  request: PlannedRequest,
  signal: AbortSignal,
): Promise<Json | undefined> {
  const object = await getObject(client, pathOfObject(request), signal);
  // An eviction is created, and what it does is a deletion.
  switch (request.subresource === 'eviction' ? 'delete' : request.verb) {
    case 'delete':
      return object === undefined ||
        object.metadata.uid !== request.target.uid ||
        object.metadata.deletionTimestamp !== undefined
        ? null
        : undefined;
    case 'create':
      return object !== undefined && sameMark(object, request)
        ? (object as unknown as Json)
        : undefined;
    case 'patch':
    case 'update':
      return object !== undefined && carries(object, request)
        ? (object as unknown as Json)
        : undefined;
    default:
      return undefined;
  }
}

/** Path of the object that a request is about. */
export function pathOfObject({ path, verb, subresource, target }: PlannedRequest): string {
  if (verb === 'create' && subresource === undefined) {
    return `${path}/${encodeURIComponent(target.name)}`;
  }
  return subresource === undefined ? path : path.replace(new RegExp(`/${subresource}$`), '');
}

/** Annotation that a created object carries, with the run first, so that it is known again. */
export const runAnnotation = 'chaos-workbench/run';

/** Whether an object is the very one that a request created. */
export function sameMark(object: KubeObject, request: PlannedRequest): boolean {
  const body = request.body as unknown as KubeObject | undefined;
  const mark = body?.metadata.annotations?.[runAnnotation];
  return mark !== undefined && object.metadata.annotations?.[runAnnotation] === mark;
}

/**
 * Whether an object is as a request changed it: by the request's own field manager, under which the
 * API server notes who changed what; without one, by what a merge patch sets.
 */
export function carries(object: KubeObject, { verb, body, query }: PlannedRequest): boolean {
  const manager = query?.['fieldManager'];
  if (manager !== undefined) {
    return (object.metadata.managedFields ?? []).some((entry) => entry.manager === manager);
  }
  return verb === 'patch' && includes(object as unknown as Json, body ?? null);
}

/** The uid of an object as the server answered it. */
export function uidOf(value: unknown): string | undefined {
  const uid = (value as KubeObject | undefined)?.metadata?.uid;
  return typeof uid === 'string' ? uid : undefined;
}

/** What is in a Secret never reaches the disk: only what it is known by again. */
function withoutSecret(request: PlannedRequest): PlannedRequest {
  const { group, resource, body } = request;
  if (group !== '' || resource !== 'secrets' || !isObject(body)) {
    return request;
  }
  return { ...request, body: { metadata: body['metadata'] ?? null } };
}

/** As plain data for the ledger. */
function plain(value: PlannedRequest | UndoGrade): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}
