import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { asking, finish, hypothesis, native, start } from './testing/requests.ts';

const experiment = {
  ...hypothesis(asking(1, 1), asking(2, 2)),
  method: [native('count', { key: 'first' }), native('count', { key: 'second' })],
  rollbacks: [native('count', { key: 'back' })],
};

describe('one step by itself', () => {
  for (const [only, key] of [
    ['/method/1', 'second'],
    ['/rollbacks/0', 'back'],
  ] as const) {
    it(`plays ${only} and nothing else`, async () => {
      const test = await finish(experiment, { options: { only } });
      assert.equal(test.native.calls.length, 1);
      assert.deepEqual(
        test.native.prepared.map(({ pointer, rollback, arguments: args }) => [
          pointer,
          rollback,
          args,
        ]),
        [[only, false, { key }]],
      );
      assert.deepEqual(
        test.sink.of('activity-started').map(({ pointer }) => pointer),
        [only],
      );
      assert.equal(test.sink.of('run-started')[0]?.only, only);
    });
  }

  it('judges a probe of the hypothesis', async () => {
    const only = '/steady-state-hypothesis/probes/1';
    const test = await finish(experiment, { options: { only } });
    assert.deepEqual(
      test.sink.of('activity-judged').map(({ met }) => met),
      [true],
    );
    assert.equal(test.native.calls.length, 1);
  });

  it('follows a reference', async () => {
    const method = [native('count', { key: 'first' }, { name: 'act' }), { ref: 'act' }];
    const test = await finish({ method }, { options: { only: '/method/1' } });
    assert.equal(test.native.calls.length, 1);
  });

  it('is refused where nothing stands', async () => {
    const test = start(experiment, { options: { only: '/method/7' } });
    await assert.rejects(test.result, { code: 'engine.step-unknown' });
    assert.deepEqual(test.native.calls, []);
  });
});
