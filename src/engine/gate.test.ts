import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Arrival, Gate } from './gate.ts';
import type { Inspector } from './inspect/inspector.ts';
import { initialView, reduce } from './reducer.ts';
import { asking, finish, hypothesis, native, start } from './testing/requests.ts';

/** A gate that lets a test look at each arrival before it opens. */
function gate(
  at: (arrival: Arrival, inspector: Inspector, cut: AbortSignal, held: () => void) => Promise<void>,
) {
  let inspector: Inspector | undefined;
  const made: Gate = {
    opened: (given) => {
      inspector = given;
    },
    arrive: async (arrival, cut, held) => {
      assert.ok(inspector);
      await at(arrival, inspector, cut, held);
    },
  };
  return made;
}

describe('the gate of a run', () => {
  it('is passed before each activity of hypothesis, method and rollbacks', async () => {
    const seen: string[] = [];
    const test = await finish(
      {
        ...hypothesis(asking(1, 1)),
        method: [native('count', {}, { background: true }), { ref: 'asking' }],
        rollbacks: [native('give', { value: 2 }, { name: 'back' })],
      },
      {
        gate: gate(async ({ phase, pointer, resolved, name, kind, background }) => {
          seen.push(
            [phase, pointer, resolved, name, kind, background ? 'background' : ''].join(' '),
          );
        }),
      },
    );
    assert.deepEqual(seen, [
      'before /steady-state-hypothesis/probes/0  asking probe ',
      'method /method/0  count action background',
      'method /method/1 /steady-state-hypothesis/probes/0 asking probe ',
      'after /steady-state-hypothesis/probes/0  asking probe ',
      'rollbacks /rollbacks/0  back action ',
    ]);
    assert.equal(test.journal()['status'], 'completed');
  });

  it('holds an activity and its pauses without counting the time for it', async () => {
    const { promise: open, resolve } = Promise.withResolvers<void>();
    const test = start(
      {
        method: [
          native(
            'give',
            { value: 1 },
            {
              pauses: { before: 0.01 },
              provider: {
                type: 'python',
                module: 'fake',
                func: 'give',
                arguments: { value: 1 },
                timeout: 0.2,
              },
            },
          ),
        ],
      },
      { gate: gate(() => open) },
    );
    // Longer than the activity's own time limit.
    await sleep(300);
    assert.deepEqual(test.native.calls, []);
    assert.deepEqual(test.sink.of('pause-started'), []);
    resolve();
    await test.result;
    const [ended] = test.sink.of('activity-ended');
    assert.equal(ended?.status, 'succeeded');
  });

  it('tells what it holds until that starts, and nothing of what it lets through', async () => {
    let late = () => {};
    const test = await finish(
      { method: [native('count', {}, { name: 'first' }), native('count', {}, { name: 'second' })] },
      {
        gate: gate(async ({ name }, _inspector, _cut, held) => {
          late();
          if (name === 'second') {
            held();
            held();
            late = held;
          }
        }),
      },
    );
    late();
    const [held, ...more] = test.sink.of('activity-held');
    assert.deepEqual(
      [held?.phase, held?.pointer, held?.name, more],
      ['method', '/method/1', 'second', []],
    );
    const order = test.sink.events.filter(({ type }) => type.startsWith('activity-'));
    assert.deepEqual(
      order.map(({ type }) => type.replace('activity-', '')),
      ['started', 'ended', 'held', 'freed', 'started', 'ended'],
    );
    let view = initialView();
    const names = test.sink.events.map((event) => {
      view = reduce(view, event);
      return view.held.map(({ name }) => name).join();
    });
    assert.equal(names.filter((name) => name === 'second').length, 1);
    assert.deepEqual(view.held, []);
  });

  it('lets go of what it holds when the run is stopped', async () => {
    const arrived = Promise.withResolvers<void>();
    const test = start(
      { method: [native('count')] },
      {
        gate: gate((_arrival, _inspector, _cut, held) => {
          held();
          arrived.resolve();
          return new Promise(() => {});
        }),
      },
    );
    await arrived.promise;
    test.stop();
    await test.result;
    assert.equal(test.sink.of('activity-freed').length, 1);
  });

  it('does not keep a stopped run from its rollbacks, and neither does one that fails', async () => {
    const arrived = Promise.withResolvers<void>();
    const test = start(
      {
        method: [native('count')],
        rollbacks: [native('give', { value: 1 })],
        runtime: { rollbacks: { strategy: 'always' } },
      },
      {
        gate: gate(async ({ phase }, _inspector, cut) => {
          arrived.resolve();
          if (phase === 'rollbacks') {
            throw new Error('the debugger is gone');
          }
          await new Promise((resolve) => cut.addEventListener('abort', resolve));
        }),
      },
    );
    await arrived.promise;
    test.stop();
    const result = await test.result;
    assert.equal(result.status, 'interrupted');
    assert.deepEqual(test.native.calls, ['give']);
  });
});

describe('a look into a held run', () => {
  const experiment = {
    configuration: { place: 'here', size: 3, mirror: 'kept-from-all' },
    secrets: { login: { user: 'somebody', token: 'kept-from-all' } },
    ...hypothesis(
      asking({ status: 200, body: { items: ['a', 'kept-from-all'] } }, [200, 201], {
        name: 'answers',
      }),
    ),
    method: [native('give', { value: ['${place}', '${token}'] }, { name: 'act' })],
  };

  /** Asks at the method's only activity. */
  async function ask<T>(question: (inspector: Inspector) => Promise<T> | T): Promise<T> {
    const answer = Promise.withResolvers<T>();
    await finish(experiment, {
      gate: gate(async ({ phase }, inspector) => {
        if (phase === 'method') {
          await Promise.resolve(question(inspector)).then(answer.resolve, answer.reject);
        }
      }),
    });
    return answer.promise;
  }
  const signal = new AbortController().signal;
  const evaluate = (text: string, pointer = '/method/0') =>
    ask((inspector) => inspector.evaluate(text, pointer, signal));

  it('shows what is resolved and about to be given, without secrets', async () => {
    const seen = await ask((inspector) => inspector.inspect('/method/0'));
    assert.deepEqual(seen, {
      configuration: { place: 'here', size: 3, mirror: '***' },
      secrets: { login: { user: '***', token: '***' } },
      activity: { arguments: { value: ['here', '***'] } },
    });
  });

  it('evaluates names, outputs and paths', async () => {
    assert.deepEqual(await evaluate('size'), { value: 3 });
    assert.deepEqual(await evaluate('${size}'), { value: 3 });
    assert.deepEqual(await evaluate('at ${place} by ${token}'), { value: 'at here by ***' });
    assert.deepEqual(await evaluate('$.status'), { value: 200 });
    assert.deepEqual(await evaluate('$.body.items of "answers"'), { value: ['a', '***'] });
    assert.deepEqual(await evaluate('output'), {
      value: { status: 200, body: { items: ['a', '***'] } },
    });
    assert.deepEqual(await evaluate('help'), { help: true });
  });

  it('evaluates tolerances by the rules of the run', async () => {
    const met = async (text: string) => {
      const answer = await evaluate(text);
      return 'met' in answer ? answer.met : undefined;
    };
    assert.equal(await met('tolerance 200'), true);
    assert.equal(await met('tolerance "200"'), false);
    assert.equal(await met('tolerance'), true);
    assert.equal(await met('tolerance of "answers"'), true);
    assert.equal(await met('tolerance 404 of value {"status": 404}'), true);
    const range = '{"type": "range", "range": [1, 5]}';
    assert.equal(await met(`tolerance ${range} of value 3`), true);
    assert.equal(await met(`tolerance ${range} of value 6`), false);
    assert.equal(
      await met('tolerance {"type": "regex", "pattern": " of "} of value "1 of 2"'),
      true,
    );
  });

  it('says in words what can’t be evaluated', async () => {
    const refused = (text: string, code: string) => assert.rejects(evaluate(text), { code });
    await refused('delete everything', 'engine.inspect-syntax');
    await refused('tolerance {', 'engine.inspect-syntax');
    await refused('nothing_of_that_name', 'engine.inspect-name');
    await refused('tolerance of value 404', 'engine.inspect-no-tolerance');
    await refused('output of "act"', 'engine.inspect-no-output');
    await refused('tolerance of "act"', 'engine.inspect-no-output');
    await refused(
      'tolerance {"type": "probe", "name": "p", "provider": {"type": "python", "module": "fake", "func": "count", "arguments": {}}}',
      'engine.inspect-probe',
    );
  });
});
