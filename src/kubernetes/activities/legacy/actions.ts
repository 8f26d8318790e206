import type { JsonObject } from '../../../experiment/json.ts';
import { statusOf } from '../../errors.ts';
import type { Plan } from '../../plan.ts';
import { fillName, namespaceOf, requiredText, text } from '../common/arguments.ts';
import { applyChanges } from '../common/deletion.ts';
import { createDeployment, deleteDeployment, scaleDeployment } from '../deployment/actions.ts';
import { deletePods } from '../pod/actions.ts';
import { deleteReplicaSet } from '../replicaset/actions.ts';
import { deleteService } from '../service/actions.ts';
import type { KubernetesAction } from '../types.ts';

/** `start_microservice` */
export const startMicroservice = createDeployment;

/** `remove_service_endpoint` */
export const removeServiceEndpoint = deleteService;

/** `scale_microservice` */
export const scaleMicroservice = scaleDeployment;

const parts = [deleteDeployment, deleteReplicaSet, deletePods];

/** The arguments that each part of `kill_microservice` gets. */
function eachPart(args: JsonObject): JsonObject {
  const name = requiredText(args, 'name');
  return {
    name,
    ns: namespaceOf(args),
    label_selector: fillName(text(args, 'label_selector', 'name in ({name})'), name),
  };
}

/**
 * `kill_microservice`: a deployment, a replica set and a pod. All are chosen before the first is
 * deleted; one that the garbage collector takes meanwhile counts as deleted.
 */
export const killMicroservice: KubernetesAction = {
  kind: 'action',
  access: (args) => parts.flatMap((part) => part.access(eachPart(args))),
  async plan(args, reader, context) {
    const each = eachPart(args);
    const plans: Plan[] = [];
    for (const part of parts) {
      plans.push(await part.plan(each, reader, context));
    }
    return {
      changes: plans.flatMap(({ changes }) => changes),
      warnings: plans.flatMap(({ warnings }) => warnings),
    };
  },
  async execute(plan, client, context) {
    const isGone = (error: unknown) => [404, 409].includes(statusOf(error) ?? 0);
    for (const kind of ['Deployment', 'ReplicaSet', 'Pod']) {
      const changes = plan.changes.filter(({ request }) => request.target.kind === kind);
      await applyChanges(changes, 'deleted', client, context, isGone);
    }
    return null;
  },
};
