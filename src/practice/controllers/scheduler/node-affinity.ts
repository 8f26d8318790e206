import type { Json } from '../../../experiment/json.ts';
import { type KubeObject, listAt, numberAt, objectAt, textAt, valueAt } from '../../api/objects.ts';

/** Whether a pod's node selector and required node affinity choose a node. */
export function choosesNode(pod: KubeObject, node: KubeObject): boolean {
  const { labels = {} } = node.metadata;
  const selector = Object.entries(objectAt(pod, 'spec', 'nodeSelector'));
  const required = valueAt(pod, 'spec', ...requiredPath, 'nodeSelectorTerms');
  return (
    selector.every(([key, value]) => labels[key] === value) &&
    (!Array.isArray(required) || required.some((term) => matchesTerm(term, node)))
  );
}

/** How much a pod would like to be on a node. */
export function preferenceFor(pod: KubeObject, node: KubeObject): number {
  const path = ['affinity', 'nodeAffinity', 'preferredDuringSchedulingIgnoredDuringExecution'];
  return listAt(pod, 'spec', ...path)
    .filter((one) => matchesTerm(objectAt(one, 'preference'), node))
    .reduce<number>((total, one) => total + numberAt(one, 'weight'), 0);
}

const requiredPath = ['affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'];

/** A term without requirements chooses nothing. */
function matchesTerm(term: Json, node: KubeObject): boolean {
  const expressions = listAt(term, 'matchExpressions');
  const fields = listAt(term, 'matchFields');
  return (
    expressions.length + fields.length > 0 &&
    expressions.every((one) => matches(one, node.metadata.labels?.[textAt(one, 'key')])) &&
    fields.every(
      (one) => textAt(one, 'key') === 'metadata.name' && matches(one, node.metadata.name),
    )
  );
}

function matches(expression: Json, value: string | undefined): boolean {
  const values = listAt(expression, 'values').map(String);
  switch (textAt(expression, 'operator')) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return value !== undefined && Number(value) > Number(values[0]);
    case 'Lt':
      return value !== undefined && Number(value) < Number(values[0]);
    default:
      return false;
  }
}
