import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import type { RunEvent } from '../engine/events.ts';
import type { Arrival } from '../engine/gate.ts';
import type { RunView } from '../engine/view.ts';
import type { RunJob, RunOutcome } from '../workbench/job.ts';
import { apply } from './patch.ts';
import type { Progress } from './protocol.ts';
import { RunStream } from './run-stream.ts';
import type { RunTools } from './run-tools.ts';
import { runHandlers } from './runs.ts';

const job: RunJob = { text: '{}', format: 'json', cwd: '.', options: {}, connection: {} };
const reason = { kind: 'user', reason: 'test' };

function log(seq: number): RunEvent {
  const at = '2026-11-23T12:00:00';
  return { v: 1, seq, run: 'r', at, mono: seq, type: 'log', level: 'INFO', text: `line ${seq}` };
}

/** A reducer that counts. */
const fold: RunTools['fold'] = (view, event) =>
  ({ ...view, run: 'r', title: view?.title ?? 't', seq: event.seq }) as RunView;

function handlers(runJob: RunTools['runJob'], trusted = true) {
  const notes: Progress[] = [];
  const asked: string[] = [];
  /** Opens the gate for the activity that came first. */
  const arrived = Promise.withResolvers<() => void>();
  const tools: RunTools = {
    runJob,
    fold,
    logLine: ({ text }) => text,
    pastView: async (runId) => ({ run: runId }) as RunView,
    journalPath: (runId) => `${runId}/journal.json`,
  };
  const editor = {
    note: (_method: string, params: unknown) => void notes.push(params as Progress),
    call: (method: string) => {
      asked.push(method);
      const { promise, resolve } = Promise.withResolvers<boolean>();
      if (method === 'run.arrived') {
        arrived.resolve(() => resolve(true));
      } else {
        resolve(true);
      }
      return promise;
    },
  } as unknown as ReturnType<Parameters<typeof runHandlers>[0]>;
  const made = runHandlers(
    () => editor,
    { trusted },
    async () => tools,
  );
  return { made, notes, asked, arrived: arrived.promise };
}

const outcome: RunOutcome = {
  status: 'completed',
  deviated: false,
  runId: 'r',
  folder: '',
  journal: '',
  owed: [],
};

test('however many events there are, the editor gets the view, then what differs', async () => {
  const { made, notes, asked } = handlers(async (_job, hooks) => {
    for (let seq = 1; seq <= 10_000; seq++) {
      hooks.onEvent?.(log(seq));
    }
    const question = {} as Parameters<typeof hooks.consent>[0];
    assert.equal(await hooks.consent(question, new AbortController().signal), true);
    return outcome;
  });
  const result = await made['run.start']({ handle: 'h', job }, new AbortController().signal);
  assert.equal(result, outcome);
  assert.deepEqual(asked, ['run.consent']);
  assert.ok(notes.length < 20, `${notes.length} messages`);
  assert.equal(notes[0]?.view?.title, 't');
  assert.equal(notes.at(-1)?.log.at(-1), 'line 10000');
  assert.ok(notes.every(({ log }) => log.length <= 500));
});

test('patches lead to the view that the events lead to', () => {
  const sent: Progress[] = [];
  const stream = new RunStream(
    'h',
    fold,
    ({ text }) => text,
    (progress) => sent.push(progress),
  );
  stream.add(log(1));
  stream.flush();
  stream.add(log(2));
  stream.flush();
  stream.flush();
  assert.deepEqual(
    sent.map(({ view, patch }) => [view !== undefined, patch !== undefined]),
    [
      [true, false],
      [false, true],
    ],
  );
  const view = apply(sent[0]?.view, sent[1]?.patch ?? []);
  assert.deepEqual(view, { run: 'r', title: 't', seq: 2 });
});

test('stop aborts the one signal, kill both, with the reason', async () => {
  const seen: string[] = [];
  const { promise: started, resolve } = Promise.withResolvers<void>();
  const { made } = handlers(async (_job, _hooks, { stop, kill }) => {
    stop.addEventListener('abort', () => seen.push('stop'));
    kill.addEventListener('abort', () => seen.push('kill'));
    resolve();
    await once(kill, 'abort');
    assert.equal(kill.reason, reason);
    return outcome;
  });
  const run = made['run.start']({ handle: 'h', job }, new AbortController().signal);
  await started;
  made['run.stop']({ handle: 'h', interruption: reason });
  assert.deepEqual(seen, ['stop']);
  made['run.kill']({ handle: 'h', interruption: reason });
  await run;
  assert.deepEqual(seen, ['stop', 'kill']);
  made['run.kill']({ handle: 'h', interruption: reason });
});

test('when the window closes, runs are stopped, then killed, and waited for', async () => {
  const { promise: started, resolve } = Promise.withResolvers<void>();
  const seen: string[] = [];
  const { made } = handlers(async (_job, _hooks, { stop, kill }) => {
    stop.addEventListener('abort', () => seen.push('stop'));
    resolve();
    await once(kill, 'abort');
    seen.push('killed');
    return outcome;
  });
  const run = made['run.start']({ handle: 'h', job }, new AbortController().signal);
  await started;
  await made['run.endAll']({ grace: 1, interruption: reason });
  assert.deepEqual(seen, ['stop', 'killed']);
  await run;
  await made['run.endAll']({ grace: 1, interruption: reason });
});

test('a pause is skipped by its id, and only while it is known', async () => {
  const { promise: skipped, resolve } = Promise.withResolvers<void>();
  const { promise: paused, resolve: pausing } = Promise.withResolvers<void>();
  const { made } = handlers(async (_job, { pauses }) => {
    pauses?.started('p', resolve);
    pausing();
    await skipped;
    return outcome;
  });
  const run = made['run.start']({ handle: 'h', job }, new AbortController().signal);
  await paused;
  assert.equal(made['run.skipPause']({ handle: 'h', pauseId: 'other' }), false);
  assert.equal(made['run.skipPause']({ handle: 'h', pauseId: 'p' }), true);
  await run;
  assert.equal(made['run.skipPause']({ handle: 'h', pauseId: 'p' }), false);
});

test('an activity is held at the gate by its id, and only while it stands there', async () => {
  const held: string[] = [];
  const arrival = { id: 'a', phase: 'method', pointer: '/method/0', name: 'n' } as Arrival;
  const { made, arrived } = handlers(async (_job, { gate }) => {
    await gate?.arrive(arrival, new AbortController().signal, () => held.push('a'));
    return outcome;
  });
  const run = made['run.start']({ handle: 'h', job, gated: true }, new AbortController().signal);
  const open = await arrived;
  made['run.held']({ handle: 'h', id: 'other' });
  assert.deepEqual(held, []);
  made['run.held']({ handle: 'h', id: 'a' });
  assert.deepEqual(held, ['a']);
  open();
  await run;
  made['run.held']({ handle: 'h', id: 'a' });
  assert.deepEqual(held, ['a']);
});

test('nothing runs without trust, and trust may come later', async () => {
  const { made } = handlers(async () => outcome, false);
  const start = () => made['run.start']({ handle: 'h', job }, new AbortController().signal);
  await assert.rejects(start, { code: 'editor.untrusted' });
  made['trust.granted']({});
  assert.equal(await start(), outcome);
});

test('variables of the job beat those of the process', async () => {
  const seen: unknown[] = [];
  const { made } = handlers(async (_job, _hooks, { environment }) => {
    seen.push(environment['PATH'], environment['FRONTEND_URL']);
    return outcome;
  });
  const environment = { PATH: 'mine', FRONTEND_URL: 'http://127.0.0.1:1' };
  await made['run.start'](
    { handle: 'h', job: { ...job, environment } },
    new AbortController().signal,
  );
  assert.deepEqual(seen, ['mine', 'http://127.0.0.1:1']);
});
