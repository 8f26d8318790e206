import type { JsonObject } from '../experiment/json.ts';
import { isHumanError } from '../messages/error.ts';
import type { Message } from '../messages/types.ts';
import { inParallel } from './activities/common/parallel.ts';
import type { KubernetesActivity } from './activities/types.ts';
import type { ClusterClient } from './client.ts';
import { placeOf } from './lease/lease.ts';
import { messageOf } from './message-of.ts';
import { type Access, accessOf, type Plan, type PlannedRequest } from './plan.ts';
import { namespacesTouched } from './policy/touched.ts';

/** What the cluster says of one access. */
export interface AccessAnswer {
  access: Access;
  /** `unknown`: it could not be asked, or the cluster could not decide. */
  allowed: 'yes' | 'no' | 'unknown';
  /** Why it is not known, or what the cluster said to a no. */
  reason?: Message;
}

/** Path of the API's own question “may I?”. */
const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/**
 * All that an activity needs: what it reads and, of an action, what its plan sends, and what putting
 * that back would read and send.
 * @param plan missing where it could not be made: then only what the activity reads is known
 */
export function accessNeeded(
  activity: KubernetesActivity,
  args: JsonObject,
  plan: Plan | undefined,
): Access[] {
  const changes = plan?.changes ?? [];
  const planned = [
    ...changes.flatMap(({ request }) => accessOf(request)),
    ...changes.flatMap(({ request }) => accessBeside(request)),
    ...changes.flatMap(({ request, inverse }) => [
      ...(inverse.length > 0 ? [lookAt(request.target, request)] : []),
      ...inverse.flatMap(accessOf),
    ]),
  ];
  const drawn = plan?.matched !== undefined && { drawn: true };
  return distinct([
    ...readsOf(activity, args),
    ...planned.map((access) => ({ ...access, ...drawn })),
  ]);
}

function readsOf(activity: KubernetesActivity, args: JsonObject): Access[] {
  if (activity.kind === 'offline') {
    return [];
  }
  try {
    return activity.access(args);
  } catch (error) {
    // An argument that is missing is told when the activity runs.
    if (!isHumanError(error)) {
      throw error;
    }
    return [];
  }
}

/**
 * What a run does beside a change where it may: it looks whether the namespace has opted out, holds a
 * lease so that no other run comes in between, and says on the object what it has done.
 */
function accessBeside(request: PlannedRequest): Access[] {
  const namespaces = namespacesTouched(request);
  return (namespaces.length > 0 ? namespaces : [undefined]).flatMap((namespace) => {
    const place = placeOf(namespace);
    const leases = { group: 'coordination.k8s.io', resource: 'leases', namespace: place.namespace };
    const { name } = place;
    return [
      ...(namespace === undefined
        ? []
        : [{ verb: 'get', group: '', resource: 'namespaces', namespace, name: namespace }]),
      { ...leases, verb: 'create' },
      ...['get', 'update', 'delete'].map((verb) => ({ ...leases, verb, name })),
      { verb: 'create', group: '', resource: 'events', namespace: place.namespace },
    ].map((access): Access => ({ ...access, optional: true }));
  });
}

/** An undo looks at the object before it does anything. */
function lookAt(
  { namespace, name }: { namespace?: string; name: string },
  { group, resource }: { group: string; resource: string },
): Access {
  const place = namespace === undefined ? {} : { namespace };
  return { verb: 'get', group, resource, ...place, name };
}

/** Each access once; one that is needed counts more than the same as an option. */
export function distinct(accesses: readonly Access[]): Access[] {
  const found = new Map<string, Access>();
  for (const access of accesses) {
    const { optional, ...rest } = access;
    const key = JSON.stringify(rest);
    if (optional !== true || !found.has(key)) {
      found.set(key, access);
    }
  }
  return [...found.values()];
}

/**
 * Asks the cluster what this person may do. Where a kind is allowed as a whole the names are not
 * asked one by one.
 */
export async function reviewAccess(
  accesses: readonly Access[],
  client: Pick<ClusterClient, 'request'>,
  signal: AbortSignal,
): Promise<AccessAnswer[]> {
  const kinds = new Map<string, Access>();
  for (const { name: _name, optional: _optional, ...kind } of accesses) {
    kinds.set(JSON.stringify(kind), kind);
  }
  const asked = await inParallel([...kinds], async ([key, kind]) => {
    return [key, await ask(kind, client, signal)] as const;
  });
  const whole = new Map(asked);
  return inParallel(accesses, async (access) => {
    const { name, optional: _, ...kind } = access;
    const answer = whole.get(JSON.stringify(kind));
    const known = answer !== undefined && (name === undefined || answer.allowed === 'yes');
    return known ? { ...answer, access } : ask(access, client, signal);
  });
}

async function ask(
  access: Access,
  client: Pick<ClusterClient, 'request'>,
  signal: AbortSignal,
): Promise<AccessAnswer> {
  const { verb, group, resource, subresource, namespace, name } = access;
  const resourceAttributes = {
    verb,
    group,
    resource,
    ...(subresource !== undefined && { subresource }),
    ...(namespace !== undefined && { namespace }),
    ...(name !== undefined && { name }),
  };
  const body = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes },
  };
  try {
    const { status } = await client.request<Review>(
      { method: 'POST', path: reviews, body, repeatable: true },
      signal,
    );
    if (status?.allowed) {
      return { access, allowed: 'yes' };
    }
    // An error while judging is no answer: another authorizer may still say yes.
    return status?.evaluationError
      ? { access, allowed: 'unknown', reason: said(status.evaluationError) }
      : { access, allowed: 'no', ...(status?.reason && { reason: said(status.reason) }) };
  } catch (error) {
    signal.throwIfAborted();
    return { access, allowed: 'unknown', reason: messageOf(error) };
  }
}

interface Review {
  status?: { allowed?: boolean; reason?: string; evaluationError?: string };
}

function said(text: string): Message {
  return { code: 'kubernetes.review-said', args: { text } };
}
