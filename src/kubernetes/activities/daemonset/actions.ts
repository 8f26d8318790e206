import { createFromFile } from '../common/creation.ts';
import { patchNamed } from '../common/patching.ts';
import { daemonSets } from '../common/resources.ts';
import { recreate } from '../common/undo.ts';
import { deleteWorkloads } from '../common/workload-deletion.ts';

const { kind } = daemonSets;

/** `create_daemon_set` */
export const createDaemonSet = createFromFile(daemonSets);

/** `delete_daemon_set` */
export const deleteDaemonSet = deleteWorkloads(daemonSets, (object) => {
  const args = { kind, name: object.metadata.name };
  return {
    object,
    inverse: recreate(daemonSets, object),
    undo: { grade: 'partial', reason: { code: 'kubernetes.undo-workload', args } },
  };
});

/** `update_daemon_set` */
export const updateDaemonSet = patchNamed(daemonSets, ({ metadata: { name } }) => ({
  grade: 'partial',
  reason: { code: 'kubernetes.undo-rollout', args: { name } },
}));
