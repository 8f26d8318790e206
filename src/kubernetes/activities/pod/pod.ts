import type { KubeObject } from '../../objects.ts';

/** What the activities read of a pod. */
export interface Pod extends KubeObject {
  spec?: { containers?: { name: string }[]; volumes?: { name: string; emptyDir?: object }[] };
  status?: {
    phase?: string;
    conditions?: { type: string; status: string }[];
  };
}

/** A pod's phase; one without a status yet is pending. */
export function phaseOf(object: KubeObject): string {
  return (object as Pod).status?.phase ?? 'Pending';
}

/** Whether all containers of a pod have ended for good. */
export function hasEnded(object: KubeObject): boolean {
  return ['Succeeded', 'Failed'].includes(phaseOf(object));
}

/** The container that is meant when none is named: the annotated one, else the first, as kubectl. */
export function defaultContainer(object: KubeObject): string | undefined {
  const named = object.metadata.annotations?.['kubectl.kubernetes.io/default-container'];
  const containers = (object as Pod).spec?.containers ?? [];
  return containers.some(({ name }) => name === named) ? named : containers[0]?.name;
}

/** Whether a pod has a container of this name. */
export function hasContainer(object: KubeObject, name: string): boolean {
  return ((object as Pod).spec?.containers ?? []).some((container) => container.name === name);
}
