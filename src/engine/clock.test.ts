import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startClock } from './clock.ts';

describe('startClock', () => {
  const source = (wall: string) => {
    const time = { now: 500, wall: Date.parse(wall) };
    return { time, monotonic: () => time.now, wall: () => time.wall };
  };

  it('counts from its start, in milliseconds with microseconds', () => {
    const { time, ...rest } = source('2026-01-02T03:04:05Z');
    const clock = startClock(rest);
    assert.equal(clock.mono(), 0);
    time.now += 12.3456789;
    assert.equal(clock.mono(), 12.346);
  });

  it('writes the moment as the wall clock had it', () => {
    const { time, ...rest } = source('2026-12-31T23:59:59.990Z');
    const clock = startClock(rest);
    assert.equal(clock.at(0), '2026-12-31T23:59:59.990000');
    time.now += 10.001;
    time.wall += 10;
    assert.equal(clock.at(10.001), '2027-01-01T00:00:00.000001');
    assert.equal(clock.at(1.5), '2026-12-31T23:59:59.991500');
  });

  it('follows a wall clock that is set, and not its jitter', () => {
    const { time, ...rest } = source('2026-01-01T00:00:00Z');
    const clock = startClock(rest);
    time.wall += 900;
    assert.equal(clock.at(0), '2026-01-01T00:00:00.000000');
    time.wall += 3_600_000;
    assert.equal(clock.at(0), '2026-01-01T01:00:00.900000');
  });
});
