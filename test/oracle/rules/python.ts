import { experiment, sh } from '../build.ts';
import type { Case, JsonObject, Rule } from '../case.ts';
import { inOrderOfNames } from '../normalise.ts';
import { modules } from './python-functions.ts';

/** An activity that calls a function. */
function call(func: string, args: JsonObject = {}, more: JsonObject = {}): JsonObject {
  const { provider, ...activity } = more;
  return {
    type: 'probe',
    name: func,
    provider: {
      type: 'python',
      module: 'mymod',
      func,
      arguments: args,
      ...(provider as JsonObject | undefined),
    },
    ...activity,
  };
}

function shows(name: string, parts: JsonObject, more: Partial<Case> = {}): Case {
  return { name, experiment: experiment(parts), modules, ...more };
}

const watched = (...probes: JsonObject[]): JsonObject => ({
  'steady-state-hypothesis': { title: 'all is well', probes },
});

const playRollbacks = { rollbackStrategy: 'always' } as const;

/** Of a run whose own code sends the signal the reason is not worded the same. */
const withoutReason = (journal: JsonObject) => void delete journal['interruption'];

/** Functions of the user's Python. */
export const python: Rule[] = [
  {
    id: 'python-arguments',
    says: 'Arguments reach a function in their own types, defaults are its own.',
    cases: [
      shows('each type', {
        configuration: { n: 5, text: 'x' },
        method: [
          call('echo', { a: 1, b: 1.5, c: null, d: [true, { e: 'é' }], f: '${n}', g: 'is $text' }),
          call('add', { a: 1 }),
          call('add', { a: 1, c: 4 }),
          call('give', { value: [] }),
        ],
      }),
      {
        ...shows('floats', {}),
        experiment:
          '{"title": "t", "description": "d", "method": [{"type": "probe", "name": "n", "provider": ' +
          '{"type": "python", "module": "mymod", "func": "text", "arguments": {"a": 1.0, "b": 1e20, "c": 10}}}]}',
      },
    ],
    mutation: {
      file: 'engine/bridge/codec.ts',
      find: 'return repr(new PyFloat(value));',
      replace: 'return JSON.stringify(value);',
    },
  },
  {
    id: 'python-configuration',
    says: 'A function that has a parameter `configuration` gets all of it.',
    cases: [
      shows('with and without', { configuration: { a: 1 }, method: [call('told'), call('give')] }),
    ],
    mutation: {
      file: 'engine/bridge/bridge.py',
      find: 'if "configuration" in parameters:',
      replace: 'if False:',
    },
  },
  {
    id: 'python-secrets',
    says: 'Secrets are given when the activity names them and the function wants them, merged flat.',
    cases: [
      shows(
        'named, unknown and not named',
        {
          secrets: { one: { a: 'x1' }, two: { b: 'x2', a: 'x3' } },
          method: [
            call('silent', {}, { provider: { secrets: ['one', 'none'] } }),
            call('silent'),
            call('silent', {}, { provider: { secrets: [] } }),
            call('give', {}, { provider: { secrets: ['one'] } }),
          ],
        },
        { normalise: maskSecrets },
      ),
    ],
    mutation: {
      file: 'engine/bridge/bridge.py',
      find: 'told = "secrets" in message and "secrets" in parameters',
      replace: 'told = "secrets" in parameters',
    },
  },
  {
    id: 'python-failure',
    says: 'What a function raises is its failure, in the words of Python.',
    cases: [
      shows(
        'each kind',
        {
          method: [
            call('fails'),
            call('breaks', { text: 'a\nb' }),
            call('add', {}),
            call('give', { value: 1 }),
          ],
        },
        { options: { noValidation: true } },
      ),
      shows('in the gate', { ...watched(call('breaks', {}, { tolerance: true })), method: [] }),
    ],
    mutation: {
      file: 'engine/bridge/bridge.py',
      find: 'return {"failed": only(error), "lines": trace(error)}',
      replace: 'return {"failed": str(error), "lines": trace(error)}',
    },
  },
  {
    id: 'python-missing',
    says: 'A module or a function that is not there aborts the run.',
    cases: [
      shows(
        'module',
        {
          method: [call('x', {}, { provider: { module: 'no_such_module' } }), call('give')],
          rollbacks: [sh('true')],
        },
        { options: { noValidation: true } },
      ),
      shows(
        'function',
        { method: [call('no_such'), call('give')] },
        { options: { noValidation: true } },
      ),
    ],
    mutation: {
      file: 'engine/providers/python.ts',
      find: "throw new HumanError('engine.python-raised',",
      replace: "throw new ActivityFailed('x'); new HumanError('engine.python-raised',",
    },
  },
  {
    id: 'python-interrupts',
    says: 'InterruptExecution ends the run as interrupted, wherever it is raised; the pause after it is kept.',
    cases: [
      shows('in the method', {
        method: [call('interrupts', {}, { pauses: { after: 0.01 } }), call('give')],
        rollbacks: [sh('true')],
      }),
      shows('in the gate', { ...watched(call('interrupts', {}, { tolerance: true })), method: [] }),
      shows('in the background', {
        method: [call('interrupts', {}, { background: true }), call('give')],
      }),
      shows('in a rollback', { method: [], rollbacks: [call('interrupts'), call('give')] }),
      shows(
        'with rollbacks',
        { method: [call('interrupts')], rollbacks: [call('give')] },
        { options: { rollbackStrategy: 'always' } },
      ),
      shows(
        'as a tolerance',
        {
          ...watched(call('give', { value: 1 }, { tolerance: call('interrupts', { value: 0 }) })),
          method: [],
        },
        { options: { noValidation: true } },
      ),
    ],
    mutation: {
      file: 'engine/providers/python.ts',
      find: "if (typeof interrupted === 'string') {",
      replace: 'if (false) {',
    },
  },
  {
    id: 'python-exits',
    says: 'SystemExit ends the run as interrupted; with 30 no rollbacks are played.',
    cases: [
      shows(
        '3',
        { method: [call('leaves', { code: 3 })], rollbacks: [call('give')] },
        { options: { rollbackStrategy: 'always' } },
      ),
      shows(
        '30',
        { method: [call('leaves', { code: 30 })], rollbacks: [call('give')] },
        { options: { rollbackStrategy: 'always' } },
      ),
    ],
    mutation: {
      file: 'engine/run.ts',
      find: 'error instanceof InterruptExecution && error.ungraceful',
      replace: 'false',
    },
  },
  {
    id: 'python-sends-signals',
    says: 'Code that sends its process a user signal ends the run: SIGUSR1 with rollbacks, SIGUSR2 without.',
    cases: [
      ...['SIGUSR1', 'SIGUSR2'].map((name) =>
        shows(
          name,
          { method: [call('sends', { name }), call('give')], rollbacks: [call('give')] },
          { options: playRollbacks, normalise: withoutReason },
        ),
      ),
      // No case of SIGUSR2: the original at times waits for ever for the background activity then.
      shows(
        'SIGUSR1 in the background',
        {
          method: [
            call('sends_and_returns', { name: 'SIGUSR1' }, { background: true }),
            sh('sleep 5'),
          ],
          rollbacks: [call('give')],
        },
        {
          options: playRollbacks,
          normalise: (journal) => {
            inOrderOfNames(journal);
            withoutReason(journal);
          },
        },
      ),
    ],
    mutation: {
      file: 'engine/prepare.ts',
      find: "name === 'SIGUSR2'",
      replace: 'false',
    },
  },
  {
    id: 'python-signal',
    says: 'A signal cuts a function that is running, which may clean up.',
    cases: [
      shows(
        'SIGTERM',
        { method: [call('touch', { path: 'started', seconds: 60 }), call('give')] },
        { signal: { name: 'SIGTERM', when: 'started' } },
      ),
      shows(
        'SIGINT',
        {
          method: [call('touch', { path: 'started', seconds: 60 }), call('give')],
          rollbacks: [sh('test -e cleaned')],
        },
        { signal: { name: 'SIGINT', when: 'started' }, options: { rollbackStrategy: 'always' } },
      ),
    ],
    mutation: {
      file: 'engine/bridge/bridge.py',
      find: 'raise Cut()\n        name',
      replace: 'os._exit(1)\n        name',
    },
  },
  {
    id: 'python-result',
    says: 'Results are written as a journal can hold them: dates, decimals, tuples, keys that are no text.',
    cases: [shows('typed', { method: [call('typed')] })],
    mutation: {
      file: 'engine/bridge/bridge.py',
      find: 'return value.isoformat()',
      replace: 'return str(value.year)',
    },
  },
  {
    id: 'python-threads',
    says: 'Foreground activities are called in the main thread, background ones are not.',
    cases: [
      shows('both', {
        method: [
          call('thread'),
          call('thread', {}, { name: 'other', background: true, pauses: { before: 0.2 } }),
        ],
      }),
    ],
    mutation: {
      file: 'engine/activity.ts',
      find: "stage.phase === 'during' || truthy(step.entry['background'] ?? null);",
      replace: 'false;',
    },
  },
  {
    id: 'python-tolerance',
    says: 'A function may judge a value.',
    cases: [
      shows('met', {
        ...watched(call('give', { value: 3 }, { tolerance: call('judge', { value: 0, low: 3 }) })),
        method: [],
      }),
      shows('not met', {
        ...watched(call('give', { value: 2 }, { tolerance: call('judge', { value: 0, low: 3 }) })),
        method: [],
      }),
      shows('that fails', {
        ...watched(
          call('give', { value: 'x' }, { tolerance: call('judge', { value: 0, low: 3 }) }),
        ),
        method: [],
      }),
    ],
    mutation: {
      file: 'engine/tolerance/probe.ts',
      find: "given['value'] = value;",
      replace: '',
    },
  },
  {
    id: 'python-dynamic',
    says: 'A function may fill the configuration; it is told what is known by then, and all secrets.',
    cases: [
      shows('each', {
        configuration: {
          first: 7,
          second: {
            type: 'probe',
            name: 's',
            provider: { type: 'python', module: 'mymod', func: 'told' },
          },
          third: {
            type: 'probe',
            name: 't',
            provider: { type: 'python', module: 'mymod', func: 'give', arguments: { value: 1 } },
          },
          fourth: {
            type: 'probe',
            name: 'f',
            provider: { type: 'python', module: 'mymod', func: 'breaks' },
          },
        },
        method: [call('echo', { a: '${second}', b: '${third}', c: '${fourth}' })],
      }),
    ],
    mutation: {
      file: 'engine/prepare.ts',
      find: 'allSecrets: true',
      replace: 'allSecrets: false',
    },
  },
  {
    id: 'python-output',
    says: 'What a function prints is no result, and it has nothing to read.',
    cases: [shows('prints', { method: [call('prints')] })],
    mutation: {
      file: 'engine/bridge/bridge.py',
      find: 'os.dup2(nothing, 0)',
      replace: 'os.dup2(os.open(__file__, os.O_RDONLY), 0)',
    },
  },
];

/** Only ours hides secrets. */
function maskSecrets(journal: JsonObject): void {
  const text = JSON.stringify(journal).replaceAll(/"x[123]"/g, '"***"');
  Object.assign(journal, JSON.parse(text));
}
