import type { Api } from '../api/api.ts';
import type { EventRecorder } from '../controllers/kit/events.ts';
import type { Claims } from './claims.ts';
import type { Configuration } from './configuration.ts';
import type { Disk } from './disk.ts';
import type { Leftovers } from './leftovers.ts';
import type { Network } from './network.ts';
import type { NodesOptions } from './options.ts';
import type { PermissionFlags } from './pod-process.ts';

/** What all pods of the nodes share. */
export interface Parts {
  api: Api;
  options: NodesOptions;
  configuration: Configuration;
  claims: Claims;
  network: Network;
  leftovers: Leftovers;
  events: EventRecorder;
  disk: Disk;
  /** Asked for with the first pod. */
  permissions(): Promise<PermissionFlags>;
}
