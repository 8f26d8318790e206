import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberIn, withValue } from './series.ts';
import type { ActivityRow, RunView } from './view.ts';

const probe = (startedMono: number, output: ActivityRow['output']): ActivityRow => ({
  what: 'activity',
  id: `p${startedMono}`,
  pointer: '',
  name: 'rate',
  kind: 'probe',
  background: false,
  state: 'succeeded',
  startedAt: '',
  startedMono,
  duration: 0.5,
  effects: [],
  ...(output !== undefined && { output }),
});

test('a number is a number, a text that is one, or one that a process printed', () => {
  assert.equal(numberIn(3.5), 3.5);
  assert.equal(numberIn(' -12.5e1\n'), -125);
  assert.equal(numberIn({ status: 0, stdout: '7\n', stderr: '' }), 7);
  for (const none of [undefined, null, true, '', '3 pods', [1], { status: 200, body: '1' }]) {
    assert.equal(numberIn(none), undefined, JSON.stringify(none));
  }
  assert.equal(numberIn(Number.POSITIVE_INFINITY), undefined);
});

test('values are kept at the time they were known, of probes only', () => {
  const values = [probe(0, 1), probe(1000, 'x'), probe(2000, 3)].reduce(withValue, {});
  assert.deepEqual(values['rate']?.points, [
    { mono: 500, value: 1 },
    { mono: 2500, value: 3 },
  ]);
  assert.deepEqual(withValue({}, { ...probe(0, 1), kind: 'action' }), {});
});

test('a hundred thousand values are few, with the peak and the dip among them', () => {
  let values: RunView['values'] = {};
  for (let at = 0; at < 100_000; at += 1) {
    const value = at === 777 ? 99 : at === 50_001 ? -99 : Math.sin(at);
    values = withValue(values, probe(at, value));
  }
  const points = values['rate']?.points ?? [];
  assert.ok(points.length <= 240, String(points.length));
  const all = points.map(({ value }) => value);
  assert.deepEqual([Math.max(...all), Math.min(...all)], [99, -99]);
  assert.ok(
    points.every(({ mono }, index) => index === 0 || mono >= (points[index - 1]?.mono ?? 0)),
  );
});
