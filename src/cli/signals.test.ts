import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { runSignals } from './signals.ts';

test('the first signal stops, the second kills, and the reasons name them', () => {
  const source = new EventEmitter();
  using signals = runSignals(source, 'linux');
  source.emit('SIGTERM');
  assert.deepEqual(signals.stop.reason, {
    kind: 'signal',
    name: 'SIGTERM',
    reason: 'received SIGTERM',
  });
  assert.equal(signals.kill.aborted, false);
  source.emit('SIGINT');
  assert.equal((signals.kill.reason as { name: string }).name, 'SIGINT');
});

test('SIGUSR2 kills at once', () => {
  const source = new EventEmitter();
  using signals = runSignals(source, 'linux');
  source.emit('SIGUSR2');
  assert.equal(signals.kill.aborted, true);
  assert.equal(signals.stop.aborted, true);
});

test('Windows has Ctrl-Break, and no listener stays behind', () => {
  const source = new EventEmitter();
  {
    using signals = runSignals(source, 'win32');
    assert.equal(source.listenerCount('SIGUSR1'), 0);
    source.emit('SIGBREAK');
    assert.equal(signals.stop.aborted, true);
  }
  assert.deepEqual(
    source.eventNames().filter((name) => source.listenerCount(name) > 0),
    [],
  );
});
