import type { JsonObject } from '../../experiment/json.ts';
import { HumanError } from '../../messages/error.ts';
import type { ApiRequest } from '../objects.ts';
import type { PlannedRequest, Reader, Target } from '../plan.ts';
import { namespaceOf, number, requiredText } from './arguments.ts';
import { createFromFile } from './creation.ts';
import { applyRequests } from './deletion.ts';
import { type Deployment, wantedReplicas } from './deployment.ts';
import { about, deployments, objectPath, targetOf } from './resources.ts';
import type { KubernetesAction, PlanContext } from './types.ts';
import { recreate } from './undo.ts';
import { autoscalerWarnings, gitOpsWarnings } from './warnings.ts';
import { deleteWorkloads } from './workload-deletion.ts';

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
export const scaleDeployment: KubernetesAction = {
  kind: 'action',
  async plan(args, reader, context) {
    const replicas = number(args, 'replicas');
    const deployment = await readDeployment(args, reader, context);
    const { name, namespace = 'default' } = deployment.metadata;
    const target = targetOf(deployments, deployment);
    const change = (to: number) => patch(target, { replicas: to });
    return {
      targets: [target],
      requests: [change(replicas)],
      inverse: [change(wantedReplicas(deployment))],
      undo: { grade: 'exact' },
      warnings: [
        ...gitOpsWarnings([deployment]),
        ...(await autoscalerWarnings(reader, namespace, 'Deployment', name, context.signal)),
      ],
    };
  },
  async execute(plan, client, context) {
    await applyRequests(plan, 'scaled', client, context);
    return null;
  },
};

/** `rollout_deployment` */
export const rolloutDeployment: KubernetesAction = {
  kind: 'action',
  async plan(args, reader, context) {
    const deployment = await readDeployment(args, reader, context);
    const target = targetOf(deployments, deployment);
    const former = deployment.spec?.template?.metadata?.annotations?.[restartedAt] ?? null;
    const change = (at: string | null) =>
      patch(target, { template: { metadata: { annotations: { [restartedAt]: at } } } });
    return {
      targets: [target],
      requests: [change(context.now().toISOString())],
      inverse: [change(former)],
      undo: {
        grade: 'partial',
        reason: { code: 'kubernetes.undo-rollout', args: { name: target.name } },
      },
      warnings: gitOpsWarnings([deployment]),
    };
  },
  async execute(plan, client, context) {
    await applyRequests(plan, 'patched', client, context);
    return null;
  },
};

/** Changes a deployment’s specification; the uid refuses a namesake created since. */
function patch(target: Target, spec: JsonObject): PlannedRequest {
  const request: ApiRequest = {
    method: 'PATCH',
    path: objectPath(deployments, target.namespace ?? 'default', target.name),
    contentType: 'application/strategic-merge-patch+json',
    body: { metadata: { uid: target.uid ?? null }, spec },
  };
  return { ...request, ...about(deployments, target, 'patch') };
}

async function readDeployment(
  args: JsonObject,
  reader: Reader,
  context: PlanContext,
): Promise<Deployment> {
  const name = requiredText(args, 'name');
  const namespace = namespaceOf(args);
  const found = await reader.get(objectPath(deployments, namespace, name), context.signal);
  if (found === undefined) {
    throw new HumanError('kubernetes.deployment-missing', { name, namespace });
  }
  return found;
}
