import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../experiment/json.ts';
import { isHumanError } from '../messages/error.ts';
import type { RunOptions } from './run-types.ts';
import {
  asking,
  brief,
  finish,
  hypothesis,
  native,
  start,
  type TestRun,
} from './testing/requests.ts';

const rollbacks = [native('count', { key: 'rollback' }, { name: 'undo' })];

/** Met before the method, not met after it. */
const lapsing = hypothesis(
  native('sequence', { values: [1, 2] }, { type: 'probe', name: 'p', tolerance: 1 }),
);
const raising = native('fail', {}, { type: 'probe', name: 'p', tolerance: 1 });
const method = [native('count', {}, { name: 'act' })];

function outcome(test: TestRun): JsonObject {
  const { status, deviated, run, rollbacks: undone } = test.journal();
  return {
    status: status ?? null,
    deviated: deviated ?? null,
    run: brief(run),
    undone: brief(undone),
  };
}

async function play(experiment: JsonObject, options: RunOptions = {}): Promise<TestRun> {
  return finish({ method, rollbacks, ...experiment }, { options });
}

describe('the hypothesis before the method', () => {
  it('not met: completed, not deviated, the method is not played, rollbacks are', async () => {
    const test = await play(hypothesis(asking(1, 2)));
    assert.deepEqual(outcome(test), {
      status: 'completed',
      deviated: false,
      run: [],
      undone: ['undo: succeeded'],
    });
    assert.deepEqual(test.native.calls, ['give', 'count']);
    assert.ok(
      test
        .lines()
        .includes(
          "CRITICAL Steady state probe 'asking' is not in the given tolerance so failing this experiment",
        ),
    );
  });

  it('with a probe that fails: failed, no rollbacks', async () => {
    const test = await play(hypothesis(raising));
    assert.deepEqual(outcome(test), { status: 'failed', deviated: false, run: [], undone: [] });
    const { before } = test.journal()['steady_states'] as { before: JsonObject };
    assert.equal(before['steady_state_met'], false);
    const [entry] = before['probes'] as JsonObject[];
    assert.equal(entry?.['tolerance_met'], false);
    assert.equal(entry?.['status'], 'failed');
  });

  it('stops at the first probe that is not met', async () => {
    const test = await play(hypothesis(asking(1, 2), asking(3, 3)));
    assert.deepEqual(test.native.calls, ['give', 'count']);
  });
});

describe('the hypothesis after the method', () => {
  it('not met: completed and deviated, rollbacks are played', async () => {
    const test = await play(lapsing);
    assert.deepEqual(outcome(test), {
      status: 'completed',
      deviated: true,
      run: ['act: succeeded'],
      undone: ['undo: succeeded'],
    });
    assert.deepEqual(test.lines().slice(-2), [
      'INFO Experiment ended with status: deviated',
      'INFO The steady-state has deviated, a weakness may have been discovered',
    ]);
    assert.deepEqual(await test.result, { status: 'completed', deviated: true });
  });

  it('with a probe that fails: failed and deviated, no rollbacks', async () => {
    const test = await play(hypothesis(raising), { hypothesisStrategy: 'after-method-only' });
    assert.deepEqual(outcome(test), {
      status: 'failed',
      deviated: true,
      run: ['act: succeeded'],
      undone: [],
    });
  });

  it('met: completed', async () => {
    const test = await play(hypothesis(asking(1, 1)));
    assert.deepEqual(await test.result, { status: 'completed', deviated: false });
    const { before, after, during } = test.journal()['steady_states'] as JsonObject;
    assert.equal((before as JsonObject)['steady_state_met'], true);
    assert.equal((after as JsonObject)['steady_state_met'], true);
    assert.deepEqual(during, []);
  });
});

describe('hypothesis strategies', () => {
  const phases = (test: TestRun) => test.sink.of('hypothesis-ended').map(({ phase }) => phase);

  it('before-method-only asks once, before', async () => {
    const test = await play(lapsing, { hypothesisStrategy: 'before-method-only' });
    assert.deepEqual(phases(test), ['before']);
    assert.equal(test.journal()['deviated'], false);
  });

  it('after-method-only asks once, after', async () => {
    const test = await play(lapsing, { hypothesisStrategy: 'after-method-only' });
    assert.deepEqual(phases(test), ['after']);
  });

  it('during-method-only asks neither before nor after', async () => {
    const test = await play(lapsing, { hypothesisStrategy: 'during-method-only' });
    assert.deepEqual([...new Set(phases(test))], ['during']);
  });

  it('continuously asks before, during and after', async () => {
    const test = await play(hypothesis(asking(1, 1)), { hypothesisStrategy: 'continuously' });
    assert.deepEqual(phases(test), ['before', 'during', 'after']);
    assert.ok(test.lines().includes('INFO Steady-state strategy: continuous'));
    assert.ok(
      test
        .lines()
        .includes('INFO Executing the steady-state hypothesis continuously every 1.0 seconds'),
    );
  });

  it('skip asks nothing', async () => {
    const test = await play({ ...lapsing, runtime: { hypothesis: { strategy: 'skip' } } });
    assert.deepEqual(phases(test), []);
    assert.ok(test.lines().includes('INFO Skipping Steady-State Hypothesis as requested'));
  });

  it('plays the method when there is no hypothesis, or one without probes', async () => {
    for (const experiment of [{}, hypothesis()]) {
      const test = await play(experiment);
      assert.deepEqual(brief(test.journal()['run']), ['act: succeeded']);
      assert.ok(
        test
          .lines()
          .includes("INFO No steady state hypothesis defined. That's ok, just exploring."),
      );
    }
  });

  it('refuses an unknown strategy before anything is done', async () => {
    const test = start({ method, runtime: { hypothesis: { strategy: 'continuous' } } });
    await assert.rejects(test.result, (error) =>
      isHumanError(error) ? error.code === 'engine.strategy-unknown' : false,
    );
    assert.deepEqual(test.native.calls, []);
  });
});

describe('a watched hypothesis', () => {
  const slow = [
    native('give', {}, { name: 'first', pauses: { after: 0.05 } }),
    native('give', {}, { name: 'second' }),
  ];

  it('never makes a run deviate without failFast', async () => {
    const test = await play(
      { ...hypothesis(asking(1, 2)), method: slow },
      { hypothesisStrategy: 'during-method-only' },
    );
    assert.deepEqual(await test.result, { status: 'completed', deviated: false });
    assert.equal(brief(test.journal()['run']).length, 2);
  });

  it('with failFast ends the run as failed, lets a pause finish and skips rollbacks', async () => {
    for (const rollbackStrategy of ['default', 'deviated'] as const) {
      const test = await play(
        { ...hypothesis(asking(1, 2)), method: slow },
        { hypothesisStrategy: 'during-method-only', failFast: true, rollbackStrategy },
      );
      assert.deepEqual(outcome(test), {
        status: 'failed',
        deviated: false,
        run: ['first: succeeded'],
        undone: [],
      });
      assert.equal(test.sink.of('pause-ended')[0]?.how, 'over');
      assert.ok(
        test
          .lines()
          .includes('INFO Terminating immediately the experiment after 100.0% hypothesis deviated'),
      );
    }
  });

  it('with failFast is still asked after the method when it is watched continuously', async () => {
    const values = [1, 2, 2];
    const test = await play(
      {
        ...hypothesis(native('sequence', { values }, { type: 'probe', name: 'p', tolerance: 1 })),
        method: slow,
      },
      { hypothesisStrategy: 'continuously', failFast: true },
    );
    assert.deepEqual(await test.result, { status: 'completed', deviated: true });
  });

  it('waits its frequency between two checks and ends with the method', async () => {
    const sequence = native(
      'count',
      { key: 'checks' },
      { type: 'probe', name: 'p', tolerance: [1, 1000] },
    );
    const test = await play(
      { ...hypothesis(sequence), method: [native('give', {}, { pauses: { after: 0.2 } })] },
      { hypothesisStrategy: 'during-method-only', hypothesisFrequency: 0.01 },
    );
    const { during } = test.journal()['steady_states'] as { during: JsonObject[] };
    assert.ok(during.length > 1);
    assert.ok(during.every((state) => state['steady_state_met'] === true));
    assert.ok(test.lines().includes('INFO Continuous steady state hypothesis terminated'));
  });

  it('that can not be judged aborts the run; that check is not in the journal', async () => {
    const test = await play(
      { ...hypothesis(asking(null, [1, 10])), method: slow },
      { hypothesisStrategy: 'during-method-only' },
    );
    assert.deepEqual(outcome(test), {
      status: 'aborted',
      deviated: false,
      run: ['first: succeeded'],
      undone: ['undo: succeeded'],
    });
    assert.deepEqual((test.journal()['steady_states'] as JsonObject)['during'], []);
  });
});

describe('a hypothesis that can not be judged', () => {
  it('aborts the run, with the error in the journal and rollbacks by the strategy', async () => {
    const test = await play(hypothesis(asking(null, [1, 10])));
    assert.deepEqual(outcome(test), {
      status: 'aborted',
      deviated: false,
      run: [],
      undone: ['undo: succeeded'],
    });
    const { before } = test.journal()['steady_states'] as { before: JsonObject };
    assert.equal(before['steady_state_met'], null);
    const [entry] = before['probes'] as JsonObject[];
    assert.equal(entry?.['status'], 'succeeded');
    assert.equal((entry?.['exception'] as string[] | undefined)?.length, 1);
    assert.ok((await test.result).error);
  });

  it('after the method aborts likewise', async () => {
    const test = await play(hypothesis(asking(null, [1, 10])), {
      hypothesisStrategy: 'after-method-only',
      rollbackStrategy: 'never',
    });
    assert.deepEqual(outcome(test), {
      status: 'aborted',
      deviated: false,
      run: ['act: succeeded'],
      undone: [],
    });
  });
});

describe('rollback strategies', () => {
  const gateFails = hypothesis(raising);
  const cases: [NonNullable<RunOptions['rollbackStrategy']>, JsonObject, boolean][] = [
    ['default', {}, true],
    ['default', lapsing, true],
    ['default', gateFails, false],
    ['always', {}, true],
    ['always', gateFails, true],
    ['never', {}, false],
    ['never', lapsing, false],
    ['deviated', {}, false],
    ['deviated', lapsing, true],
    ['deviated', gateFails, false],
  ];
  for (const [rollbackStrategy, experiment, expected] of cases) {
    const kind = experiment === lapsing ? 'deviates' : experiment === gateFails ? 'fails' : 'holds';
    it(`${rollbackStrategy}: ${expected ? 'played' : 'not played'} when the run ${kind}`, async () => {
      const test = await play(experiment, { rollbackStrategy });
      assert.equal(brief(test.journal()['rollbacks']).length, expected ? 1 : 0);
    });
  }

  it('an unknown one in runtime plays nothing', async () => {
    const test = await play({ runtime: { rollbacks: { strategy: 'sometimes' } } });
    assert.deepEqual(await test.result, { status: 'completed', deviated: false });
    assert.deepEqual(test.journal()['rollbacks'], []);
  });

  it('a rollback that fails does not stop the rest', async () => {
    const test = await play({ rollbacks: [native('fail'), ...rollbacks] });
    assert.deepEqual(outcome(test)['undone'], ['fail: failed', 'undo: succeeded']);
    assert.equal((await test.result).status, 'completed');
  });

  it('a rollback whose reference leads nowhere aborts, and the rest is played', async () => {
    const test = await play({ rollbacks: [{ ref: 'nobody' }, ...rollbacks] });
    assert.deepEqual(outcome(test), {
      status: 'aborted',
      deviated: false,
      run: ['act: succeeded'],
      undone: ['undo: succeeded'],
    });
  });

  it('waits for rollbacks in the background', async () => {
    const process = { type: 'process', path: 'sleep', arguments: ['0.1'] };
    const test = await play({
      rollbacks: [{ type: 'action', name: 'slow', background: true, provider: process }],
    });
    assert.deepEqual(outcome(test)['undone'], ['slow: succeeded']);
  });
});
