import { replicaSets } from './resources.ts';
import { recreate } from './undo.ts';
import { deleteWorkloads } from './workload-deletion.ts';

/** `delete_replica_set` */
export const deleteReplicaSet = deleteWorkloads(replicaSets, (object) => {
  const owner = object.metadata.ownerReferences?.[0];
  if (owner) {
    const args = { kind: owner.kind, name: owner.name };
    return {
      object,
      inverse: undefined,
      undo: { grade: 'exact', reason: { code: 'kubernetes.undo-controller', args } },
    };
  }
  const args = { name: object.metadata.name };
  return {
    object,
    inverse: recreate(replicaSets, object),
    undo: { grade: 'partial', reason: { code: 'kubernetes.undo-replica-set', args } },
  };
});
