import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import type { JsonObject } from '../experiment/json.ts';
import type { EventType } from './events.ts';
import {
  asking,
  brief,
  finish,
  hypothesis,
  native,
  start,
  terminated,
} from './testing/requests.ts';

const rollbacks = [native('count', {}, { name: 'undo' })];
const program = (path: string, args: string): JsonObject => ({
  type: 'action',
  name: path,
  provider: { type: 'process', path, arguments: args },
});

describe('stop', () => {
  const long: [string, JsonObject, EventType][] = [
    ['a pause', native('count', {}, { pauses: { before: 3600 } }), 'pause-started'],
    ['a native activity', native('hang'), 'activity-started'],
    ['a native activity that does not listen', native('ignore'), 'activity-started'],
    ['a process with children', program('sh', '-c "sleep 3600 & sleep 3600"'), 'activity-started'],
    ['background activities', native('hang', {}, { background: true }), 'activity-started'],
  ];
  for (const [what, activity, event] of long) {
    it(`cuts ${what} and plays no rollbacks`, async () => {
      const test = start({ method: [activity, native('give')], rollbacks });
      await test.sink.next(event);
      test.stop();
      assert.deepEqual(await test.result, {
        status: 'interrupted',
        deviated: false,
        interruption: terminated,
      });
      const journal = test.journal();
      assert.equal(journal['status'], 'interrupted');
      assert.deepEqual(journal['interruption'], terminated);
      assert.deepEqual(journal['rollbacks'], []);
      assert.equal(Object.keys(journal).at(-1), 'interruption');
    });
  }

  it('leaves a cut activity without status and exception', async () => {
    const test = start({ method: [native('hang')] });
    await test.sink.next('activity-started');
    test.stop();
    await test.result;
    const [entry] = test.journal()['run'] as JsonObject[];
    assert.deepEqual(Object.keys(entry ?? {}), ['activity', 'output', 'start', 'end', 'duration']);
  });

  it('during a pause before an activity leaves no entry', async () => {
    const test = start({ method: [native('count', {}, { pauses: { before: 3600 } })] });
    await test.sink.next('pause-started');
    test.stop();
    await test.result;
    assert.deepEqual(test.journal()['run'], []);
    assert.equal(test.sink.of('pause-ended')[0]?.how, 'interrupted');
  });

  it('plays rollbacks with fresh signals when they are to be played always', async () => {
    const test = start(
      {
        method: [native('hang')],
        rollbacks: [native('count', {}, { name: 'undo', pauses: { before: 0.01 } })],
      },
      { options: { rollbackStrategy: 'always' } },
    );
    await test.sink.next('activity-started');
    test.stop();
    assert.equal((await test.result).status, 'interrupted');
    assert.deepEqual(brief(test.journal()['rollbacks']), ['undo: succeeded']);
  });

  it('while the hypothesis is asked leaves no state of it', async () => {
    const probe = native('hang', {}, { type: 'probe', tolerance: 1 });
    const test = start({ ...hypothesis(probe), method: [native('count')], rollbacks });
    await test.sink.next('activity-started');
    test.stop();
    await test.result;
    assert.equal((test.journal()['steady_states'] as JsonObject)['before'], null);
    assert.deepEqual(test.native.calls, ['hang']);
  });

  it('ends a watched hypothesis too', async () => {
    const test = start(
      { ...hypothesis(asking(1, 1)), method: [native('hang')] },
      { options: { hypothesisStrategy: 'during-method-only', hypothesisFrequency: 3600 } },
    );
    await test.sink.next('activity-started', 'hang');
    test.stop();
    assert.equal((await test.result).status, 'interrupted');
  });

  it('before anything is played gives a journal of nothing', async () => {
    const test = start({ method: [native('count')], rollbacks });
    test.stop();
    assert.equal((await test.result).status, 'interrupted');
    assert.deepEqual(test.native.calls, []);
    assert.deepEqual(test.journal()['run'], []);
  });

  it('cuts preparing', async () => {
    const test = start({ method: [native('count')] });
    const preparing = new Promise<void>((resolve) => {
      test.native.onPrepare = (signal) =>
        new Promise((_resolve, reject) => {
          resolve();
          signal.addEventListener('abort', () => reject(signal.reason));
        });
    });
    await preparing;
    test.stop();
    assert.equal((await test.result).status, 'interrupted');
  });

  it('while rollbacks are played cuts them', async () => {
    const test = start({ method: [], rollbacks: [native('hang'), ...rollbacks] });
    await test.sink.next('activity-started');
    test.stop();
    assert.equal((await test.result).status, 'interrupted');
    assert.deepEqual(brief(test.journal()['rollbacks']), ['hang: none']);
  });

  it('says who stopped, in chaos’s words for a signal', async () => {
    const cases: [Parameters<ReturnType<typeof start>['stop']>[0], string[]][] = [
      [
        terminated,
        [
          'WARNING Caught SIGTERM signal, interrupting experiment now',
          'CRITICAL SIGTERM signal received',
        ],
      ],
      [
        { kind: 'signal', name: 'SIGINT', reason: 'received SIGINT' },
        ['WARNING Received a termination signal (Ctrl-C)...'],
      ],
      [
        { kind: 'signal', name: 'SIGUSR1', reason: 'received SIGUSR1' },
        ['WARNING Received the exit signal: 20'],
      ],
      [{ kind: 'person', reason: 'stopped in the editor' }, ['CRITICAL stopped in the editor']],
    ];
    for (const [interruption, expected] of cases) {
      const test = start({ method: [native('hang')] });
      await test.sink.next('activity-started');
      test.stop(interruption);
      await test.result;
      const lines = test.lines();
      assert.deepEqual(lines.slice(lines.indexOf('INFO Action: hang') + 1), [
        ...expected,
        'INFO Experiment ended with status: interrupted',
      ]);
      assert.deepEqual(test.sink.of('stop-requested')[0]?.interruption, interruption);
    }
  });

  it('that comes too late changes nothing', async () => {
    const test = await finish({ method: [] });
    test.stop();
    assert.deepEqual(test.sink.events.at(-1)?.type, 'run-ended');
  });
});

describe('kill', () => {
  it('plays no rollbacks even when they are to be played always', async () => {
    const test = start(
      { method: [native('hang')], rollbacks },
      { options: { rollbackStrategy: 'always' } },
    );
    await test.sink.next('activity-started');
    test.kill();
    assert.equal((await test.result).status, 'interrupted');
    assert.deepEqual(test.journal()['rollbacks'], []);
    assert.ok(test.lines().includes('WARNING Ignoring rollbacks as per signal'));
  });

  it('after a stop ends the rollbacks; the stop stays the interruption', async () => {
    const test = start(
      { method: [native('hang')], rollbacks: [native('hang', {}, { name: 'undo' }), ...rollbacks] },
      { options: { rollbackStrategy: 'always' } },
    );
    await test.sink.next('activity-started', 'hang');
    test.stop();
    await test.sink.next('activity-started', 'undo');
    test.kill({ kind: 'signal', name: 'SIGINT', reason: 'received SIGINT' });
    assert.deepEqual((await test.result).interruption, terminated);
    assert.deepEqual(brief(test.journal()['rollbacks']), ['undo: none']);
  });
});

describe('events that can not be kept', () => {
  it('abort the run; rollbacks are played by the strategy', async () => {
    const error = new Error('no space');
    let calls = 0;
    const seen: string[] = [];
    const test = await finish(
      { method: [native('count'), native('hang')], rollbacks: [native('give')] },
      {
        sink: {
          append(event) {
            calls += 1;
            seen.push(event.type);
            if (calls > 6) {
              throw error;
            }
          },
        },
      },
    );
    const result = await test.result;
    assert.equal(result.status, 'aborted');
    assert.deepEqual(result.error, { code: 'engine.unexpected', args: { reason: 'no space' } });
    assert.equal(test.native.calls.at(-1), 'give');
    assert.equal(seen.at(-1), 'run-ended');
  });
});

describe('after a run', () => {
  it('no timer is left, which would keep a program from ending', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout');
    const before = timers().length;
    await finish({
      ...hypothesis(asking(1, 1)),
      method: [native('count', {}, { pauses: { after: 0.01 } })],
    });
    assert.equal(timers().length, before);
  });

  it('native activities are closed once, also when the run was refused', async () => {
    const test = await finish({ method: [] });
    assert.equal(test.native.closed, 1);
    const refused = start({ method: [native('count')] });
    refused.native.onPrepare = () => Promise.reject(new Error('no'));
    await assert.rejects(refused.result, { message: 'no' });
    assert.equal(refused.native.closed, 1);
    assert.deepEqual(refused.sink.of('run-started'), []);
  });
});
