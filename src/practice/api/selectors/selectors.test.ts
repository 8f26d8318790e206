import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../../experiment/json.ts';
import type { KubeObject } from '../objects.ts';
import { fieldSelector } from './fields.ts';
import { labelSelector, objectSelector, selectorText } from './labels.ts';

const chosen = (text: string, labels: Record<string, string>) => labelSelector(text)(labels);

test('a label selector chooses as Kubernetes does', () => {
  const labels = { app: 'web', tier: 'front', empty: '', n: '3' };
  const cases: [string, boolean][] = [
    ['', true],
    ['app=web', true],
    ['app == web , tier=front', true],
    ['app!=web', false],
    ['none!=web', true],
    ['app in (web, api)', true],
    ['app notin (web)', false],
    ['none notin (web)', true],
    ['tier', true],
    ['!tier', false],
    ['!none', true],
    ['empty=', true],
    ['n>2', true],
    ['n<2', false],
  ];
  for (const [text, expected] of cases) {
    assert.equal(chosen(text, labels), expected, text);
  }
});

test('a label selector that cannot be read is a bad request', () => {
  for (const text of ['a==,', 'a in b', 'a in (b', '=b', 'a b', 'a=b;c']) {
    assert.throws(() => labelSelector(text), { code: 400, reason: 'BadRequest' }, text);
  }
});

test("an object's selector joins labels and expressions, and has a text", () => {
  const selector: JsonObject = {
    matchLabels: { app: 'web' },
    matchExpressions: [
      { key: 'tier', operator: 'In', values: ['b', 'a'] },
      { key: 'old', operator: 'DoesNotExist' },
    ],
  };
  const choose = objectSelector(selector);
  assert.equal(choose({ app: 'web', tier: 'a' }), true);
  assert.equal(choose({ app: 'web', tier: 'a', old: 'x' }), false);
  assert.equal(choose({ app: 'web' }), false);
  assert.equal(selectorText(selector), 'app=web,tier in (a,b),!old');
});

test('a field selector reads the fields a kind offers, and no others', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', uid: '', resourceVersion: '', creationTimestamp: '' },
    spec: { nodeName: 'n1' },
  } satisfies KubeObject;
  assert.equal(fieldSelector('metadata.name=a')(pod), true);
  assert.equal(fieldSelector('spec.nodeName!=n1', ['spec.nodeName'])(pod), false);
  assert.equal(fieldSelector('status.phase=', ['status.phase'])(pod), true);
  assert.throws(() => fieldSelector('spec.foo=1', ['spec.nodeName']), {
    message: 'field label not supported: spec.foo',
  });
  assert.throws(() => fieldSelector('data.foo=1'), { code: 400 });
});
