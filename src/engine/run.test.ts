import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../experiment/json.ts';
import { HumanError } from '../messages/error.ts';
import type { ClusterIdentity } from './events.ts';
import type { RunRequest } from './run-types.ts';
import { asking, finish, hypothesis, native, start } from './testing/requests.ts';

const outputs = (journal: JsonObject) =>
  (journal['run'] as JsonObject[]).map((entry) => entry['output']);

async function refused(experiment: JsonObject, changes: Partial<RunRequest> = {}): Promise<string> {
  const test = start(experiment, changes);
  const error = await test.result.then(
    () => undefined,
    (thrown) => thrown,
  );
  assert.ok(error instanceof HumanError, String(error));
  assert.deepEqual(test.native.calls, []);
  assert.deepEqual(test.sink.of('run-started'), []);
  return error.code;
}

describe('what is wrong before anything is done', () => {
  const method = [native('count')];

  it('refuses the run', async () => {
    const env = { type: 'env', key: 'NOT_SET' };
    assert.equal(await refused({ method, configuration: { a: env } }), 'engine.configuration-env');
    assert.equal(await refused({ method, secrets: { a: { b: env } } }), 'engine.secret-env');
    assert.equal(await refused({ method: null }), 'engine.list-shape');
    assert.equal(await refused({ method: ['x'] }), 'engine.activity-shape');
    assert.equal(await refused({ method, rollbacks: 'x' }), 'engine.list-shape');
    assert.equal(await refused({ method, configuration: null }), 'engine.block-shape');
    assert.equal(await refused({ method, 'steady-state-hypothesis': null }), 'engine.block-shape');
    assert.equal(await refused({ method, runtime: 'x' }), 'engine.runtime-shape');
  });

  it('such as a consent that is not given', async () => {
    const test = start({ method });
    test.native.onPrepare = async () => {
      throw new HumanError('engine.unexpected', { reason: 'no consent' });
    };
    await assert.rejects(test.result, { message: /no consent/ });
    assert.deepEqual(test.native.calls, []);
    assert.equal(test.native.closed, 1);
  });
});

describe('preparing native activities', () => {
  it('tells each with what it is about to be given', async () => {
    const judge = {
      type: 'probe',
      name: 'judge',
      provider: { type: 'python', module: 'fake', func: 'give', arguments: { value: true } },
    };
    const test = await finish({
      configuration: { place: 'here' },
      secrets: { login: { user: 'somebody' } },
      ...hypothesis(asking(1, judge)),
      method: [
        native('count', { key: '${place}' }, { name: 'act' }),
        { ref: 'act' },
        { type: 'action', name: 'other', provider: { type: 'process', path: 'true' } },
      ],
      rollbacks: [
        {
          type: 'action',
          name: 'undo',
          provider: { type: 'python', module: 'fake', func: 'give', secrets: ['login'] },
        },
      ],
    });
    assert.deepEqual(
      test.native.prepared.map(({ pointer, func, rollback }) => [pointer, func, rollback]),
      [
        ['/steady-state-hypothesis/probes/0', 'give', false],
        ['/steady-state-hypothesis/probes/0/tolerance', 'give', false],
        ['/method/0', 'count', false],
        ['/method/1', 'count', false],
        ['/rollbacks/0', 'give', true],
      ],
    );
    assert.deepEqual(test.native.prepared[2]?.arguments, { key: 'here' });
    assert.deepEqual(test.native.prepared[4]?.secrets, { user: 'somebody' });
  });

  it('leaves out what a dry run does not call', async () => {
    const test = await finish(
      { ...hypothesis(asking(1, 1)), method: [native('count')] },
      { options: { dry: 'actions' } },
    );
    assert.deepEqual(
      test.native.prepared.map(({ func }) => func),
      ['give'],
    );
  });

  it('gives the clusters of the run', async () => {
    const cluster: ClusterIdentity = { id: 'c', server: 'https://there', complete: true };
    const test = start({ method: [] });
    test.native.onPrepare = async () => [cluster];
    await test.result;
    assert.deepEqual(test.sink.of('run-started')[0]?.clusters, [cluster]);
  });
});

describe('configuration', () => {
  it('comes from the experiment, the environment and variables given for the run', async () => {
    const test = await finish(
      {
        configuration: {
          inline: 1,
          env: { type: 'env', key: 'PLACE' },
          replaced: 'old',
        },
        method: [native('give', { value: ['${inline}', '${env}', '${replaced}', '${dropped}'] })],
      },
      {
        environment: { PLACE: 'here' },
        options: { configurationVars: { replaced: 'new', dropped: 'x' } },
      },
    );
    assert.deepEqual(outputs(test.journal()), [[1, 'here', 'new', '${dropped}']]);
  });

  it('may be asked from a probe; one that fails drops its entry', async () => {
    const probe = (func: string, args: JsonObject) => ({
      type: 'probe',
      name: func,
      provider: { type: 'python', module: 'fake', func, arguments: args },
    });
    const test = await finish({
      configuration: {
        first: 'one',
        asked: probe('give', { value: '${first} and two' }),
        failed: probe('fail', {}),
      },
      method: [native('give', { value: ['${asked}', '${failed}'] })],
    });
    assert.deepEqual(outputs(test.journal()), [['one and two', '${failed}']]);
    assert.ok(test.lines().some((line) => line.startsWith('WARNING Some of the dynamic')));
  });

  it('given a secret, what a probe says is a secret too', async () => {
    const test = await finish({
      secrets: { s: { password: 'pa55word' } },
      configuration: {
        token: {
          type: 'probe',
          name: 'login',
          provider: {
            type: 'python',
            module: 'fake',
            func: 'sequence',
            arguments: { values: ['token-1234'], key: '${password}' },
          },
        },
      },
      method: [native('give', { value: 'with ${token}' })],
    });
    assert.deepEqual(outputs(test.journal()), ['with ***']);
  });
});

describe('events of a run', () => {
  it('are numbered without gaps, in time, and end with run-ended', async () => {
    const test = await finish({ ...hypothesis(asking(1, 1)), method: [native('count')] });
    const { events } = test.sink;
    assert.deepEqual(
      events.map(({ seq }) => seq),
      events.map((_, index) => index + 1),
    );
    const times = events.map(({ mono }) => mono);
    assert.deepEqual(
      times,
      times.toSorted((left, right) => left - right),
    );
    assert.equal(events.at(-1)?.type, 'run-ended');
    assert.ok(events.every(({ at }) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/.test(at)));
  });

  it('of a probe have the check they belong to as parent', async () => {
    const test = await finish(hypothesis(asking(1, 1)));
    const check = test.sink.of('hypothesis-started')[0]?.id;
    assert.equal(test.sink.of('activity-started')[0]?.parent, check);
    assert.equal(test.sink.of('activity-judged')[0]?.parent, check);
  });

  it('tell the wanted value, substituted', async () => {
    const test = await finish({
      configuration: { wanted: 5 },
      ...hypothesis(asking(5, '${wanted}')),
    });
    assert.equal(test.sink.of('activity-started')[0]?.tolerance, 5);
    assert.equal((await test.result).deviated, false);
  });
});

describe('a process of a run', () => {
  it('gets the environment that native activities give for their cluster', async () => {
    const provider = {
      type: 'process',
      path: process.execPath,
      arguments: ['-p', 'process.env.FROM_NATIVE + process.env.FROM_RUN'],
    };
    const test = await finish(
      { method: [{ type: 'probe', name: 'environment', provider }] },
      { environment: { ...process.env, FROM_RUN: '!' } },
    );
    const [output] = outputs(test.journal()) as JsonObject[];
    assert.equal(output?.['stdout'], 'yes!\n');
  });
});

describe('workloads around the run', () => {
  it('are told while it goes on, and not after its end', async () => {
    const test = start({ method: [native('hang')] });
    await test.sink.next('activity-started');
    const [listener, signal] = test.native.observed ?? assert.fail('nobody observes');
    const object = { kind: 'Deployment', namespace: 'shop', name: 'back' };
    listener({ type: 'observed', facts: { ...object, ready: 0, wanted: 2 } });
    listener({
      type: 'cluster-event',
      facts: { ...object, reason: 'ScalingReplicaSet', text: 'down to 0', warning: false },
    });
    test.stop();
    await test.result;
    assert.equal(signal.aborted, true);
    listener({ type: 'observed', facts: { ...object, ready: 2, wanted: 2 } });
    assert.equal(test.sink.of('cluster-event')[0]?.text, 'down to 0');
    const told = test.sink.of('observed').map(({ ready }) => ready);
    assert.deepEqual(told, [0]);
    assert.equal(test.sink.events.at(-1)?.type, 'run-ended');
  });
});
