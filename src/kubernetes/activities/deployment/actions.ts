import { createFromFile } from '../common/creation.ts';
import { applyChanges } from '../common/deletion.ts';
import { namedBy, readNamed, toReadNamed } from '../common/named.ts';
import { deployments } from '../common/resources.ts';
import { patchSpec, scaleWorkload } from '../common/scaling.ts';
import { recreate } from '../common/undo.ts';
import { gitOpsWarnings } from '../common/warnings.ts';
import { deleteWorkloads } from '../common/workload-deletion.ts';
import type { KubernetesAction } from '../types.ts';
import type { Deployment } from './deployment.ts';

/** Annotation by which kubectl restarts a workload's pods. */
const restartedAt = 'kubectl.kubernetes.io/restartedAt';

/** `create_deployment` */
export const createDeployment = createFromFile(deployments);

/** `delete_deployment` */
export const deleteDeployment = deleteWorkloads(deployments, (object) => ({
  object,
  inverse: recreate(deployments, object),
  undo: {
    grade: 'partial',
    reason: { code: 'kubernetes.undo-deployment', args: { name: object.metadata.name } },
  },
}));

/** `scale_deployment` */
export const scaleDeployment = scaleWorkload(deployments, () => ({ grade: 'exact' }));

/** `rollout_deployment` */
export const rolloutDeployment: KubernetesAction = {
  kind: 'action',
  access: (args) => [toReadNamed(namedBy(deployments, args))],
  async plan(args, reader, context) {
    const wanted = namedBy(deployments, args);
    const deployment: Deployment = await readNamed(wanted, reader, context);
    const former = deployment.spec?.template?.metadata?.annotations?.[restartedAt] ?? null;
    const change = (at: string | null) =>
      patchSpec(deployments, deployment, {
        template: { metadata: { annotations: { [restartedAt]: at } } },
      });
    return {
      changes: [
        {
          request: change(context.now().toISOString()),
          inverse: [change(former)],
          undo: {
            grade: 'partial',
            reason: { code: 'kubernetes.undo-rollout', args: { name: wanted.name } },
          },
        },
      ],
      warnings: gitOpsWarnings([deployment]),
    };
  },
  async execute(plan, client, context) {
    await applyChanges(plan.changes, 'patched', client, context);
    return null;
  },
};
