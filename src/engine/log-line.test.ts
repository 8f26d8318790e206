import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RunEvent } from './events.ts';
import { logLine } from './log-line.ts';

const event = (text: string, level: RunEvent<'log'>['level'] = 'INFO'): RunEvent<'log'> => ({
  v: 1,
  seq: 1,
  run: 'r',
  at: '2026-01-02T03:04:05.678901',
  mono: 0,
  type: 'log',
  level,
  text,
});
const options = { format: 'string', colour: false, contextId: 'c' } as const;

describe('logLine', () => {
  it('is as chaos writes it, in local time', () => {
    const date = new Date('2026-01-02T03:04:05Z');
    const hour = String(date.getHours()).padStart(2, '0');
    const minute = String(date.getMinutes()).padStart(2, '0');
    const line = logLine(event('Probe: p'), options);
    assert.match(line, /^\[\d{4}-\d\d-\d\d \d\d:\d\d:05 INFO\] Probe: p$/);
    assert.ok(line.includes(` ${hour}:${minute}:05 `));
  });

  it('indents further lines', () => {
    assert.match(logLine(event('a\nb'), options), /\] a\n {4}b$/);
  });

  it('colours the stamp', () => {
    const line = logLine(event('x', 'ERROR'), { ...options, colour: true });
    assert.match(line, new RegExp(`^${'\u001b'}\\[31m\\[.* ERROR\\]${'\u001b'}\\[39m x$`));
  });

  it('gives the keys of chaos’s JSON lines', () => {
    const line = JSON.parse(logLine(event('x', 'WARNING'), { ...options, format: 'json' }));
    assert.deepEqual(Object.keys(line), [
      'process',
      'asctime',
      'levelname',
      'module',
      'lineno',
      'message',
      'context_id',
      'timestamp',
    ]);
    assert.match(line.asctime, /,678$/);
    assert.equal(line.timestamp, '2026-01-02T03:04:05.678901+00:00');
    assert.equal(line.context_id, 'c');
  });
});
