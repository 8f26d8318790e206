import type { JsonObject } from '../../experiment/json.ts';
import { statusOf } from '../errors.ts';
import type { Plan } from '../plan.ts';
import { fillName, namespaceOf, requiredText, text } from './arguments.ts';
import { applyRequests } from './deletion.ts';
import { createDeployment, deleteDeployment, scaleDeployment } from './deployment-actions.ts';
import { deletePods } from './pod-actions.ts';
import { deleteReplicaSet } from './replicaset-actions.ts';
import { deleteService } from './service-actions.ts';
import type { KubernetesAction } from './types.ts';
import { worstGrade } from './undo.ts';

/** `start_microservice` */
export const startMicroservice = createDeployment;

/** `remove_service_endpoint` */
export const removeServiceEndpoint = deleteService;

/** `scale_microservice` */
export const scaleMicroservice = scaleDeployment;

/**
 * `kill_microservice`: a deployment, a replica set and a pod. All are chosen before the first is
 * deleted; one that the garbage collector takes meanwhile counts as deleted.
 */
export const killMicroservice: KubernetesAction = {
  kind: 'action',
  async plan(args, reader, context) {
    const name = requiredText(args, 'name');
    const each: JsonObject = {
      name,
      ns: namespaceOf(args),
      label_selector: fillName(text(args, 'label_selector', 'name in ({name})'), name),
    };
    const plans: Plan[] = [];
    for (const part of [deleteDeployment, deleteReplicaSet, deletePods]) {
      plans.push(await part.plan(each, reader, context));
    }
    return {
      targets: plans.flatMap(({ targets }) => targets),
      requests: plans.flatMap(({ requests }) => requests),
      inverse: plans.flatMap(({ inverse }) => inverse),
      undo: worstGrade(plans.map(({ undo }) => undo)),
      warnings: plans.flatMap(({ warnings }) => warnings),
    };
  },
  async execute(plan, client, context) {
    const isGone = (error: unknown) => [404, 409].includes(statusOf(error) ?? 0);
    for (const kind of ['Deployment', 'ReplicaSet', 'Pod']) {
      const requests = plan.requests.filter(({ target }) => target.kind === kind);
      await applyRequests({ ...plan, requests }, 'deleted', client, context, isGone);
    }
    return null;
  },
};
