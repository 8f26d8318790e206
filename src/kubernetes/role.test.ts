import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Access } from './plan.ts';
import { rolesFor } from './role.ts';

const node: Access = { verb: 'delete', group: '', resource: 'nodes', name: 'a' };

test('a role names an object that is meant the next time too', () => {
  const rule = { apiGroups: [''], resources: ['nodes'], verbs: ['delete'] };
  assert.deepEqual(rolesFor([node]), [{ rules: [{ ...rule, resourceNames: ['a'] }] }]);
  assert.deepEqual(rolesFor([{ ...node, drawn: true }]), [{ rules: [rule] }]);
});
