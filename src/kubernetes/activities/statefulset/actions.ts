import type { KubeObject } from '../../objects.ts';
import type { UndoGrade } from '../../plan.ts';
import { createFromFile } from '../common/creation.ts';
import { statefulSets } from '../common/resources.ts';
import { scaleWorkload, wantedReplicas } from '../common/scaling.ts';
import { recreate } from '../common/undo.ts';
import { deleteWorkloads } from '../common/workload-deletion.ts';

interface StatefulSet extends KubeObject {
  spec?: {
    replicas?: number;
    persistentVolumeClaimRetentionPolicy?: { whenDeleted?: string; whenScaled?: string };
  };
}

/** `create_statefulset` */
export const createStatefulSet = createFromFile(statefulSets);

/** `scale_statefulset` */
export const scaleStatefulSet = scaleWorkload(statefulSets, (object, replicas) =>
  replicas < wantedReplicas(object) && retention(object)?.whenScaled === 'Delete'
    ? lostVolumes(object)
    : { grade: 'exact' },
);

/** `remove_statefulset` */
export const removeStatefulSet = deleteWorkloads(statefulSets, (object) => ({
  object,
  inverse: recreate(statefulSets, object),
  undo:
    retention(object)?.whenDeleted === 'Delete'
      ? lostVolumes(object)
      : {
          grade: 'partial',
          reason: { code: 'kubernetes.undo-workload', args: factsOf(object) },
        },
}));

function retention(object: KubeObject) {
  return (object as StatefulSet).spec?.persistentVolumeClaimRetentionPolicy;
}

function lostVolumes(object: KubeObject): UndoGrade {
  return {
    grade: 'partial',
    reason: { code: 'kubernetes.undo-volumes', args: factsOf(object) },
  };
}

function factsOf({ metadata: { name } }: KubeObject) {
  return { kind: statefulSets.kind, name };
}
