import { isObject, type JsonObject } from '../../../experiment/json.ts';
import { HumanError } from '../../../messages/error.ts';
import { creation } from '../common/creation.ts';
import { effectOf, mutate } from '../common/recorder.ts';
import { nodes } from '../common/resources.ts';
import type { KubernetesAction } from '../types.ts';

/** Fields of a node's metadata that a person may set. */
const metadataFields = [
  'annotations',
  'finalizers',
  'generateName',
  'labels',
  'name',
  'ownerReferences',
];

/** Fields of a node's specification. */
const specFields = [
  'configSource',
  'externalID',
  'podCIDR',
  'podCIDRs',
  'providerID',
  'taints',
  'unschedulable',
];

/** `create_node`: gives the node as the API server has it. */
export const createNode: KubernetesAction = {
  kind: 'action',
  access: () => [],
  async plan(args, _reader, context) {
    const manifest = {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: fields(args, 'meta', metadataFields),
      spec: fields(args, 'spec', specFields),
    };
    return { changes: [creation(nodes, undefined, manifest, context)], warnings: [] };
  },
  async execute(plan, client, context) {
    const [change] = plan.changes;
    if (change === undefined) {
      return null;
    }
    const created = await mutate(client, change, context.recorder, context.signal);
    context.effects([effectOf(change.request, 'created')]);
    return created;
  },
};

/**
 * An argument's fields by their names in the API, which the original also takes as Python writes
 * them (`pod_cidr`). One that is not known is refused, as there: the API server would ignore it.
 */
function fields(args: JsonObject, argument: string, known: readonly string[]): JsonObject {
  const value = args[argument] ?? {};
  if (!isObject(value)) {
    const found = JSON.stringify(value).slice(0, 60);
    throw new HumanError('kubernetes.argument-type', { name: argument, wanted: 'object', found });
  }
  const plain = (name: string) => name.replaceAll('_', '').toLowerCase();
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      const found = known.find((each) => each === name || plain(each) === plain(name));
      if (found === undefined) {
        const names = known.join(', ');
        throw new HumanError('kubernetes.node-field', { argument, name, known: names });
      }
      return [found, field];
    }),
  );
}
