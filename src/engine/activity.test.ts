import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../experiment/json.ts';
import type { DryMode } from '../experiment/model.ts';
import { asking, brief, finish, hypothesis, native, start } from './testing/requests.ts';

const entries = (journal: JsonObject) => journal['run'] as JsonObject[];

describe('an activity of the method', () => {
  it('that fails changes nothing', async () => {
    const test = await finish({ method: [native('fail', { text: 'nope' }), native('count')] });
    assert.deepEqual(await test.result, { status: 'completed', deviated: false });
    const [failed] = entries(test.journal());
    assert.equal(failed?.['status'], 'failed');
    assert.equal(failed?.['output'], null);
    assert.equal(
      (failed?.['exception'] as string[] | undefined)?.at(-1),
      'chaoslib.exceptions.ActivityFailed: chaoslib.exceptions.ActivityFailed: nope\n',
    );
    assert.ok(test.lines().includes('ERROR   => failed: chaoslib.exceptions.ActivityFailed: nope'));
  });

  it('tells a failure with a sentence for people in that sentence', async () => {
    const test = await finish({ method: [native('refuse')] });
    const [ended] = test.sink.of('activity-ended');
    assert.equal(ended?.error?.code, 'engine.unexpected');
    assert.deepEqual(ended?.error?.args, { reason: 'refused' });
  });

  it('a native activity that throws anything fails, as a Python function does', async () => {
    const test = await finish({ method: [native('crash')] });
    assert.deepEqual(brief(test.journal()['run']), ['crash: failed']);
    assert.ok(test.lines().includes('ERROR   => failed: TypeError: boom'));
  });

  it('has the keys of the journal in their order', async () => {
    const test = await finish({ method: [native('give', { value: 1 }), native('fail')] });
    assert.deepEqual(entries(test.journal()).map(Object.keys), [
      ['activity', 'output', 'start', 'status', 'end', 'duration'],
      ['activity', 'output', 'start', 'status', 'exception', 'end', 'duration'],
    ]);
  });

  it('whose tolerance would not be met is not judged', async () => {
    const test = await finish({ method: [asking(1, 2)] });
    assert.deepEqual(await test.result, { status: 'completed', deviated: false });
    assert.equal('tolerance_met' in (entries(test.journal())[0] ?? {}), false);
  });

  it('gets substituted arguments, configuration and the secrets it names', async () => {
    const test = await finish({
      configuration: { place: 'here' },
      secrets: { one: { key: 'abcdef' }, two: { other: 'ghijkl' } },
      method: [
        {
          type: 'probe',
          name: 'look',
          provider: {
            type: 'python',
            module: 'fake',
            func: 'context',
            arguments: { at: '${place}', cost: '$$5' },
            secrets: ['two'],
          },
        },
      ],
    });
    assert.deepEqual(entries(test.journal())[0]?.['output'], {
      args: { at: 'here', cost: '$5' },
      configuration: { place: 'here' },
      secrets: { other: '***' },
      timeout: null,
      runId: 'test',
    });
  });

  it('tells what it did', async () => {
    const test = await finish({ method: [native('change')] });
    assert.deepEqual(test.sink.of('activity-effects')[0]?.effects, [
      { verb: 'deleted', kind: 'pod', name: 'one' },
    ]);
  });

  it('of a kind of provider that is unknown calls nothing', async () => {
    const test = await finish({ method: [{ type: 'action', name: 'x', provider: { type: 'x' } }] });
    assert.deepEqual(brief(test.journal()['run']), ['x: succeeded']);
  });

  it('without a provider aborts: no status in the journal, rollbacks are played', async () => {
    const test = await finish({
      method: [{ type: 'action', name: 'x' }, native('count')],
      rollbacks: [native('give')],
    });
    const { status, run, rollbacks } = test.journal();
    assert.equal(status, 'aborted');
    assert.deepEqual(brief(run), ['x: none']);
    assert.deepEqual(Object.keys(entries(test.journal())[0] ?? {}), [
      'activity',
      'output',
      'start',
      'end',
      'duration',
    ]);
    assert.deepEqual(brief(rollbacks), ['give: succeeded']);
  });
});

describe('timeout of a native activity', () => {
  const slow = (func: string, timeout: number | string) => ({
    type: 'action',
    name: func,
    provider: { type: 'python', module: 'fake', func, timeout },
  });

  it('fails it, also when it does not listen', async () => {
    const test = await finish({
      configuration: { limit: 0.02 },
      method: [slow('hang', '${limit}'), slow('ignore', 0.01), native('count')],
    });
    assert.deepEqual(brief(test.journal()['run']), [
      'hang: failed',
      'ignore: failed',
      'count: succeeded',
    ]);
    const [ended] = test.sink.of('activity-ended');
    assert.deepEqual(ended?.error, { code: 'engine.activity-timeout', args: { seconds: 0.02 } });
  });

  it('is told to the activity in milliseconds', async () => {
    const test = await finish({ method: [slow('context', 1.5)] });
    assert.equal(
      (entries(test.journal())[0]?.['output'] as JsonObject | undefined)?.['timeout'],
      1500,
    );
  });
});

describe('ref', () => {
  it('plays what it names, and the journal holds that', async () => {
    const probe = asking(1, 1, { name: 'p' });
    const test = await finish({ ...hypothesis(probe), method: [{ ref: 'p' }] });
    assert.deepEqual(entries(test.journal())[0]?.['activity'], probe);
    const started = test.sink.of('activity-started').find(({ phase }) => phase === 'method');
    assert.equal(started?.pointer, '/method/0');
    assert.equal(started?.resolved, '/steady-state-hypothesis/probes/0');
  });

  it('prefers the hypothesis to the method when both have the name', async () => {
    const probe = asking('of the hypothesis', 'of the hypothesis', { name: 'same' });
    const test = await finish({
      ...hypothesis(probe),
      method: [native('give', { value: 'of the method' }, { name: 'same' }), { ref: 'same' }],
    });
    assert.equal(entries(test.journal())[1]?.['output'], 'of the hypothesis');
  });

  it('takes background from the entry that refers', async () => {
    const test = await finish({
      method: [native('give', {}, { name: 'b', background: true }), { ref: 'b' }],
    });
    const started = test.sink.of('activity-started').map(({ background }) => background);
    assert.deepEqual(started, [true, false]);
  });

  it('that leads nowhere aborts without an entry', async () => {
    const test = await finish({ method: [{ ref: 'nobody' }, native('count')] });
    assert.equal(test.journal()['status'], 'aborted');
    assert.deepEqual(test.journal()['run'], []);
    assert.equal((await test.result).error?.code, 'engine.reference-unknown');
  });
});

describe('background', () => {
  const sleeping = (seconds: string, more: JsonObject = {}): JsonObject => ({
    type: 'action',
    name: `sleep ${seconds}`,
    background: true,
    provider: { type: 'process', path: 'sleep', arguments: [seconds] },
    ...more,
  });

  it('goes on beside what follows and is waited for', async () => {
    const test = await finish({ method: [sleeping('0.1'), native('count')] });
    assert.deepEqual(brief(test.journal()['run']), ['sleep 0.1: succeeded', 'count: succeeded']);
    const ended = test.sink.of('activity-ended').map(({ id }) => id);
    const started = test.sink.of('activity-started').map(({ id }) => id);
    assert.deepEqual(ended, started.toReversed());
    assert.ok(test.lines().includes('INFO Action: sleep 0.1 [in background]'));
  });

  it('with an error the format has no word for does not abort: no status', async () => {
    const test = await finish({
      method: [{ type: 'action', name: 'x', background: true }, native('count')],
    });
    assert.deepEqual(await test.result, { status: 'completed', deviated: false });
    assert.deepEqual(brief(test.journal()['run']), ['x: none', 'count: succeeded']);
  });
});

describe('pauses', () => {
  it('are told before and after, in chaos’s words', async () => {
    const test = await finish({
      configuration: { wait: 0.01 },
      method: [native('count', {}, { pauses: { before: '${wait}', after: 0.02 } })],
    });
    const lines = test.lines().filter((line) => /Pausing|Action/.test(line));
    assert.deepEqual(lines, [
      'INFO Pausing before next activity for 0.01s...',
      'INFO Action: count',
      'INFO Pausing after activity for 0.02s...',
    ]);
    assert.deepEqual(
      test.sink.of('pause-ended').map(({ how }) => how),
      ['over', 'over'],
    );
  });

  it('come after a failure too, and before the next activity', async () => {
    const test = await finish({
      method: [native('fail', {}, { pauses: { after: 0.01 } }), native('count')],
    });
    assert.equal(test.sink.of('pause-ended').length, 1);
  });

  it('of 0 and empty ones are none', async () => {
    const test = await finish({
      method: [native('count', {}, { pauses: { before: 0, after: '' } })],
    });
    assert.deepEqual(test.sink.of('pause-started'), []);
  });

  it('can be skipped', async () => {
    const skips: (() => void)[] = [];
    const test = start(
      { method: [native('count', {}, { pauses: { before: 3600 } })] },
      { pauses: { started: (_id, skip) => skips.push(skip) } },
    );
    await test.sink.next('pause-started');
    skips[0]?.();
    assert.equal((await test.result).status, 'completed');
    assert.equal(test.sink.of('pause-ended')[0]?.how, 'skipped');
  });

  it('a bad one before aborts without an entry, a bad one after leaves one', async () => {
    for (const value of ['abc', -1, [1], { a: 1 }]) {
      const before = await finish({ method: [native('count', {}, { pauses: { before: value } })] });
      assert.equal(before.journal()['status'], 'aborted');
      assert.deepEqual(before.journal()['run'], []);
      const after = await finish({
        method: [native('count', {}, { pauses: { after: value } }), native('give')],
        rollbacks: [native('give')],
      });
      assert.equal(after.journal()['status'], 'aborted');
      assert.deepEqual(brief(after.journal()['run']), ['count: succeeded']);
      assert.deepEqual(brief(after.journal()['rollbacks']), ['give: succeeded']);
    }
  });

  it('that are no object abort', async () => {
    for (const pauses of [5, null, 'x', [1]]) {
      const test = await finish({ method: [native('count', {}, { pauses })] });
      assert.equal((await test.result).error?.code, 'engine.pauses-shape');
    }
  });
});

describe('dry', () => {
  const method = [
    native('count', {}, { name: 'act', pauses: { before: 0.01 } }),
    native('give', { value: 1 }, { type: 'probe', name: 'ask', pauses: { after: 0.01 } }),
  ];
  const cases: [DryMode, string[], number][] = [
    ['probes', ['count'], 1],
    ['actions', ['give', 'give', 'give'], 1],
    ['activities', [], 0],
    ['pause', ['give', 'count', 'give', 'give'], 0],
  ];
  for (const [dry, calls, pauses] of cases) {
    it(`${dry} leaves out the calls and their pauses`, async () => {
      const test = await finish({ ...hypothesis(asking(1, 1)), method }, { options: { dry } });
      assert.deepEqual(test.native.calls, calls);
      assert.equal(test.sink.of('pause-started').length, pauses);
      assert.equal((test.journal()['experiment'] as JsonObject)['dry'], dry);
      assert.deepEqual(brief(test.journal()['run']), ['act: succeeded', 'ask: succeeded']);
      assert.ok(test.lines().includes(`WARNING Running experiment with dry ${dry}`));
    });
  }

  it('probes and activities judge nothing, also of an activity with a key dry of its own', async () => {
    for (const dry of ['probes', 'activities'] as const) {
      const test = await finish(hypothesis(asking(1, 2, { dry: 'probes' })), { options: { dry } });
      assert.deepEqual(await test.result, { status: 'completed', deviated: false });
      assert.deepEqual(test.native.calls, ['give', 'give']);
    }
  });

  it('is switched off by an activity’s own key', async () => {
    const test = await finish(
      { method: [native('count', {}, { dry: 'actions' }), native('give')] },
      { options: { dry: 'actions' } },
    );
    assert.deepEqual(test.native.calls, ['count']);
  });

  it('is null in the journal of a run that is not dry', async () => {
    const test = await finish({ method: [] });
    assert.equal((test.journal()['experiment'] as JsonObject)['dry'], null);
  });
});
