import type { Mount } from './mounts.ts';

/** Variable that tells the shim where its `Setup` is; the pod's code does not see it. */
export const setupVariable = 'CHAOS_PRACTICE_SETUP';

/** What the shim is told before the pod's code begins: a file of JSON. */
export interface Setup {
  /** All variables that the pod's code sees. */
  environment: Record<string, string>;
  hostname: string;
  /** Where the pod's code believes to be. */
  workingDir: string;
  mounts: Mount[];
  /** Files and folders of this machine that Node itself reads: they keep their names. */
  known: string[];
}

/** Where a connection goes. */
export type Route =
  /** To a port of this machine's loopback. */
  | { kind: 'port'; port: number }
  /** Out of the cluster, to a name or address that is known there. */
  | { kind: 'outside'; host: string }
  /** Nobody listens. */
  | { kind: 'refused'; address: string }
  /** There is no such name. */
  | { kind: 'unknown' };

/** What a name stands for. */
export type Resolution =
  | { kind: 'addresses'; addresses: string[] }
  | { kind: 'outside'; host: string }
  | { kind: 'unknown' };

/** What the shim says. */
export type FromPod =
  /** A port of the pod is now at a port of this machine; `local`: for the pod itself only. */
  | { type: 'listening'; port: number; real: number; local: boolean }
  | { type: 'closed'; port: number }
  | { type: 'route'; id: number; host: string; port: number }
  | { type: 'resolve'; id: number; host: string };

/** What the shim is told. */
export type ToPod =
  | { type: 'answer'; id: number; answer: Route | Resolution }
  /** Where the system has no signals: the pod's code gets it as an event. */
  | { type: 'signal'; signal: NodeJS.Signals };
