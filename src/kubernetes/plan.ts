import type { JsonObject } from '../experiment/json.ts';
import type { Message } from '../messages/types.ts';
import type { ClusterClient } from './client.ts';
import type { ApiRequest, KubeObject } from './objects.ts';

/** What may only look: a plan is made with this, so that making one changes nothing. */
export type Reader = Pick<ClusterClient, 'identity' | 'namespace' | 'list'> & {
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

/** One request of a plan, with the object it is about. */
export interface PlannedRequest extends ApiRequest {
  target: Target;
  /** The Kubernetes verb and resource, for permission checks: `delete`, `pods`, `apps`. */
  verb: string;
  resource: string;
  group: string;
  subresource?: string;
}

/**
 * Everything an action is going to do. Preview, permission check, dry run, ledger and execution read
 * this one value, so they can't disagree.
 */
export interface Plan {
  targets: Target[];
  requests: PlannedRequest[];
  /** Requests that put it back, in order; empty with grade `none`. */
  inverse: PlannedRequest[];
  undo: UndoGrade;
  warnings: Message[];
  /** What execution needs beyond the requests (how long to wait, say); plain data. */
  details?: JsonObject;
}
