import type { KubeObject } from '../../objects.ts';
import { controlledDeletion, type Deletion } from '../common/deletion.ts';
import { pods } from '../common/resources.ts';
import { recreatePod } from '../common/undo.ts';
import { hasEnded } from './pod.ts';

/**
 * How a pod comes back: by its controller, or, without one, created again without its data. One
 * that had ended does not: created again it would run once more.
 */
export function podDeletion(object: KubeObject): Deletion {
  const args = { name: object.metadata.name };
  return (
    controlledDeletion(object) ??
    (hasEnded(object)
      ? {
          object,
          inverse: undefined,
          undo: { grade: 'none', reason: { code: 'kubernetes.undo-ended-pod', args } },
        }
      : {
          object,
          inverse: recreatePod(pods, object),
          undo: { grade: 'partial', reason: { code: 'kubernetes.undo-bare-pod', args } },
        })
  );
}
