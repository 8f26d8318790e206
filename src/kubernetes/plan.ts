import type { JsonObject } from '../experiment/json.ts';
import type { Message } from '../messages/types.ts';
import type { ClusterClient } from './client.ts';
import type { ApiRequest, KubeObject } from './objects.ts';

/** What may only look: a plan is made with this, so that making one changes nothing. */
export type Reader = Pick<ClusterClient, 'identity' | 'namespace' | 'list'> & {
  /** Nobody will read the warnings of the plan: what only they need is not read. */
  readonly unwarned?: boolean;
  /** One object, or undefined when it is not there. */
  get(path: string, signal: AbortSignal): Promise<KubeObject | undefined>;
};

/** An object an action is going to change. */
export interface Target {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
  /** Missing only for what is yet to be created. */
  uid?: string;
}

/**
 * How far an action can be taken back: `exact` restores the state, `partial` something is lost
 * (the reason says what), `none` nothing can be done.
 */
export interface UndoGrade {
  grade: 'exact' | 'partial' | 'none';
  reason?: Message;
}

/** One thing somebody must be allowed to do, as RBAC and access reviews name it. */
export interface Access {
  verb: string;
  group: string;
  resource: string;
  subresource?: string;
  /** Missing for what is cluster-wide. */
  namespace?: string;
  /** Missing where any name is meant, or none can be said (list, create). */
  name?: string;
  /** Done without where it is not allowed (a warning, a watch), so no part of the smallest role. */
  optional?: boolean;
  /** Its object was drawn from several: the next time it is another, so no role may name it. */
  drawn?: boolean;
}

/** One request of a plan, with the object it is about. */
export interface PlannedRequest extends ApiRequest {
  target: Target;
  /** The Kubernetes verb and resource, for permission checks: `delete`, `pods`, `apps`. */
  verb: string;
  resource: string;
  group: string;
  subresource?: string;
}

/** One mutation and how it is put back. */
export interface Change {
  request: PlannedRequest;
  /** Requests that put it back, in order; empty where a controller does, or nobody can. */
  inverse: PlannedRequest[];
  undo: UndoGrade;
}

/**
 * Everything an action is going to do. Preview, permission check, dry run, ledger and execution read
 * this one value, so they can't disagree.
 */
export interface Plan {
  /** In the order in which they are begun. */
  changes: Change[];
  /** How many objects the selection found before it was cut to a number; missing if it is not cut. */
  matched?: number;
  warnings: Message[];
  /** What execution needs beyond the requests (how long to wait, say); plain data. */
  details?: JsonObject;
}

/** The objects a plan changes. */
export function targetsOf(plan: Plan): Target[] {
  return plan.changes.map(({ request }) => request.target);
}

const worse = { exact: 0, partial: 1, none: 2 } as const;

/** How far a whole plan can be taken back: its worst change, with the reason; `exact` for none. */
export function undoOf(plan: Plan): UndoGrade {
  const grades = plan.changes.map(({ undo }) => undo);
  return grades.reduce(
    (worst, grade) => (worse[grade.grade] > worse[worst.grade] ? grade : worst),
    grades[0] ?? { grade: 'exact' },
  );
}

/** What sending a request needs. A command in a container needs `get` too, from Kubernetes 1.35 on. */
export function accessOf(request: PlannedRequest): Access[] {
  const { verb, group, resource, subresource, target } = request;
  const { namespace, name } = target;
  // The name of what is created is in the body, which authorization does not see.
  const named = verb !== 'create' || subresource !== undefined;
  const access: Access = {
    verb,
    group,
    resource,
    ...(subresource !== undefined && { subresource }),
    ...(namespace !== undefined && { namespace }),
    ...(named && { name }),
  };
  return subresource === 'exec' ? [access, { ...access, verb: 'get' }] : [access];
}
