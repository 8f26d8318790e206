import type { Observation } from '../../engine/native.ts';
import type { ClusterClient } from '../client.ts';
import type { FollowTimes } from '../follow.ts';
import { observeEvents } from './cluster-events.ts';
import { observeServices } from './services.ts';
import { type OnState, observeWorkloads } from './workloads.ts';

/** Changes of readiness that are told of a run; what goes up and down without end is known by then. */
const mostChanges = 5_000;

/**
 * Tells of workloads, services and events in namespaces while a run goes on. Only reads; what may not
 * be read is told once, as `unobserved`, and the run is none the worse. Resolves when the signal is
 * aborted.
 */
export async function observe(
  client: Pick<ClusterClient, 'list' | 'watch' | 'request'>,
  namespaces: readonly string[],
  listener: (observation: Observation) => void,
  signal: AbortSignal,
  times?: FollowTimes,
): Promise<void> {
  let changes = 0;
  const refused = new Set<string>();
  const readiness = (facts: Extract<Observation, { type: 'observed' }>['facts']) => {
    changes += 1;
    if (changes <= mostChanges) {
      listener({ type: 'observed', facts });
    }
  };
  const state: OnState = (namespace, resource, { state, error }) => {
    const key = `${namespace}/${resource}`;
    if (state === 'forbidden' && error !== undefined && !refused.has(key)) {
      refused.add(key);
      listener({ type: 'unobserved', facts: { namespace, resource, error } });
    }
  };
  const event = (facts: Extract<Observation, { type: 'cluster-event' }>['facts']) =>
    listener({ type: 'cluster-event', facts });
  await Promise.all([
    observeWorkloads(client, namespaces, readiness, signal, times, state),
    observeServices(client, namespaces, readiness, signal, times, state),
    observeEvents(client, namespaces, event, signal, times, state),
  ]);
}
