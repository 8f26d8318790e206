import { controlledDeletion } from '../common/deletion.ts';
import { replicaSets } from '../common/resources.ts';
import { recreate } from '../common/undo.ts';
import { deleteWorkloads } from '../common/workload-deletion.ts';

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
