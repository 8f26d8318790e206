import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHumanError } from '../../../messages/error.ts';
import { secondsSince } from './duration.ts';

const now = new Date('2026-03-01T12:00:00Z');

const table: [string, number][] = [
  ['10 minutes', 600],
  ['10 minutes ago', 600],
  ['30s', 30],
  ['1h30m', 5400],
  ['1 hour, 5 minutes', 3900],
  ['1 hour and 5 mins', 3900],
  ['an hour ago', 3600],
  ['1.5 hours', 5400],
  ['2 days', 172_800],
  ['1 week', 604_800],
  ['2026-03-01T11:59:00Z', 60],
];

for (const [text, seconds] of table) {
  test(`${text} is ${seconds} s ago`, () => {
    assert.equal(secondsSince(text, now), seconds);
  });
}

for (const text of ['', 'soon', '10', '10 parsecs', 'minutes', '2026-03-01T13:00:00Z']) {
  test(`refuses “${text}”`, () => {
    assert.throws(
      () => secondsSince(text, now),
      (error) => isHumanError(error) && error.code === 'kubernetes.duration',
    );
  });
}
