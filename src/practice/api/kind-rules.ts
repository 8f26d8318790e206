import type { KubeObject } from './objects.ts';
import type { Cause } from './status.ts';
import type { Store } from './store.ts';

/** What rules of a kind may look at. */
export interface RuleContext {
  store: Store;
  /** ISO 8601, in whole seconds. */
  now: string;
}

/**
 * What is special about a kind, as the real server has it. `fill` and `admit` may change the object
 * that they get: it is a copy.
 */
export interface KindRules {
  /** Sets what was left out; also on an update, so that it may be left out there too. */
  fill?: (object: KubeObject, context: RuleContext, previous: KubeObject | undefined) => void;
  /** The status that a new object has; `{}` where the kind says nothing. */
  newStatus?: (object: KubeObject) => KubeObject['status'];
  /** What is wrong with an object. */
  check?: (object: KubeObject, context: RuleContext) => Cause[];
  /** What is wrong with a change of an object. */
  checkChange?: (next: KubeObject, previous: KubeObject) => Cause[];
}
