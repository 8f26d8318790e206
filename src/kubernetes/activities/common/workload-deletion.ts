import { unscoped } from '../pod/selection.ts';
import type { KubernetesAction } from '../types.ts';
import { namespaceOf, optionalText } from './arguments.ts';
import { applyChanges, type Deletion, planDeletions } from './deletion.ts';
import { collectionPath, type Resource, toList } from './resources.ts';
import { gitOpsWarnings } from './warnings.ts';

/**
 * An action that deletes workloads by exact name or, when no name is given, by label. It gives
 * nothing.
 */
export function deleteWorkloads(
  resource: Resource,
  deletion: (object: Deletion['object']) => Deletion,
): KubernetesAction {
  return {
    kind: 'action',
    access: (args) => [toList(resource, namespaceOf(args))],
    unscoped: (args) => !optionalText(args, 'name') && !optionalText(args, 'label_selector'),
    async plan(args, reader, context) {
      const namespace = namespaceOf(args);
      const name = optionalText(args, 'name');
      const labelSelector = optionalText(args, 'label_selector');
      if (!name && !labelSelector && !context.allowUnscoped) {
        throw unscoped(resource.plural, namespace);
      }
      const { items } = await reader.list(
        collectionPath(resource, namespace),
        name
          ? { fieldSelector: `metadata.name=${name}` }
          : { labelSelector: labelSelector || undefined },
        context.signal,
      );
      return planDeletions(resource, items.map(deletion), gitOpsWarnings(items));
    },
    async execute(plan, client, context) {
      await applyChanges(plan.changes, 'deleted', client, context);
      return null;
    },
  };
}
