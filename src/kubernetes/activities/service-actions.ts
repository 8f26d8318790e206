import { HumanError } from '../../messages/error.ts';
import type { KubeObject } from '../objects.ts';
import { namespaceOf, requiredText } from './arguments.ts';
import { createFromFile } from './creation.ts';
import { applyRequests, planDeletions } from './deletion.ts';
import { objectPath, services } from './resources.ts';
import type { KubernetesAction } from './types.ts';
import { recreate } from './undo.ts';
import { gitOpsWarnings } from './warnings.ts';

interface Service extends KubeObject {
  spec?: { type?: string };
}

/** `create_service_endpoint` */
export const createServiceEndpoint = createFromFile(services);

/** `delete_service` */
export const deleteService: KubernetesAction = {
  kind: 'action',
  async plan(args, reader, context) {
    const name = requiredText(args, 'name');
    const namespace = namespaceOf(args);
    const found = await reader.get(objectPath(services, namespace, name), context.signal);
    if (found === undefined) {
      throw new HumanError('kubernetes.service-missing', { name, namespace });
    }
    const balanced = (found as Service).spec?.type === 'LoadBalancer';
    const deletion = {
      object: found,
      // Cluster IP and node ports are part of the specification, so they are asked for again.
      inverse: recreate(services, found),
      undo: balanced
        ? {
            grade: 'partial' as const,
            reason: { code: 'kubernetes.undo-load-balancer', args: { name } },
          }
        : {
            grade: 'partial' as const,
            reason: { code: 'kubernetes.undo-service', args: { name } },
          },
    };
    return planDeletions(services, [deletion], gitOpsWarnings([found]));
  },
  async execute(plan, client, context) {
    await applyRequests(plan, 'deleted', client, context);
    return null;
  },
};
