import type { ClusterIdentity } from '../engine/events.ts';
import type { Message } from '../messages/types.ts';
import type { Access, Target, UndoGrade } from './plan.ts';

/** One planned fault, for the question a person answers before the first fault on a cluster. */
export interface PlannedFault {
  /** JSON pointer of the activity in the experiment. */
  pointer: string;
  name: string;
  /** `module.func` of the catalogue. */
  activity: string;
  targets: Target[];
  /** Of the targets; where it is unplanned, those it looks into. */
  namespaces: string[];
  undo: UndoGrade;
  warnings: Message[];
  /** How many the selection found before it was cut to a number; missing where it is not cut. */
  matched?: number;
  /** Why it could not be planned yet (what it needs may exist only later). */
  unplanned?: Message;
}

/** Asked once per cluster and namespaces, before anything of the run happens. */
export interface FaultQuestion {
  cluster: ClusterIdentity;
  namespaces: string[];
  faults: PlannedFault[];
  /** What an activity of the run needs and the person may not do, as far as the cluster tells. */
  forbidden: Forbidden[];
}

/** Something an activity needs that is not allowed. */
export interface Forbidden {
  /** JSON pointer and name of the activity. */
  pointer: string;
  name: string;
  access: Access;
}

/** Answers the question; false refuses the run and nothing has happened. */
export type Consent = (question: FaultQuestion, signal: AbortSignal) => Promise<boolean>;

/** Which cluster a person chose; what is left out is taken as kubectl would. */
export interface ConnectionChoice {
  /** Paths in the form of KUBECONFIG; the environment's, else `~/.kube/config`. */
  kubeconfig?: string;
  context?: string;
  /** Of the connection, not of the activities: their `ns` is `default` unless they say so. */
  namespace?: string;
}
