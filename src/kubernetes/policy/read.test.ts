import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPolicy, readPolicySettings } from './read.ts';

const file = '/home/ann/policy.json';

test('a policy is read with the place of each rule', () => {
  const text = `{
  // What the team agreed on.
  "deniedNamespaces": ["prod-*", "!prod-sandbox"],
  "maxTargets": "50%",
  "readOnlyClusters": ["aks-*"],
  "pinnedCluster": "kind-*",
}`;
  assert.deepEqual(readPolicy(text, file, 'user'), {
    level: 'user',
    deniedNamespaces: [
      { value: 'prod-*', place: `${file}:3:24` },
      { value: '!prod-sandbox', place: `${file}:3:34` },
    ],
    maxTargets: { value: { percent: 50 }, place: `${file}:4:17` },
    readOnlyClusters: [{ value: 'aks-*', place: `${file}:5:24` }],
    pinnedCluster: { value: 'kind-*', place: `${file}:6:20` },
  });
  const empty = { level: 'workspace', deniedNamespaces: [], readOnlyClusters: [] };
  assert.deepEqual(readPolicy('{}', file, 'workspace'), empty);
});

test('one that is not understood is refused with its place, never ignored', () => {
  const cases: [string, string, RegExp][] = [
    ['', 'whole', /policy\.json:1:1: a policy is an object/],
    ['[]', 'whole', /policy\.json:1:1: /],
    ['{\n "maxTargets": 5', 'syntax', /policy\.json:2:17: .*not well formed/],
    ['{"maxTargets": 1, "maxTargets": 2}', 'syntax', /policy\.json:1:19: .*“maxTargets”/],
    ['{\n  "deniedNamespace": []}', 'near', /policy\.json:2:3: .*mean “deniedNamespaces”\?/],
    ['{"x": 1}', 'unknown', /policy\.json:1:2: .*knows deniedNamespaces, maxTargets/],
    ['{"deniedNamespaces": "a"}', 'namespaces', /policy\.json:1:22: /],
    ['{"deniedNamespaces": ["a", "Prod"]}', 'namespaces', /policy\.json:1:28: /],
    ['{"maxTargets": "101%"}', 'most', /policy\.json:1:16: /],
    ['{"maxTargets": 1.5}', 'most', /policy\.json:1:16: /],
    ['{"maxTargets": -1}', 'most', /policy\.json:1:16: /],
    ['{"readOnlyClusters": [""]}', 'clusters', /policy\.json:1:23: /],
    ['{"pinnedCluster": ["a"]}', 'pin', /policy\.json:1:19: /],
    ['{"$schema": 1}', 'schema', /policy\.json:1:13: /],
  ];
  for (const [text, code, message] of cases) {
    assert.throws(() => readPolicy(text, file, 'user'), {
      code: `policy.file-${code}`,
      message,
    });
  }
});

test('settings make a policy too, and are judged as strictly', () => {
  const policy = readPolicySettings({ maxTargets: 3, deniedNamespaces: ['a'] }, 'workspace');
  const place = (name: string) => `chaosWorkbench.policy.${name} (workspace settings)`;
  assert.deepEqual(policy.maxTargets, { value: { count: 3 }, place: place('maxTargets') });
  assert.deepEqual(policy.deniedNamespaces, [{ value: 'a', place: place('deniedNamespaces.0') }]);
  assert.throws(() => readPolicySettings({ maxTargets: 'many' }, 'user'), {
    code: 'policy.file-most',
    message: /^chaosWorkbench\.policy\.maxTargets \(user settings\): /,
  });
});
