import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunView } from '../../engine/view.ts';
import { HumanError } from '../../messages/error.ts';
import type { RunJob, RunOutcome } from '../../workbench/job.ts';
import type { Progress } from '../../worker/protocol.ts';
import type { LastRun } from '../history.ts';
import { Runs, type RunsOptions } from './runs.ts';

const job: RunJob = { text: '{}', format: 'json', cwd: '.', options: {}, connection: {} };
const start = { uri: 'file:///experiment.json', name: 'experiment.json', job };
const outcome: RunOutcome = {
  status: 'completed',
  deviated: true,
  runId: 'r1',
  folder: 'f',
  journal: 'f/journal.json',
  owed: [],
};

/** A thread that remembers its calls and answers `run.start` when the test says so. */
function thread() {
  const calls: [string, unknown][] = [];
  const listeners = new Map<string, (params: never, signal: AbortSignal) => unknown>();
  const end = Promise.withResolvers<RunOutcome>();
  const worker = {
    call: (method: string, params: unknown) => {
      calls.push([method, params]);
      return method === 'run.start' ? end.promise : Promise.resolve(true);
    },
    on: (method: string, listener: (params: never, signal: AbortSignal) => unknown) => {
      listeners.set(method, listener);
      return { dispose: () => listeners.delete(method) };
    },
  } as unknown as RunsOptions['worker'];
  const send = (method: string, params: unknown) =>
    listeners.get(method)?.(params as never, new AbortController().signal);
  return { worker, calls, end, send };
}

function runs(worker: RunsOptions['worker']) {
  const added: LastRun[] = [];
  const log: string[] = [];
  const made = new Runs({
    worker,
    history: { add: async (run) => void added.push(run) },
    log: (lines) => log.push(...lines),
    consent: async (session) => session.name === 'experiment.json',
    now: () => new Date('2026-11-23T12:01:00Z'),
  });
  return { made, added, log };
}

test('a run goes from its start over its progress into the history', async () => {
  const { worker, end, send } = thread();
  const { made, added, log } = runs(worker);
  const changes: boolean[] = [];
  made.onDidChange(({ session }) => changes.push(session.ended));
  const { promise: started, resolve } = Promise.withResolvers<string>();
  const result = made.start(start, (session) => resolve(session.handle));
  const handle = await started;
  const view = { title: 'What if?', phases: {}, state: 'running' } as unknown as RunView;
  send('run.progress', { handle, view, log: ['[… INFO] line'] } satisfies Progress);
  const session = made.of(start.uri);
  assert.equal(session?.title, 'What if?');
  const patch = [{ path: ['title'], value: 'What then?' }];
  send('run.progress', { handle, patch, log: [] } satisfies Progress);
  assert.equal(session?.title, 'What then?');
  end.resolve(outcome);
  assert.equal(await result, outcome);
  assert.deepEqual(log, ['[… INFO] line']);
  assert.deepEqual(changes, [false, false, false, true]);
  assert.equal(made.of(start.uri), undefined);
  assert.deepEqual(added, [
    {
      uri: start.uri,
      runId: 'r1',
      title: 'What then?',
      status: 'completed',
      deviated: true,
      at: '2026-11-23T12:01:00.000Z',
      journal: 'f/journal.json',
    },
  ]);
});

test('one document runs once at a time', async () => {
  const { worker, end } = thread();
  const { made } = runs(worker);
  const first = made.start(start, () => {});
  await assert.rejects(
    made.start(start, () => {}),
    { code: 'editor.running-already' },
  );
  end.resolve(outcome);
  await first;
});

test('a run that can’t start is over, and says why', async () => {
  const { worker, end } = thread();
  const { made, added } = runs(worker);
  const result = made.start(start, () => {});
  end.reject(new HumanError('editor.untrusted'));
  await assert.rejects(result, { code: 'editor.untrusted' });
  assert.deepEqual([made.all().length, added.length], [0, 0]);
});

test('stop, kill and skip reach the thread; the question comes back with the session', async () => {
  const { worker, calls, end, send } = thread();
  const { made } = runs(worker);
  const result = made.start(start, () => {});
  const [session] = made.all();
  assert.ok(session);
  const reason = { kind: 'user', reason: 'test' };
  await made.stop(session, reason);
  assert.equal(session.stopping, true);
  await made.skipPause(session, 'p1');
  await made.kill(session, reason);
  const { handle } = session;
  assert.deepEqual(calls.slice(1), [
    ['run.stop', { handle, interruption: reason }],
    ['run.skipPause', { handle, pauseId: 'p1' }],
    ['run.kill', { handle, interruption: reason }],
  ]);
  assert.equal(await send('run.consent', { handle, question: {} }), true);
  assert.equal(await send('run.consent', { handle: 'unknown', question: {} }), false);
  end.resolve(outcome);
  await result;
});

test('who debugs a run holds its activities, and the thread hears of it', async () => {
  const { worker, calls, end, send } = thread();
  const { made } = runs(worker);
  const open = Promise.withResolvers<void>();
  const { promise: started, resolve } = Promise.withResolvers<string>();
  const gate = (_arrival: unknown, _cut: AbortSignal, held: () => void) => {
    held();
    return open.promise;
  };
  const result = made.start({ ...start, gate }, (session) => resolve(session.handle));
  const handle = await started;
  let passed = false;
  const answer = Promise.resolve(send('run.arrived', { handle, arrival: { id: 'a' } })).then(() => {
    passed = true;
  });
  assert.deepEqual(calls.at(-1), ['run.held', { handle, id: 'a' }]);
  assert.equal(passed, false);
  open.resolve();
  await answer;
  end.resolve(outcome);
  await result;
});
