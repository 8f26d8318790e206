import type { ClusterMethods } from './cluster-protocol.ts';
import type { HostMethods, WorkerMethods, WorkerState } from './protocol.ts';
import type { Endpoint } from './rpc.ts';

/** The explorer's half of the thread. `editor` gives the way back, once it is there. */
export function clusterHandlers(
  _editor: () => Endpoint<HostMethods, WorkerMethods>,
  _state: WorkerState,
): ClusterMethods {
  return {};
}
