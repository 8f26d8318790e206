import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../experiment/json.ts';
import { engineVerdict } from '../messages/en/engine-verdict.ts';
import { format, isKnownCode } from '../messages/format.ts';
import { initialView, reduce } from './reducer.ts';
import type { RunOptions } from './run-types.ts';
import { asking, finish, hypothesis, native, start, type TestRun } from './testing/requests.ts';
import { verdict } from './verdict.ts';

function words(test: TestRun): string[] {
  const { headline, sentence, status } = verdict(test.sink.events.reduce(reduce, initialView()));
  assert.ok(isKnownCode(sentence.code), sentence.code);
  assert.ok(isKnownCode(status.code), status.code);
  assert.ok(!format(sentence).includes('{'), format(sentence));
  return [headline, format(status), format(sentence)];
}

async function of(experiment: JsonObject, options: RunOptions = {}): Promise<string[]> {
  return words(await finish(experiment, { options }));
}

const method = [native('count', {}, { name: 'act' })];
const lapsing = (values: number[]) =>
  hypothesis(native('sequence', { values }, { type: 'probe', name: 'p', tolerance: 1 }));
const raising = hypothesis(
  native('fail', { text: 'no answer' }, { type: 'probe', name: 'p', tolerance: 1 }),
);

describe('the verdict of a run', () => {
  it('whose hypothesis held', async () => {
    assert.deepEqual(await of({ ...hypothesis(asking(1, 1)), method }), [
      'completed',
      'completed',
      'The hypothesis held.',
    ]);
  });

  it('without a hypothesis, or one that was only asked before', async () => {
    assert.match((await of({ method }))[2] ?? '', /no hypothesis/);
    assert.match((await of({ method: [] }))[2] ?? '', /nothing to play/);
    const options = { hypothesisStrategy: 'before-method-only' } as const;
    assert.match((await of({ ...hypothesis(asking(1, 1)), method }, options))[2] ?? '', /before/);
  });

  it('whose hypothesis was not met before the method', async () => {
    assert.deepEqual(await of({ ...hypothesis(asking(1, 2)), method }), [
      'completed-gate',
      'completed',
      'The hypothesis was not met before the method: nothing was done. “asking” was outside its tolerance.',
    ]);
    const rollbacks = [native('give')];
    const [, , sentence] = await of({ ...hypothesis(asking(1, 2)), method, rollbacks });
    assert.match(sentence ?? '', /nothing was done but the rollbacks/);
  });

  it('whose actions all failed', async () => {
    const one = await of({ method: [native('fail', { text: 'nope' })] });
    assert.deepEqual(one, [
      'completed-nothing-injected',
      'completed',
      'The only action failed, so nothing was tested. “fail”: nope',
    ]);
    const [, , two] = await of({ method: [native('fail'), native('fail')] });
    assert.match(two ?? '', /^All 2 actions failed, so nothing was tested\./);
  });

  it('of which some actions failed', async () => {
    const partly = [...method, native('fail')];
    const [, , plainly] = await of({ method: partly });
    assert.equal(plainly, '1 of 2 actions failed: “fail”.');
    const [headline, , sentence] = await of({ ...hypothesis(asking(1, 1)), method: partly });
    assert.equal(headline, 'completed');
    assert.equal(sentence, 'The hypothesis held, but 1 of 2 actions failed: “fail”.');
  });

  it('whose action was forbidden', async () => {
    const test = await finish({ method: [native('fail')] });
    const events = test.sink.events.map((event) =>
      event.type === 'activity-ended'
        ? { ...event, error: { code: 'kubernetes.forbidden-x', args: {} } }
        : event,
    );
    const { sentence } = verdict(events.reduce(reduce, initialView()));
    assert.match(format(sentence), /^The only action was forbidden, so nothing was tested\./);
  });

  it('that deviated: what stopped holding, after which step', async () => {
    assert.deepEqual(await of({ ...lapsing([1, 2]), method }), [
      'deviated',
      'completed, deviated',
      '“p” stopped holding after “act”.',
    ]);
    const options = { hypothesisStrategy: 'after-method-only' } as const;
    assert.deepEqual(await of({ ...lapsing([2]), method: [] }, options), [
      'deviated',
      'completed, deviated',
      '“p” was outside its tolerance.',
    ]);
  });

  it('watched continuously names the step before the first failure', async () => {
    const experiment = {
      ...lapsing([1, 2]),
      method: [...method, native('give', {}, { name: 'later', pauses: { before: 0.05 } })],
    };
    const [, , sentence] = await of(experiment, { hypothesisStrategy: 'continuously' });
    assert.equal(sentence, '“p” stopped holding after “act”.');
  });

  it('that lapsed only during the method', async () => {
    const experiment = { ...lapsing([2]), method };
    const [headline, , sentence] = await of(experiment, {
      hypothesisStrategy: 'during-method-only',
    });
    assert.equal(headline, 'completed');
    assert.match(sentence ?? '', /in 1 of 1 checks during the method “p”/);
  });

  it('that failed: which probe could not be asked, and why', async () => {
    assert.deepEqual(await of({ ...raising, method }), [
      'failed',
      'failed',
      '“p” could not be asked before the method, which was not played: no answer',
    ]);
    const options = { hypothesisStrategy: 'after-method-only' } as const;
    assert.deepEqual(await of({ ...raising, method }, options), [
      'failed',
      'failed, deviated',
      '“p” could not be asked after the method: no answer',
    ]);
  });

  it('that was to fail fast', async () => {
    const [headline, , sentence] = await of(
      { ...lapsing([2]), method: [native('give', {}, { name: 'act', pauses: { after: 0.05 } })] },
      { hypothesisStrategy: 'during-method-only', failFast: true },
    );
    assert.equal(headline, 'failed');
    assert.match(sentence ?? '', /^“p” was outside its tolerance/);
  });

  it('that was aborted: why, and what had been done', async () => {
    const [headline, , sentence] = await of({ method: [...method, { ref: 'nobody' }] });
    assert.equal(headline, 'aborted');
    assert.match(sentence ?? '', /^The run was aborted after 1 action, “act” last; no rollback/);
    assert.match(sentence ?? '', /"nobody"/);
    const rollbacks = [native('give')];
    const [, , nothing] = await of({ method: [{ ref: 'nobody' }], rollbacks });
    assert.match(nothing ?? '', /^The run was aborted before any action was done; rollbacks were/);
  });

  it('that was interrupted: by whom, and what had been done', async () => {
    const test = start({ method: [...method, native('hang')] });
    await test.sink.next('activity-started', 'hang');
    test.stop({ kind: 'person', reason: 'stopped in the editor' });
    await test.result;
    assert.deepEqual(words(test), [
      'interrupted',
      'interrupted',
      'The run was interrupted (stopped in the editor) during “hang”, which may have been done in part. No rollback was played.',
    ]);
    const paused = start({ method: [...method, native('give', {}, { pauses: { before: 3600 } })] });
    await paused.sink.next('pause-started');
    paused.stop();
    await paused.result;
    assert.match(words(paused)[2] ?? '', /1 action had been done, “act” last/);
  });

  it('of one step by itself, of which alone it tells', async () => {
    const experiment = { ...hypothesis(asking(1, 2)), method: [...method, native('fail')] };
    assert.deepEqual(await of(experiment, { only: '/method/0' }), [
      'alone',
      'completed',
      '“act” was played by itself and succeeded.',
    ]);
    const [headline, , sentence] = await of(experiment, { only: '/method/1' });
    assert.equal(headline, 'alone-failed');
    assert.match(sentence ?? '', /was played by itself and failed: ./);
    const probe = '/steady-state-hypothesis/probes/0';
    assert.match((await of(experiment, { only: probe }))[2] ?? '', /outside its tolerance/);
    const fitting = { ...hypothesis(asking(1, 1)), method };
    assert.match((await of(fitting, { only: probe }))[2] ?? '', /is within its tolerance/);
    assert.equal((await of(raising, { only: probe }))[0], 'alone-failed');
  });

  it('that was dry', async () => {
    assert.match((await of({ method }, { dry: 'actions' }))[2] ?? '', /dry run/);
  });

  it('that goes on is known as running', async () => {
    const { status } = verdict(initialView());
    assert.equal(format(status), 'running');
  });

  it('has a sentence for every code', () => {
    for (const code of Object.keys(engineVerdict)) {
      assert.ok(isKnownCode(code), code);
    }
  });
});
