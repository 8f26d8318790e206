import type { JsonObject } from '../../../experiment/json.ts';
import type { Message } from '../../../messages/types.ts';
import type { Change } from '../../plan.ts';
import { namespaceOf, optionalText, requiredText } from '../common/arguments.ts';
import { createCustomObject, deleteCustomObject } from '../crd/actions.ts';
import { getCustomObject, listCustomObjects } from '../crd/probes.ts';
import { unscoped } from '../pod/selection.ts';
import type { KubernetesAction, KubernetesProbe } from '../types.ts';
import { faultUnscoped } from './selection.ts';

/** What the activities of one kind of fault have in common. */
export interface Fault {
  readonly kind: string;
  readonly plural: string;
}

const api = { group: 'chaos-mesh.org', version: 'v1alpha1' };

/** What the custom object's activities are to be called with. */
const custom = ({ plural }: Fault, args: JsonObject): JsonObject => ({ ...args, ...api, plural });

/**
 * An action that creates a fault; Chaos Mesh injects it, and takes it back when the object goes.
 * @param specOf the fault's specification but for the pods it hits
 */
export function createFault(
  fault: Fault,
  specOf: (args: JsonObject) => JsonObject,
  warningsOf: (args: JsonObject) => Message[] = () => [],
): KubernetesAction {
  return {
    ...createCustomObject,
    unscoped: faultUnscoped,
    async plan(args, reader, context) {
      if (faultUnscoped(args) && !context.allowUnscoped) {
        throw unscoped('pods', namespaceOf(args));
      }
      const resource = {
        apiVersion: `${api.group}/${api.version}`,
        kind: fault.kind,
        metadata: { name: requiredText(args, 'name') },
        spec: specOf(args),
      };
      const whole = custom(fault, { ns: namespaceOf(args), resource });
      const plan = await createCustomObject.plan(whole, reader, context);
      return { ...plan, warnings: [...plan.warnings, ...warningsOf(args)] };
    },
  };
}

/** An action that deletes a fault, so that Chaos Mesh takes it back. */
export function deleteFault(fault: Fault): KubernetesAction {
  return {
    ...deleteCustomObject,
    access: (args) => deleteCustomObject.access(custom(fault, args)),
    async plan(args, reader, context) {
      const plan = await deleteCustomObject.plan(custom(fault, args), reader, context);
      return { ...plan, changes: plan.changes.map(beginsAnew) };
    },
  };
}

/** What a fault loses when it is created again, whatever its object loses. */
function beginsAnew(change: Change): Change {
  const reason = { code: 'kubernetes.undo-fault', args: { name: change.request.target.name } };
  return change.undo.grade === 'none' ? change : { ...change, undo: { grade: 'partial', reason } };
}

/** A probe that reads a fault. */
export function getFault(fault: Fault): KubernetesProbe {
  return {
    kind: 'probe',
    access: (args) => getCustomObject.access(custom(fault, args)),
    run: (args, client, context) => getCustomObject.run(custom(fault, args), client, context),
  };
}

/** A probe that lists faults. */
export function listFaults(fault: Fault): KubernetesProbe {
  return {
    kind: 'probe',
    access: (args) => listCustomObjects.access(custom(fault, args)),
    run: (args, client, context) => listCustomObjects.run(custom(fault, args), client, context),
  };
}

/** The arguments of these names that say something, as text; Chaos Mesh takes no numbers there. */
export function texts(args: JsonObject, names: readonly string[]): JsonObject {
  const given = names.map((name) => [name, optionalText(args, name)] as const);
  return Object.fromEntries(given.flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
