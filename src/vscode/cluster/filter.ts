import type { LiveNamespace, ShownPod } from './live-namespace.ts';

/** Whether one of some texts holds what a person looks for, in any case; nothing holds for all. */
export function matches(filter: string, ...texts: (string | undefined)[]): boolean {
  const wanted = filter.trim().toLowerCase();
  return wanted === '' || texts.some((text) => text?.toLowerCase().includes(wanted));
}

/** Of a workload's pods those that match, or all where the workload itself does. */
export function podsThatMatch(
  pods: readonly ShownPod[],
  filter: string,
  workload?: { name: string; kind: string },
): ShownPod[] {
  return workload !== undefined && matches(filter, workload.name, workload.kind)
    ? [...pods]
    : pods.filter(({ name, phase, node }) => matches(filter, name, phase, node));
}

/** Whether anything that is known of a namespace matches. */
export function namespaceMatches(live: LiveNamespace | undefined, filter: string): boolean {
  if (live === undefined) {
    return false;
  }
  return (
    [...live.workloads.values()].some(({ name, kind }) => matches(filter, name, kind)) ||
    [...live.services.values()].some(({ name }) => matches(filter, name)) ||
    podsThatMatch([...live.pods.values()], filter).length > 0
  );
}
