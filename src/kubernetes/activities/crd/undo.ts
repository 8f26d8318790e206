import type { KubeObject } from '../../objects.ts';
import type { UndoGrade } from '../../plan.ts';

/** How far a deletion can be taken back by creating the object again. */
export function undoOfDeletion(object: KubeObject): UndoGrade {
  const { metadata, kind = '', status } = object;
  const args = { kind, name: metadata.name };
  const partial = (code: string): UndoGrade => ({
    grade: 'partial',
    reason: { code, args },
  });
  if (metadata.deletionTimestamp !== undefined) {
    return undoOfEnding(object);
  }
  if (kind === 'CustomResourceDefinition') {
    return partial('kubernetes.undo-definition');
  }
  if (metadata.finalizers?.length) {
    return partial('kubernetes.undo-finalizers');
  }
  if (metadata.ownerReferences?.length) {
    return partial('kubernetes.undo-owners');
  }
  return partial(status === undefined ? 'kubernetes.undo-uid' : 'kubernetes.undo-status');
}

/** An object that somebody has deleted already goes, whatever is done to it. */
function undoOfEnding({ kind = '', metadata: { name } }: KubeObject): UndoGrade {
  return { grade: 'none', reason: { code: 'kubernetes.undo-ending', args: { kind, name } } };
}

/** How far a change of an object can be taken back. */
export function undoOfChange(object: KubeObject): UndoGrade {
  return object.metadata.deletionTimestamp === undefined
    ? { grade: 'exact' }
    : undoOfEnding(object);
}
