import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deleteRequest } from './activities/common/deletion.ts';
import { pods } from './activities/common/resources.ts';
import { accessOf, type UndoGrade, undoOf } from './plan.ts';
import { object } from './testing/fake-cluster.ts';

const planned = (undo: UndoGrade[]) => ({
  changes: undo.map((grade) => ({
    request: deleteRequest(pods, object('web')),
    inverse: [],
    undo: grade,
  })),
  warnings: [],
});

test('the worst grade counts, with its reason', () => {
  const reason = { code: 'kubernetes.undo-exec' };
  assert.deepEqual(undoOf(planned([])), { grade: 'exact' });
  assert.deepEqual(undoOf(planned([{ grade: 'exact', reason }])), { grade: 'exact', reason });
  assert.deepEqual(
    undoOf(planned([{ grade: 'exact' }, { grade: 'none', reason }, { grade: 'partial' }])),
    { grade: 'none', reason },
  );
});

test('access names the object, but not that of a creation, and exec asks for both its verbs', () => {
  const request = deleteRequest(pods, object('web'));
  const where = { group: '', resource: 'pods', namespace: 'default' };
  assert.deepEqual(accessOf(request), [{ verb: 'delete', ...where, name: 'web' }]);
  assert.deepEqual(accessOf({ ...request, verb: 'create' }), [{ verb: 'create', ...where }]);
  const exec = { ...request, verb: 'create', subresource: 'exec' };
  assert.deepEqual(accessOf(exec), [
    { verb: 'create', ...where, subresource: 'exec', name: 'web' },
    { verb: 'get', ...where, subresource: 'exec', name: 'web' },
  ]);
});
