/** Of the lines below; a process that speaks another one can't be held, only ended by hand. */
export const protocol = 1;

/** How the API server of a practice cluster is told from all others. */
export interface PracticeIdentity {
  /** Address of the API server. */
  server: string;
  /** Certificate of its authority, PEM. */
  ca: string;
  /** Of the namespace `kube-system`. */
  uid: string;
}

/** What a practice cluster says of itself. */
export interface PracticeInfo {
  pid: number;
  /** Of the program that started it. */
  version: string;
  /** Path of its kubeconfig, readable by its owner only. */
  kubeconfig: string;
  identity: PracticeIdentity;
}

/** Where a practice cluster listens for those that use it: the file `practice.json`, owner only. */
export interface PracticeRecord {
  protocol: number;
  pid: number;
  /** On 127.0.0.1. */
  port: number;
  token: string;
}

/**
 * The one line that a client sends. `hold`: the cluster lives as long as this connection, at least;
 * `keep`: until somebody stops it; `status`: it only tells; `stop`: it ends.
 */
export interface Asked {
  token: string;
  want: 'hold' | 'keep' | 'status' | 'stop';
}

/** The one line that comes back. */
export interface Answered extends PracticeInfo {
  /** Connections that hold it, without the one that asks. */
  holders: number;
  /** Whether somebody asked to keep it. */
  kept: boolean;
}

/** The last line to those that hold a cluster which ends because it was asked to. */
export const stopped = { ended: 'stopped' } as const;
