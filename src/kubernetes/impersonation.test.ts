import assert from 'node:assert/strict';
import { test } from 'node:test';
import { impersonation } from './impersonation.ts';

test('acting as somebody else says who, with groups and whatever else belongs to them', () => {
  const headers = impersonation({
    as: 'ann',
    'as-uid': '7',
    'as-groups': ['dev', 'ops'],
    'as-user-extra': { 'Example.com/Scope': ['a', 'b'] },
  });
  assert.deepEqual(headers, {
    'Impersonate-User': 'ann',
    'Impersonate-Uid': '7',
    'Impersonate-Group': ['dev', 'ops'],
    'Impersonate-Extra-example.com%2Fscope': ['a', 'b'],
  });
  assert.deepEqual(impersonation({ token: 't' }), {});
  assert.deepEqual(impersonation(undefined), {});
});
