import { controlledDeletion } from './deletion.ts';
import { replicaSets } from './resources.ts';
import { recreate } from './undo.ts';
import { deleteWorkloads } from './workload-deletion.ts';

/** `delete_replica_set` */
export const deleteReplicaSet = deleteWorkloads(replicaSets, (object) => {
  const args = { name: object.metadata.name };
  return (
    controlledDeletion(object) ?? {
      object,
      inverse: recreate(replicaSets, object),
      undo: { grade: 'partial', reason: { code: 'kubernetes.undo-replica-set', args } },
    }
  );
});
