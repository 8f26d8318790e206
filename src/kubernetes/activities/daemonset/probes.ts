import type { KubeObject } from '../../objects.ts';
import { awaitState, isObserved, lookOnce } from '../common/readiness.ts';
import { daemonSets } from '../common/resources.ts';

/** Pods that are ready, and that the daemon set should have; a missing figure is 0. */
function pods({ status }: KubeObject): { ready: number; wanted: number } {
  const { numberReady: ready = 0, desiredNumberScheduled: wanted = 0 } = (status ?? {}) as {
    numberReady?: number;
    desiredNumberScheduled?: number;
  };
  return { ready, wanted };
}

function allReady(object: KubeObject): boolean {
  const { ready, wanted } = pods(object);
  return ready === wanted;
}

/** `daemon_set_available_and_healthy` */
export const daemonSetAvailableAndHealthy = lookOnce(daemonSets, allReady);

/** `daemon_set_partially_available` */
export const daemonSetPartiallyAvailable = lookOnce(
  daemonSets,
  (object) => pods(object).ready >= 1,
);

/** `daemon_set_fully_available` */
export const daemonSetFullyAvailable = awaitState({
  resource: daemonSets,
  reached: (object) => isObserved(object) && allReady(object),
});

/** `daemon_set_not_fully_available` */
export const daemonSetNotFullyAvailable = awaitState({
  resource: daemonSets,
  reached: (object) => !allReady(object),
});
