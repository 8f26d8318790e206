import { isObject, type Json, type JsonObject } from '../../experiment/json.ts';
import type { LedgerEntry } from '../../ledger/record.ts';
import type { Message } from '../../messages/types.ts';
import { includes } from '../activities/common/includes.ts';
import { pathOfObject, sameMark } from '../activities/common/recorder.ts';
import type { FieldManager, KubeObject } from '../objects.ts';
import type { PlannedRequest, UndoGrade } from '../plan.ts';
import { isWhole, leftBy } from './whole.ts';

/** What is to be done about one mutation, now that its object was looked at. */
export type Decision =
  /** `question`: somebody else has changed the object since; only if a person says so. */
  | { do: 'send'; request: PlannedRequest; question?: Message }
  /** What was deleted is still going; nothing can be put in its place before it has gone. */
  | { do: 'wait' }
  /** It is as it was, whoever did that. */
  | { do: 'nothing'; why: Message }
  | { do: 'impossible'; why: Message };

/** Who writes what undo puts back: known again in `managedFields`, as nothing else of it differs. */
export function undoManager(entry: LedgerEntry): string {
  return `chaos-workbench-undo-${entry.id}`;
}

/** Field managers of controllers: what they write is not somebody's change. */
const controllers = [
  'kube-controller-manager',
  'kube-scheduler',
  'kubelet',
  'kubectl-rollout',
  // Of Chaos Mesh, about its faults.
  'chaos-controller-manager',
];

/** The request of an entry. */
export function requestOf(entry: LedgerEntry): PlannedRequest {
  return entry.request as unknown as PlannedRequest;
}

/** Path of the object that an entry is about. */
export function objectPathOf(entry: LedgerEntry): string {
  return pathOfObject(requestOf(entry));
}

/**
 * Decides by the object's state alone, so that it may be asked again at any time: after an undo that
 * was cut off, after a lost answer, after somebody else was quicker.
 * @param object what is there now under the entry's name
 */
export function decide(entry: LedgerEntry, object: KubeObject | undefined): Decision {
  const request = requestOf(entry);
  const [inverse] = entry.inverse as unknown as PlannedRequest[];
  if (request.subresource === 'exec') {
    return { do: 'impossible', why: reasonOf(entry) };
  }
  if (request.verb === 'delete' || request.subresource === 'eviction') {
    return decideDeletion(entry, inverse, object);
  }
  if (request.verb === 'create') {
    return decideCreation(entry, inverse, object);
  }
  return decideChange(entry, inverse, object);
}

function decideDeletion(
  entry: LedgerEntry,
  inverse: PlannedRequest | undefined,
  object: KubeObject | undefined,
): Decision {
  const name = nameOf(entry);
  if (object?.metadata.uid === entry.target['uid']) {
    if (object?.metadata.deletionTimestamp === undefined) {
      return nothing('kubernetes.undo-still-there', name);
    }
    return inverse === undefined ? withoutInverse(entry) : { do: 'wait' };
  }
  if (inverse === undefined) {
    return withoutInverse(entry);
  }
  if (object === undefined) {
    return { do: 'send', request: inverse };
  }
  if (isOwn(object, entry)) {
    return nothing('kubernetes.undo-created', name);
  }
  const former = (inverse.body as JsonObject | undefined)?.['spec'] ?? {};
  const same = includes((object.spec ?? {}) as Json, former);
  return nothing(same ? 'kubernetes.undo-back' : 'kubernetes.undo-back-different', name);
}

function decideCreation(
  entry: LedgerEntry,
  inverse: PlannedRequest | undefined,
  object: KubeObject | undefined,
): Decision {
  const name = nameOf(entry);
  const created =
    object !== undefined &&
    (entry.uid === undefined
      ? sameMark(object, requestOf(entry))
      : object.metadata.uid === entry.uid);
  if (!created || object.metadata.deletionTimestamp !== undefined) {
    return nothing('kubernetes.undo-gone', name);
  }
  if (inverse === undefined) {
    return withoutInverse(entry);
  }
  const { uid } = object.metadata;
  const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid } };
  const others = otherManagers(object);
  return {
    do: 'send',
    request: { ...inverse, body },
    ...(others.length > 0 && {
      question: {
        code: 'kubernetes.undo-question-writers',
        args: { ...name, who: others.join(', ') },
      },
    }),
  };
}

function decideChange(
  entry: LedgerEntry,
  inverse: PlannedRequest | undefined,
  object: KubeObject | undefined,
): Decision {
  const name = nameOf(entry);
  if (inverse === undefined) {
    return withoutInverse(entry);
  }
  if (object === undefined) {
    return { do: 'impossible', why: { code: 'kubernetes.undo-missing', args: name } };
  }
  const now = object as unknown as Json;
  const request = requestOf(entry);
  const back =
    inverse.verb === 'update' ? isWhole(object, inverse, request) : includes(now, essence(inverse));
  if (back) {
    return nothing('kubernetes.undo-back', name);
  }
  const ours = includes(now, essence(leftBy(request, inverse))) && !isChangedSince(object, request);
  return {
    do: 'send',
    request: aimedAt(inverse, object),
    ...(!ours && { question: { code: 'kubernetes.undo-question-values', args: name } }),
  };
}

/** What a request sets, without what tells one life of the object from another. */
function essence({ verb, body }: PlannedRequest): Json {
  if (!isObject(body ?? null)) {
    return body ?? null;
  }
  const {
    metadata,
    status: _status,
    apiVersion: _version,
    kind: _kind,
    ...rest
  } = body as JsonObject;
  if (!isObject(metadata ?? null)) {
    return rest;
  }
  const { labels, annotations, finalizers, ...identity } = metadata as JsonObject;
  const own = {
    ...(labels && { labels }),
    ...(annotations && { annotations }),
    ...(finalizers && { finalizers }),
  };
  const set = verb === 'update' ? own : { ...withoutIdentity(identity), ...own };
  return { ...rest, metadata: set };
}

function withoutIdentity({
  uid: _uid,
  resourceVersion: _version,
  name: _name,
  namespace: _space,
  ...rest
}: JsonObject) {
  return rest;
}

/** The same request about the object as it is now: it may have been created anew. */
function aimedAt(request: PlannedRequest, { metadata }: KubeObject): PlannedRequest {
  const body = request.body;
  if (body === undefined || !isObject(body)) {
    return request;
  }
  const former = isObject(body['metadata'] ?? null) ? (body['metadata'] as JsonObject) : {};
  const { uid, resourceVersion } = metadata;
  const aimed = { ...former, uid, ...(request.verb === 'update' && { resourceVersion }) };
  return { ...request, body: { ...body, metadata: aimed } };
}

function withoutInverse(entry: LedgerEntry): Decision {
  const { grade } = entry.undo as unknown as UndoGrade;
  return grade === 'exact'
    ? { do: 'nothing', why: reasonOf(entry) }
    : { do: 'impossible', why: reasonOf(entry) };
}

function reasonOf(entry: LedgerEntry): Message {
  const { reason } = entry.undo as unknown as UndoGrade;
  return reason ?? { code: 'kubernetes.undo-none', args: nameOf(entry) };
}

/** Created by an undo of this entry that was cut off before it could say so. */
function isOwn(object: KubeObject, entry: LedgerEntry): boolean {
  return managersOf(object).some(({ manager }) => manager === undoManager(entry));
}

/** Whether others have written to what an object should be since a request with its own manager did. */
function isChangedSince(object: KubeObject, { query }: PlannedRequest): boolean {
  const own = managersOf(object).find(({ manager }) => manager === query?.['fieldManager']);
  return own !== undefined && otherManagers(object, own.time).length > 0;
}

/** Who besides this program and the controllers wrote to what an object should be, after a time. */
function otherManagers(object: KubeObject, since = ''): string[] {
  const names = managersOf(object)
    .filter(({ subresource }) => subresource === undefined || subresource === 'scale')
    .filter(({ time }) => since === '' || (time ?? '') > since)
    .map(({ manager }) => manager)
    .filter((name) => !name.startsWith('chaos-workbench') && !controllers.includes(name));
  return [...new Set(names)];
}

function managersOf({ metadata }: KubeObject): readonly FieldManager[] {
  return metadata.managedFields ?? [];
}

function nameOf(entry: LedgerEntry): { kind: string; name: string } {
  return { kind: String(entry.target['kind']), name: String(entry.target['name']) };
}

function nothing(code: string, args: { kind: string; name: string }): Decision {
  return { do: 'nothing', why: { code, args } };
}
