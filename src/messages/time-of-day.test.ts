import assert from 'node:assert/strict';
import { test } from 'node:test';
import { momentOf, timeOfDay } from './time-of-day.ts';

test('times of day are in the reader’s zone, without AM and PM', () => {
  assert.match(timeOfDay('2026-11-23T12:01:03.123456', 'en'), /^\d\d:\d\d:03$/);
  assert.equal(timeOfDay('2026-11-23T14:01:03+02:00'), timeOfDay('2026-11-23T12:01:03'));
  assert.equal(timeOfDay('no time'), 'no time');
});

test('a time without a zone is UTC', () => {
  assert.equal(momentOf('1970-01-01T00:00:01'), 1000);
  assert.equal(momentOf('1970-01-01T01:00:01+01:00'), 1000);
  assert.ok(Number.isNaN(momentOf('soon')));
});
