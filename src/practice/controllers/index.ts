import type { Api } from '../api/api.ts';
import { startAccounts, startRootAuthority } from './accounts.ts';
import { startAutoscalers } from './autoscaler.ts';
import { startBudgets } from './budgets.ts';
import { startClaims } from './claims.ts';
import { startCollector } from './collector/index.ts';
import { startCronJobs } from './cronjob.ts';
import { startDaemonSets } from './daemonset/index.ts';
import { startDeployments } from './deployment/index.ts';
import { startEndpoints } from './endpoints/index.ts';
import { startEventExpiry } from './event-expiry.ts';
import { startJobs } from './job/index.ts';
import { Everything } from './kit/everything.ts';
import { Kit } from './kit/kit.ts';
import { processTimers, type Timers } from './kit/timers.ts';
import { startNamespaces } from './namespaces.ts';
import { startTaintEviction } from './nodes/eviction.ts';
import { startNodeTaints } from './nodes/taints.ts';
import { startPodCollector } from './pod-collector.ts';
import { startReplicaSets } from './replicaset/index.ts';
import { startScheduler } from './scheduler/index.ts';
import { startStatefulSets } from './statefulset/index.ts';

/** How controllers are run. */
export interface ControllerOptions {
  /** Those of the process, if left out. */
  timers?: Timers;
  /**
   * Told of a failure that no controller expects, once for each row of failures of an object. The
   * work on it is tried again all the same.
   * @param where controller and object
   */
  onProblem?: (error: unknown, where: string) => void;
  /** PEM of the authority that each namespace is told of; left out, none is. */
  ca?: string;
}

/**
 * Starts the controllers of a cluster and its scheduler, in this process. They act on what is there,
 * and on each change, a turn of the event loop later.
 */
export function startControllers(
  api: Api,
  options: ControllerOptions = {},
): { close(): Promise<void> } {
  const { timers = processTimers, onProblem = () => undefined, ca } = options;
  const kit = new Kit(api, timers, onProblem);
  const everything = new Everything(kit);
  startAccounts(kit);
  if (ca !== undefined) {
    startRootAuthority(kit, ca);
  }
  startReplicaSets(kit);
  startDeployments(kit);
  startStatefulSets(kit);
  startDaemonSets(kit);
  startJobs(kit);
  startCronJobs(kit);
  startAutoscalers(kit);
  startBudgets(kit);
  startEndpoints(kit);
  startNodeTaints(kit);
  startTaintEviction(kit);
  startClaims(kit);
  startScheduler(kit);
  startCollector(kit, everything);
  startNamespaces(kit, everything);
  startPodCollector(kit);
  startEventExpiry(kit);
  return {
    async close() {
      kit.close();
    },
  };
}
