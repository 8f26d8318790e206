import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Gate } from '../../engine/gate.ts';
import type { Inspector } from '../../engine/inspect/inspector.ts';
import { initialView, reduce } from '../../engine/reducer.ts';
import { asking, hypothesis, MemorySink, native, start } from '../../engine/testing/requests.ts';
import type { RunView } from '../../engine/view.ts';
import type { JsonObject } from '../../experiment/json.ts';
import { parseExperiment } from '../../experiment/parse.ts';
import { errorText } from '../../messages/error.ts';
import { format } from '../../messages/format.ts';
import { ExperimentDebugSession } from './adapter.ts';
import { optionsOf } from './configuration.ts';
import type { Debuggee, DebugHost } from './debuggee.ts';
import { verdictText } from './verdict-text.ts';

const path = '/somewhere/experiment.json';

/** An editor whose runs are the engine's own, without a thread between. */
function host(experiment: JsonObject, text = JSON.stringify(experiment, null, 2)): DebugHost {
  const never = new AbortController().signal;
  return {
    text: (message) => format(message),
    words: errorText,
    verdict: (view) => verdictText(view, (message) => format(message), 'en'),
    async open(launch): Promise<Debuggee> {
      const options = optionsOf(launch);
      let inspector: Inspector | undefined;
      let view: RunView | undefined;
      let stop = () => {};
      return {
        path,
        name: 'experiment.json',
        document: parseExperiment(text, 'json'),
        get view() {
          return view;
        },
        async run({ arrived, progress }) {
          const gate: Gate = {
            opened: (given) => {
              inspector = given;
            },
            arrive: arrived,
          };
          const sink = new MemorySink();
          const run = start(experiment, {
            gate,
            options,
            sink: {
              append: (event) => {
                sink.append(event);
                view = reduce(view ?? initialView(), event);
                progress(event.type === 'log' ? [`${event.level}] ${event.text}`] : []);
              },
            },
          });
          stop = () => run.stop({ kind: 'user', reason: 'test' });
          await run.result;
        },
        stop: async () => stop(),
        inspect: async (pointer) => {
          assert.ok(inspector);
          return inspector.inspect(pointer);
        },
        evaluate: async (expression, pointer) => {
          assert.ok(inspector);
          return inspector.evaluate(expression, pointer, never);
        },
      };
    },
  };
}

/** The editor's side of the protocol. */
function client(made: DebugHost) {
  const session = new ExperimentDebugSession(made);
  const events: DebugProtocol.Event[] = [];
  const answers = new Map<number, (response: DebugProtocol.Response) => void>();
  let wake = () => {};
  session.onDidSendMessage((message) => {
    const sent = message as unknown as DebugProtocol.ProtocolMessage;
    if (sent.type === 'event') {
      events.push(sent as DebugProtocol.Event);
      wake();
    } else {
      const response = sent as DebugProtocol.Response;
      answers.get(response.request_seq)?.(response);
    }
  });
  let seq = 0;
  let seen = 0;
  const ask = async <R extends DebugProtocol.Response>(command: string, args: object = {}) => {
    seq += 1;
    const { promise, resolve } = Promise.withResolvers<DebugProtocol.Response>();
    answers.set(seq, resolve);
    const request = { seq, type: 'request', command, arguments: args };
    session.handleMessage(request as DebugProtocol.ProtocolMessage);
    const response = await promise;
    assert.ok(response.success, JSON.stringify(response));
    return response.body as R['body'];
  };
  /** The next event of a kind that has not been taken yet. */
  const next = async <E extends DebugProtocol.Event>(event: string): Promise<E['body']> => {
    for (;;) {
      const at = events.findIndex((each, index) => index >= seen && each.event === event);
      if (at !== -1) {
        seen = at + 1;
        return events[at]?.body;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const begin = async (launch: object = {}, lines: object[] = []) => {
    await ask('initialize', { adapterID: 'chaos', linesStartAt1: true, pathFormat: 'path' });
    await ask('launch', { program: path, ...launch });
    await next('initialized');
    const { breakpoints } = await ask<DebugProtocol.SetBreakpointsResponse>('setBreakpoints', {
      source: { path },
      breakpoints: lines,
    });
    await ask('configurationDone');
    return breakpoints;
  };
  /** Where a thread stands, innermost first. */
  const stack = async (threadId: number) =>
    (await ask<DebugProtocol.StackTraceResponse>('stackTrace', { threadId })).stackFrames.map(
      ({ name, line }) => `${name}:${line}`,
    );
  const stopped = () => next<DebugProtocol.StoppedEvent>('stopped');
  const variables = async (variablesReference: number) =>
    (await ask<DebugProtocol.VariablesResponse>('variables', { variablesReference })).variables;
  const evaluate = async (expression: string, frameId?: number) =>
    (await ask<DebugProtocol.EvaluateResponse>('evaluate', { expression, frameId })).result;
  const output = () =>
    events
      .filter(({ event }) => event === 'output')
      .map(({ body }) => body.output)
      .join('');
  return { session, ask, next, begin, stack, stopped, variables, evaluate, output, events };
}

const experiment = {
  title: 'Step by step',
  description: 'd',
  configuration: { size: 3 },
  secrets: { login: { token: 'kept-from-all' } },
  ...hypothesis(asking({ status: 200, by: 'kept-from-all' }, 200, { name: 'answers' })),
  method: [
    native('give', { value: '${size}' }, { name: 'one' }),
    native('count', {}, { name: 'two' }),
  ],
  rollbacks: [native('give', { value: 1 }, { name: 'mend' })],
};
const text = JSON.stringify(experiment, null, 2);

/** The line, from 1, that holds a text. */
const lineOf = (part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

describe('the debug adapter', () => {
  it('moves a breakpoint to its activity, stops there and steps through all phases', async () => {
    const { begin, stack, stopped, ask, next, output } = client(host(experiment));
    const set = await begin({}, [
      { line: lineOf('"one"') },
      { line: lineOf('"method"') },
      { line: text.split('\n').length + 1 },
    ]);
    const first = lineOf('"one"') - 2;
    assert.deepEqual(
      set.map(({ verified, line }) => [verified, line]),
      [
        [true, first],
        [true, first],
        [false, undefined],
      ],
    );
    assert.equal((await stopped()).reason, 'breakpoint');
    assert.deepEqual(await stack(1), [`one:${first}`, `Method:${lineOf('"method"')}`]);
    const names = [];
    for (let step = 0; step < 3; step += 1) {
      await ask('next', { threadId: 1 });
      assert.equal((await stopped()).reason, 'step');
      names.push((await stack(1)).map((frame) => frame.replace(/:.*/, '')).join(' in '));
    }
    assert.deepEqual(names, [
      'two in Method',
      'answers in Steady state after',
      'mend in Rollbacks',
    ]);
    await ask('continue', { threadId: 1 });
    assert.equal((await next<DebugProtocol.ExitedEvent>('exited')).exitCode, 0);
    await next('terminated');
    assert.match(output(), /INFO\] Action: two[\s\S]*Chaos Toolkit status: completed/);
  });

  it('shows what the run knows, and no secret', async () => {
    const { begin, stopped, ask, variables, evaluate, events } = client(host(experiment));
    await begin({}, [{ line: lineOf('"two"') }]);
    await stopped();
    const { stackFrames } = await ask<DebugProtocol.StackTraceResponse>('stackTrace', {
      threadId: 1,
    });
    const frameId = stackFrames[0]?.id ?? 0;
    const { scopes } = await ask<DebugProtocol.ScopesResponse>('scopes', { frameId });
    const shown: Record<string, Record<string, string>> = {};
    for (const { name, variablesReference } of scopes) {
      const inside = await variables(variablesReference);
      shown[name] = Object.fromEntries(inside.map((each) => [each.name, each.value]));
    }
    const { 'Journal so far': journal, ...others } = shown;
    assert.deepEqual(Object.keys(journal ?? {}), ['1 answers', '2 one']);
    assert.deepEqual(others, {
      Activity: { arguments: '{}' },
      'Last outputs': { answers: '{"status":200,"by":"***"}', one: '3' },
      Configuration: { size: '3' },
      Secrets: { login: '{"token":"***"}' },
    });
    assert.equal(
      await evaluate('tolerance 200 of "answers"', frameId),
      'met: {"status":200,"by":"***"}',
    );
    assert.equal(await evaluate('tolerance 4', frameId), 'not met: 3');
    assert.equal(await evaluate('$.by of "answers"'), '"***"');
    assert.match(await evaluate('help'), /JSONPath/);
    await assert.rejects(evaluate('what is this', frameId), /Type “help”/);
    const outputs = scopes.find(({ name }) => name === 'Last outputs')?.variablesReference ?? 0;
    const [answers] = await variables(outputs);
    const [status] = await variables(answers?.variablesReference ?? 0);
    assert.equal(status?.evaluateName, '$["status"] of "answers"');
    assert.equal(await evaluate(status?.evaluateName ?? '', frameId), '200');
    const { targets } = await ask<DebugProtocol.CompletionsResponse>('completions', {
      text: 'tolerance 200 of ',
      column: 18,
      frameId,
    });
    assert.deepEqual(
      targets.map(({ label }) => label),
      ['of "answers"', 'of "one"', 'of value '],
    );
    assert.ok(!JSON.stringify(events).includes('kept-from-all'));
    await ask('disconnect');
  });

  it('asks the condition of a breakpoint, and writes at a logpoint without stopping', async () => {
    const { begin, stopped, stack, ask, next, output } = client(host(experiment));
    await begin({}, [
      { line: lineOf('"one"'), condition: 'tolerance 500 of "answers"' },
      { line: lineOf('"one"'), logMessage: 'size ${size}, {$.status of "answers"}' },
      { line: lineOf('"two"'), condition: '${size}' },
    ]);
    await stopped();
    assert.match((await stack(1))[0] ?? '', /^two/);
    assert.match(output(), /^size 3, 200$/m);
    await ask('continue', { threadId: 1 });
    await next('terminated');
  });

  it('has a thread for each background activity', async () => {
    const { begin, stopped, ask, next } = client(
      host({
        ...experiment,
        method: [
          native(
            'hang',
            {},
            {
              name: 'load',
              background: true,
              provider: {
                type: 'python',
                module: 'fake',
                func: 'give',
                arguments: { value: 1 },
              },
            },
          ),
          native('count', {}, { name: 'two' }),
        ],
      }),
    );
    await begin({ hypothesisStrategy: 'skip', stopOnEntry: true });
    assert.equal((await stopped()).reason, 'entry');
    const { threads } = await ask<DebugProtocol.ThreadsResponse>('threads');
    assert.deepEqual(
      threads.map(({ name }) => name),
      ['Experiment', 'load (background)'],
    );
    await ask('continue', { threadId: threads[1]?.id });
    assert.deepEqual(await next('thread'), { reason: 'exited', threadId: threads[1]?.id });
    await next('terminated');
  });

  it('stops the run with its rollbacks, and restarts it', async () => {
    const { begin, stopped, stack, ask, next, output, events } = client(
      host({ ...experiment, runtime: { rollbacks: { strategy: 'always' } } }),
    );
    await begin({}, [{ line: lineOf('"one"') }, { line: lineOf('"mend"') }]);
    await stopped();
    await ask('restart', {});
    await stopped();
    assert.match((await stack(1))[0] ?? '', /^one/);
    assert.equal(events.filter(({ event }) => event === 'terminated').length, 0);
    await ask('terminate');
    await next('terminated');
    assert.match(output(), /Rollback: mend[\s\S]*status: interrupted/);
  });

  it('says what is wrong with a launch configuration', async () => {
    const { begin } = client(host(experiment));
    await assert.rejects(begin({ dry: 'everything' }), /“dry”.*probes, actions/);
  });
});
