import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EventPayloads, EventType, RunEvent } from './events.ts';
import { initialView, reduce } from './reducer.ts';
import { asking, finish, hypothesis, native, start } from './testing/requests.ts';
import type { RunView } from './view.ts';

const fold = (events: RunEvent[]): RunView => events.reduce(reduce, initialView());

/** Makes events by hand, numbered as they come. */
function script(): <T extends EventType>(
  type: T,
  payload: EventPayloads[T],
  parent?: string,
) => RunEvent {
  let seq = 0;
  return (type, payload, parent) => {
    seq += 1;
    return {
      v: 1,
      seq,
      run: 'r',
      at: '2026-01-01T00:00:00.000000',
      mono: seq * 10,
      ...(parent === undefined ? {} : { parent }),
      type,
      ...payload,
    } as unknown as RunEvent;
  };
}

describe('reduce', () => {
  it('shows a whole run', async () => {
    const test = await finish({
      title: 'a title',
      ...hypothesis(asking(1, 1)),
      method: [native('change', {}, { pauses: { after: 0.01 } }), native('fail')],
      rollbacks: [native('give', { value: 3 })],
    });
    const view = fold(test.sink.events);
    assert.equal(view.title, 'a title');
    assert.equal(view.state, 'ended');
    assert.equal(view.status, 'completed');
    assert.equal(view.seq, test.sink.events.length);
    const { before, method, after, rollbacks } = view.phases;
    assert.deepEqual(
      [before, method, after, rollbacks].map(({ state }) => state),
      ['ended', 'ended', 'ended', 'ended'],
    );
    assert.equal(before.met, true);
    assert.equal(after.met, true);
    const [act, wait, failed] = method.rows;
    assert.ok(act?.what === 'activity' && wait?.what === 'pause' && failed?.what === 'activity');
    assert.equal(act.state, 'succeeded');
    assert.deepEqual(act.effects, [{ verb: 'deleted', kind: 'pod', name: 'one' }]);
    assert.equal(wait.state, 'over');
    assert.equal(wait.activityId, act.id);
    assert.equal(failed.state, 'failed');
    assert.equal(failed.exception?.length, 1);
    const [asked] = before.rows;
    assert.ok(asked?.what === 'activity');
    assert.equal(asked.toleranceMet, true);
    assert.equal(asked.tolerance, 1);
    assert.equal(rollbacks.rows.length, 1);
  });

  it('shows a run that is being stopped, and that it was interrupted', async () => {
    const test = start({ method: [native('hang')] });
    await test.sink.next('activity-started');
    assert.equal(fold(test.sink.events).state, 'running');
    test.stop();
    await test.result;
    const asked = test.sink.events.findIndex(({ type }) => type === 'stop-requested');
    assert.equal(fold(test.sink.events.slice(0, asked + 1)).state, 'stopping');
    const view = fold(test.sink.events);
    assert.equal(view.interruption?.name, 'SIGTERM');
    const [row] = view.phases.method.rows;
    assert.equal(row?.state, 'interrupted');
  });

  it('leaves phases that are not played waiting', async () => {
    const test = await finish({ ...hypothesis(asking(1, 2)), method: [native('count')] });
    assert.equal(fold(test.sink.events).phases.method.state, 'waiting');
  });

  it('changes no view it was given', async () => {
    const test = await finish({ ...hypothesis(asking(1, 1)), method: [native('count')] });
    let view = Object.freeze(initialView());
    for (const event of test.sink.events) {
      const before = JSON.stringify(view);
      const next = reduce(view, event);
      assert.equal(JSON.stringify(view), before);
      view = next;
    }
  });

  it('does not grow with the number of checks during the method', () => {
    const event = script();
    let view = reduce(initialView(), event('phase-started', { phase: 'during' }));
    const check = (met: boolean, id: string) => {
      const phase = 'during' as const;
      const [activity, duration] = [{}, 0];
      const name = 'p';
      const events = [
        event('hypothesis-started', { id, phase }),
        event(
          'activity-started',
          { id: `a${id}`, phase, pointer: '/x', name, kind: 'probe', activity, background: false },
          id,
        ),
        event('activity-ended', { id: `a${id}`, status: 'succeeded', output: id, duration }, id),
        event('activity-judged', { id: `a${id}`, met }, id),
        event('hypothesis-ended', { id, phase, met }),
      ];
      view = events.reduce(reduce, view);
    };
    for (let at = 0; at < 1000; at += 1) {
      check(at !== 5 && at !== 995, `h${at}`);
    }
    const during = view.during;
    assert.equal(during?.checks, 1000);
    assert.equal(during?.failures, 2);
    assert.equal(during?.recent.length, 120);
    assert.equal(during?.recent.filter((met) => met === false).length, 1);
    assert.deepEqual(during?.current, []);
    assert.deepEqual(
      during?.stretches.map(({ met, count }) => [met, count]),
      [
        [true, 5],
        [false, 1],
        [true, 989],
        [false, 1],
        [true, 4],
      ],
    );
    assert.deepEqual(
      during?.lastFailure.map(({ output, toleranceMet }) => [output, toleranceMet]),
      [['h995', false]],
    );
    assert.ok((during?.firstFailureMono ?? 0) < 1000);
  });

  it('keeps changes of readiness, the newest 200 of each workload', () => {
    const event = script();
    const seen = (ready: number) =>
      event('observed', { kind: 'Deployment', namespace: 'n', name: 'back', ready, wanted: 2 });
    const events = [seen(2), seen(2), ...Array.from({ length: 300 }, (_, at) => seen(at % 2))];
    const view = events.reduce(reduce, initialView());
    const changes = view.observed['Deployment/n/back'];
    assert.equal(changes?.length, 200);
    const two = [seen(1), seen(1)].reduce(reduce, initialView());
    assert.equal(two.observed['Deployment/n/back']?.length, 1);
  });

  it('keeps what Kubernetes reported, and what could not be watched', () => {
    const event = script();
    const about = { kind: 'Pod', namespace: 'n', name: 'p', reason: 'Killing', warning: false };
    const told = (text: string) => event('cluster-event', { ...about, text });
    const error = { code: 'kubernetes.forbidden' };
    const view = [
      ...Array.from({ length: 400 }, (_, at) => told(String(at))),
      event('unobserved', { namespace: 'n', resource: 'events', error }),
    ].reduce(reduce, initialView());
    assert.equal(view.happenings.length, 300);
    assert.equal(view.happenings.at(-1)?.text, '399');
    assert.deepEqual(view.unobserved, [{ namespace: 'n', resource: 'events', error }]);
  });

  it('shows a probe that could not be judged with its error', () => {
    const event = script();
    const error = { code: 'engine.unexpected', args: { reason: 'x' } };
    const start = {
      id: 'a',
      phase: 'before',
      pointer: '/x',
      name: 'p',
      kind: 'probe',
      activity: {},
      background: false,
    } as const;
    const view = fold([
      event('activity-started', start, 'h'),
      event('activity-ended', { id: 'a', status: 'succeeded', duration: 0 }, 'h'),
      event('activity-judged', { id: 'a', met: null, error, exception: ['x'] }, 'h'),
    ]);
    const [row] = view.phases.before.rows;
    assert.ok(row?.what === 'activity');
    assert.equal(row.toleranceMet, false);
    assert.deepEqual(row.error, error);
  });

  it('passes over what it does not know', () => {
    const event = script();
    const unknown = { ...event('log', { level: 'INFO', text: '' }), type: 'later' };
    assert.equal(reduce(initialView(), unknown as unknown as RunEvent).seq, 1);
  });
});
