import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../json.ts';
import { parseExperiment } from '../parse.ts';
import { hintsOf } from './hints.ts';
import { world } from './testing.ts';
import { toleranceWords } from './tolerance-words.ts';

const words = (tolerance: Json, type?: string) =>
  toleranceWords(tolerance, type === undefined ? undefined : { type }, world.say);

test('tolerances are said in words, by what their probe answers', () => {
  assert.equal(words(200, 'http'), 'HTTP 200');
  assert.equal(words([200, 299], 'http'), 'HTTP 200 or 299');
  assert.equal(words(0, 'process'), 'exit status 0');
  assert.equal(words([2, 5], 'python'), 'between 2 and 5');
  assert.equal(words([1, 2, 3], 'python'), 'one of 1, 2, 3');
  assert.equal(words('ok', 'python'), 'equals “ok”');
  assert.equal(words({ type: 'range', range: [1, 3] }), 'the answer between 1 and 3');
  assert.equal(words({ type: 'regex', target: 'body', pattern: '^a' }), 'body matches /^a/');
  assert.equal(
    words({ type: 'jsonpath', path: '$.a', expect: 'b', target: 'body' }),
    '$.a finds “b” in body',
  );
  assert.equal(words({ type: 'jsonpath', path: '$.a', count: 2 }), '$.a finds 2 in the answer');
  assert.equal(words({ type: 'probe', name: 'judge' }), 'judged by “judge”');
  assert.equal(words({ type: 'unknown' }), undefined);
});

function hints(text: string, format: 'json' | 'yaml' = 'yaml', environment = {}): string[] {
  return hintsOf(parseExperiment(text, format), { ...world, environment }).map(
    ({ position: { line, character }, text: hint }) => `${line}:${character} ${hint}`,
  );
}

test('a tolerance is explained behind it, behind the first line where it has several', () => {
  assert.deepEqual(
    hints(
      'steady-state-hypothesis:\n  probes:\n    - tolerance: [2, 5]\n      provider: {type: python}\n    - tolerance:\n        type: regex\n        pattern: ok\n    - tolerance: true',
    ),
    ['2:23 between 2 and 5', '4:16 the answer matches /ok/'],
  );
  assert.deepEqual(
    hints(
      '{"steady-state-hypothesis": {"probes": [\n{"tolerance": {\n"type": "range", "range": [1, 2]}}]}}',
      'json',
    ),
    ['1:15 the answer between 1 and 2'],
  );
});

test('elsewhere a tolerance is not looked at, and so not explained', () => {
  assert.deepEqual(hints('method:\n  - tolerance: [2, 5]'), []);
});

const pauses = (...lists: string[]) => `configuration:
  wait: 30
  text: {type: env, key: WAIT, default: "7"}
  found: {type: probe}
steady-state-hypothesis:
  probes:
    - name: slow
      pauses: {before: 2}
method:
${lists.map((list) => `  - ${list}`).join('\n')}`;

test('pauses of the method add up, with those of what is referred to, without what runs beside', () => {
  const sum = hints(
    pauses(
      'pauses: {before: 1, after: 0.5}',
      'ref: slow',
      'pauses: {after: "${wait}"}',
      'pauses: {after: "${text}"}',
      '{background: true, pauses: {after: 100}}',
    ),
  );
  assert.deepEqual(sum, ['8:7 pauses: 40.5 s']);
  assert.deepEqual(hints(pauses('pauses: {after: 90}')), ['8:7 pauses: 1 min 30 s']);
  assert.deepEqual(hints(pauses('pauses: {after: 120}')), ['8:7 pauses: 2 min']);
  assert.deepEqual(hints(pauses('pauses: {after: "${text}"}'), 'yaml', { WAIT: '9' }), [
    '8:7 pauses: 9 s',
  ]);
});

test('a pause that is known only during the run makes the sum the least', () => {
  assert.deepEqual(hints(pauses('pauses: {before: 3, after: "${found}"}')), [
    '8:7 pauses: at least 3 s',
  ]);
  assert.deepEqual(hints(pauses('name: a')), []);
});
