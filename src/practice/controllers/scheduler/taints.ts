import type { Json } from '../../../experiment/json.ts';
import { type KubeObject, listAt, textAt, valueAt } from '../../api/objects.ts';

/** Taints of a node with one of some effects. */
export function taintsOf(node: KubeObject, effects: readonly string[]): Json[] {
  return listAt(node, 'spec', 'taints').filter((taint) =>
    effects.includes(textAt(taint, 'effect')),
  );
}

/** The toleration of a pod that holds for a taint. */
export function tolerationOf(pod: KubeObject, taint: Json): Json | undefined {
  return listAt(pod, 'spec', 'tolerations').find((one) => tolerates(one, taint));
}

function tolerates(toleration: Json, taint: Json): boolean {
  const effect = textAt(toleration, 'effect');
  const key = textAt(toleration, 'key');
  const operator = textAt(toleration, 'operator');
  if (effect !== '' && effect !== textAt(taint, 'effect')) {
    return false;
  }
  if (key !== '' && key !== textAt(taint, 'key')) {
    return false;
  }
  return operator === 'Exists' || (key !== '' && equalValues(toleration, taint));
}

const equalValues = (toleration: Json, taint: Json) =>
  (valueAt(toleration, 'value') ?? '') === (valueAt(taint, 'value') ?? '');
