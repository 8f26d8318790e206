import type { ConnectionChoice } from '../kubernetes/consent.ts';
import type { Message } from '../messages/types.ts';
import type { PolicySettings } from '../workbench/job.ts';

/** Where, and by which name `samples.progress` tells of it. */
export interface SamplesJob {
  handle: string;
  choice: ConnectionChoice;
  /** Of the workspace: its policies count. */
  folder?: string;
  policySettings: PolicySettings[];
}

/** The samples' methods of the thread. Refuse where the workspace is not trusted. */
export type SamplesMethods = {
  /** Resolves when all pods are ready; `url` where the frontend answers this machine. */
  'samples.deploy': (
    params: SamplesJob & { frontend: 'v1' | 'v2' },
    signal: AbortSignal,
  ) => Promise<{ url?: string }>;
  /** Removes what was deployed; `count` objects. */
  'samples.remove': (params: SamplesJob, signal: AbortSignal) => Promise<{ count: number }>;
};

/** The samples' methods of the editor: a note for each step and at the end. */
export type SamplesHostMethods = {
  'samples.progress': (params: { handle: string; step: Message }) => void;
  /** All pods are ready there; `cluster` is its identity. */
  'samples.deployed': (params: {
    choice: ConnectionChoice;
    cluster: string;
    namespace: string;
    url?: string;
  }) => void;
  'samples.removed': (params: { cluster: string; namespace: string }) => void;
};
