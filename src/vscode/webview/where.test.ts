import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialView } from '../../engine/reducer.ts';
import { whereOf } from './where.ts';

test('a run is where its cluster is, and where it did or saw something', () => {
  const view = initialView();
  assert.equal(whereOf(view), '');
  const server = 'https://10.0.0.1';
  view.clusters = [{ id: 'c', server, context: 'aks', complete: true }];
  assert.equal(whereOf(view), 'aks');
  view.observed = { 'Deployment/shop/back': [] };
  view.phases.method.rows.push({
    what: 'activity',
    id: 'a',
    pointer: '',
    name: 'a',
    kind: 'action',
    background: false,
    state: 'succeeded',
    startedAt: '',
    startedMono: 0,
    effects: [{ verb: 'deleted', kind: 'Pod', namespace: 'default', name: 'p' }],
  });
  assert.equal(whereOf(view), 'aks · default, shop');
});
