import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activityAt, activityLines, findAgain } from './activity-lines.ts';

const text = `title: t
description: d
steady-state-hypothesis:
  title: h
  probes:
    - type: probe
      name: asks
      tolerance: 200
      provider: {type: http, url: "http://x"}
method:
  - type: action
    name: deletes
    provider:
      type: python
      module: chaosk8s.deployment.actions
      func: delete_deployment
  - type: action
    name: runs
    provider: {type: process, path: node}
  - ref: deletes
`;
const lines = activityLines(text, 'yaml');

test('every activity has a line, and those that change a cluster are known', () => {
  assert.deepEqual(
    lines.map(({ pointer, name, line, changesCluster }) => [pointer, name, line, changesCluster]),
    [
      ['/steady-state-hypothesis/probes/0', 'asks', 5, false],
      ['/method/0', 'deletes', 10, true],
      ['/method/1', 'runs', 16, false],
      ['/method/2', 'deletes', 19, false],
    ],
  );
});

test('the activity around a line is found', () => {
  assert.equal(activityAt(lines, 13)?.name, 'deletes');
  assert.equal(activityAt(lines, 0), undefined);
});

test('an activity that has moved is found by its name, and never another in its place', () => {
  assert.equal(findAgain(lines, { pointer: '/method/0', name: 'runs' })?.pointer, '/method/1');
  assert.equal(findAgain(lines, { pointer: '/method/2', name: 'deletes' })?.pointer, '/method/2');
  assert.equal(findAgain(lines, { pointer: '/method/5', name: 'deletes' }), undefined);
  assert.equal(findAgain(lines, { pointer: '/method/0', name: 'gone' }), undefined);
  assert.equal(findAgain(lines, { pointer: '/method/9', name: '' }), undefined);
});
