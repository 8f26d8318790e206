import type { Effect } from '../../engine/events.ts';
import type { Json, JsonObject } from '../../experiment/json.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { pause } from '../abort.ts';
import type { ClusterClient } from '../client.ts';
import type { KubeObject } from '../objects.ts';
import type { PlannedRequest } from '../plan.ts';
import { getObject } from './reader.ts';

/** How often a mutation that has not happened is sent. */
const attempts = 3;

/** Milliseconds that finding out about a lost answer may take. */
const reconcileLimit = 5_000;

/** Lets a mutation happen between two lines of the ledger. */
export interface Recorder {
  /**
   * @param inverse what puts this one request back
   * @param signal cuts the mutation off in the middle: then nobody knows whether it has happened
   * @param mutate does it; its value is given back
   */
  record<T>(
    request: PlannedRequest,
    inverse: PlannedRequest[],
    signal: AbortSignal,
    mutate: () => Promise<T>,
  ): Promise<T>;
}

/** A mutation whose answer was lost. */
export function isUnknownOutcome(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === 'kubernetes.unknown-outcome';
}

/** A recorder over a ledger. */
export function createRecorder(
  ledger: Ledger,
  about: { cluster: string; activity: string; activityId: string },
): Recorder {
  return {
    async record(request, inverse, signal, mutate) {
      signal.throwIfAborted();
      const id = await ledger.intent({
        ...about,
        request: plain(request),
        target: request.target as unknown as JsonObject,
        inverse: inverse.map(plain),
      });
      try {
        const value = await mutate();
        const uid = request.verb === 'create' ? uidOf(value) : undefined;
        await ledger.applied(id, uid);
        return value;
      } catch (error) {
        await (signal.aborted || isUnknownOutcome(error) ? ledger.unknown(id) : ledger.failed(id));
        throw error;
      }
    },
  };
}

/**
 * Sends one request of a plan: intent before, outcome after. When the answer was lost the object is
 * read: what has happened is a success, what has not is sent again. The request itself must refuse
 * a second effect (by a uid, or by the name of what it creates).
 */
export async function mutate(
  client: ClusterClient,
  request: PlannedRequest,
  inverse: PlannedRequest[],
  recorder: Recorder,
  signal: AbortSignal,
): Promise<Json> {
  const { target: _target, verb: _verb, resource: _resource, group: _group, ...bare } = request;
  return recorder.record(request, inverse, signal, async () => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await client.request(bare, signal);
      } catch (error) {
        if (!isUnknownOutcome(error) || signal.aborted) {
          throw error;
        }
        const found = await hasHappened(client, request, signal);
        if (found !== undefined) {
          return found;
        }
        if (attempt === attempts) {
          throw error;
        }
        await pause(attempt * 250, signal);
      }
    }
  });
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

/** The object's state when reading shows that the request did its work; else undefined. */
async function hasHappened(
  client: ClusterClient,
  request: PlannedRequest,
  signal: AbortSignal,
): Promise<Json | undefined> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(reconcileLimit)]);
  const path =
    request.verb === 'create'
      ? `${request.path}/${encodeURIComponent(request.target.name)}`
      : request.path;
  const object = await getObject(client, path, limited);
  switch (request.verb) {
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
      return object !== undefined && includes(object as unknown as Json, request.body ?? null)
        ? (object as unknown as Json)
        : undefined;
    default:
      return undefined;
  }
}

/** Annotation that a created object carries, so that it is known again. */
export const runAnnotation = 'chaos-workbench/run';

function sameMark(object: KubeObject, request: PlannedRequest): boolean {
  const body = request.body as unknown as KubeObject | undefined;
  const mark = body?.metadata.annotations?.[runAnnotation];
  return mark !== undefined && object.metadata.annotations?.[runAnnotation] === mark;
}

/** Whether all that a merge patch sets is there. */
function includes(value: Json | undefined, patch: Json): boolean {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    return JSON.stringify(value ?? null) === JSON.stringify(patch);
  }
  const object = (typeof value === 'object' && value !== null ? value : {}) as JsonObject;
  return Object.entries(patch).every(([key, part]) => includes(object[key], part));
}

function uidOf(value: unknown): string | undefined {
  const uid = (value as KubeObject | undefined)?.metadata?.uid;
  return typeof uid === 'string' ? uid : undefined;
}

/** A request as plain data for the ledger. */
function plain(request: PlannedRequest): JsonObject {
  return JSON.parse(JSON.stringify(request)) as JsonObject;
}
