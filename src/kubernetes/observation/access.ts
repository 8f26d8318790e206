import type { Access } from '../plan.ts';

/** What `observe` lists and watches, as group and resource. */
const resources = [
  ['apps', 'deployments'],
  ['apps', 'statefulsets'],
  ['apps', 'daemonsets'],
  ['discovery.k8s.io', 'endpointslices'],
  ['', 'events'],
] as const;

/** What following namespaces beside a run would read; a run does without what is not allowed. */
export function accessToObserve(namespaces: readonly string[]): Access[] {
  return namespaces.flatMap((namespace) =>
    resources.flatMap(([group, resource]) =>
      ['list', 'watch'].map((verb) => ({ verb, group, resource, namespace, optional: true })),
    ),
  );
}
