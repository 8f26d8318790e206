import type { JsonObject } from '../../../experiment/json.ts';
import { HumanError } from '../../../messages/error.ts';
import { optionalText, requiredText } from '../common/arguments.ts';
import { creation, readObject } from '../common/creation.ts';
import { applyChanges } from '../common/deletion.ts';
import { deleteNamed } from '../common/named.ts';
import { namespaces } from '../common/resources.ts';
import type { KubernetesAction, PlanContext } from '../types.ts';

/** `create_namespace`: of a file, else of a name. */
export const createNamespace: KubernetesAction = {
  kind: 'action',
  access: () => [],
  async plan(args, _reader, context) {
    const change = creation(namespaces, undefined, await manifestOf(args, context), context);
    const { name } = change.request.target;
    const undo = {
      grade: 'partial' as const,
      reason: { code: 'kubernetes.undo-new-namespace', args: { name } },
    };
    return { changes: [{ ...change, undo }], warnings: [] };
  },
  async execute(plan, client, context) {
    await applyChanges(plan.changes, 'created', client, context);
    return null;
  },
};

async function manifestOf(args: JsonObject, context: PlanContext): Promise<JsonObject> {
  const path = optionalText(args, 'spec_path');
  if (path) {
    return readObject(path, context);
  }
  const name = optionalText(args, 'name');
  if (!name) {
    throw new HumanError('kubernetes.namespace-unnamed');
  }
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

/** `delete_namespace` */
export const deleteNamespace = deleteNamed(
  (args) => ({ resource: namespaces, namespace: undefined, name: requiredText(args, 'name') }),
  (object) => ({
    object,
    inverse: undefined,
    undo: {
      grade: 'none',
      reason: { code: 'kubernetes.undo-namespace', args: { name: object.metadata.name } },
    },
  }),
);
