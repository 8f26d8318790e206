import { exits, experiment, hypothesis, rollbacks, sh } from '../build.ts';
import type { Case, JsonObject, Rule } from '../case.ts';

/** A control that writes down what it is called with, and does as its arguments say. */
const recorder = `
import json, logging
from chaoslib.exceptions import InterruptExecution

def seen(hook, name, **facts):
    with open("effects.log", "a+") as file:
        file.seek(0)
        number = len(file.readlines())
        file.write("%03d %s\\n" % (number, json.dumps([hook, name, facts], sort_keys=True, default=str)))

def kind(context):
    return context if isinstance(context, str) else context.get("title") or context.get("name")

def act(hook, do, context, experiment, state, configuration):
    for what in (do or {}).get(hook, []):
        if what == "interrupt":
            raise InterruptExecution("enough")
        if what == "fail":
            raise ValueError("broken")
        target = {"context": context, "experiment": experiment, "state": state, "configuration": configuration}[what[0]]
        *path, last = what[1]
        for key in path:
            target = target[key]
        if last == "insert":
            target.insert(*what[2])
        elif len(what) == 2:
            del target[last]
        else:
            target[last] = what[2]

def hook(name):
    def called(context, name_=None, do=None, experiment=None, state=None, configuration=None, secrets=None, settings=None, extensions=None):
        seen(name, name_, context=kind(context), state=summary(state), configuration=configuration, settings=settings is None, extensions=extensions)
        act(name, do, context, experiment, state, configuration)
    return called

def summary(state):
    if isinstance(state, dict):
        return {key: value for key, value in state.items() if key in ("status", "output", "steady_state_met", "deviated", "tolerance_met")}
    if isinstance(state, list):
        return [summary(each) for each in state]
    return state

for level in ("experiment", "hypothesis", "method", "rollback", "activity"):
    for when in ("before", "after"):
        globals()["%s_%s_control" % (when, level)] = hook("%s-%s" % (level, when))

def configure_control(configuration=None, name_=None, do=None, experiment=None, settings=None):
    seen("configure", name_, configuration=configuration, settings=settings is None)
    act("configure", do, None, experiment, None, configuration)

def cleanup_control():
    seen("cleanup", None)
`;

/** One that wants less than it could have. */
const small = `
def before_activity_control(context):
    with open("effects.log", "a") as file:
        file.write("small before %s\\n" % context["name"])

def after_activity_control(context, state, **kwargs):
    with open("effects.log", "a") as file:
        file.write("small after %s %s %s\\n" % (context["name"], state and state["status"], sorted(kwargs)))
`;

const modules = { 'recorder.py': recorder, 'small.py': small };

type Doing = Record<string, (string | [string, (string | number)[], unknown?])[]>;

/** A control that records under its name, and does things at hooks. */
function control(name: string, does: Doing = {}, more: JsonObject = {}): JsonObject {
  const { provider, ...others } = more;
  return {
    name,
    provider: {
      type: 'python',
      module: 'recorder',
      arguments: { name_: name, do: does as JsonObject },
      ...(provider as JsonObject | undefined),
    },
    ...others,
  };
}

/** What was recorded is what the case leaves behind. */
function shows(name: string, parts: JsonObject, more: Partial<Case> = {}): Case {
  return { name, experiment: experiment(parts), modules, ...more };
}

const act = (name: string, more: JsonObject = {}) => sh('exit 0', { name, ...more });

const everything: JsonObject = {
  ...hypothesis(exits(0, { name: 'fine', tolerance: 0 })),
  method: [act('first'), act('second')],
  rollbacks: [act('last')],
};

function withControls(parts: JsonObject, ...controls: JsonObject[]): JsonObject {
  return { ...parts, controls };
}

/** Controls of the experiment, its hypothesis, its activities and of the settings. */
export const controls: Rule[] = [
  {
    id: 'controls-hooks',
    says: 'A control is configured, called before and after all levels, and cleans up.',
    cases: [
      shows(
        'all levels',
        withControls(
          { ...everything, extensions: [{ name: 'x' }], configuration: { c: 1 } },
          control('one'),
        ),
      ),
      shows(
        'without hypothesis and rollbacks',
        withControls({ method: [act('a')] }, control('one')),
      ),
      shows(
        'gate not met',
        withControls({ ...hypothesis(exits(1, { tolerance: 0 })), ...rollbacks }, control('one')),
      ),
    ],
    mutation: {
      file: 'engine/controls/controls.ts',
      find: "await this.#apply(what, 'after', state);\n    }\n  }\n\n  /** The first half",
      replace: "await this.#apply(what, 'before', state);\n    }\n  }\n\n  /** The first half",
    },
  },
  {
    id: 'controls-signature',
    says: 'A function gets what it has parameters for; one that takes none of its arguments fails alone.',
    cases: [
      shows(
        'small ones',
        withControls(
          { method: [act('a')] },
          { name: 's', provider: { type: 'python', module: 'small' } },
        ),
      ),
      shows(
        'arguments that do not fit',
        withControls(
          { method: [act('a')] },
          { name: 's', provider: { type: 'python', module: 'small', arguments: { x: 1 } } },
        ),
      ),
    ],
    mutation: {
      file: 'engine/bridge/bridge.py',
      find: '            if name in parameters:\n',
      replace: '            if True:\n',
    },
  },
  {
    id: 'controls-order',
    says: 'Controls of the experiment come before those of an activity, once for each of these.',
    cases: [
      shows(
        'merged',
        withControls(
          { method: [act('a', { controls: [control('three'), control('four')] }), act('b')] },
          control('one'),
          control('two'),
        ),
      ),
      shows(
        'same name',
        withControls(
          { method: [act('a', { controls: [control('one', {}, { scope: 'after' })] })] },
          control('one'),
          control('two'),
        ),
      ),
      shows('only of an activity', {
        method: [act('a', { controls: [control('three')] }), act('b')],
      }),
      shows(
        'of the hypothesis',
        withControls(
          {
            'steady-state-hypothesis': {
              title: 'h',
              controls: [control('h')],
              probes: [exits(0, { tolerance: 0 })],
            },
            method: [],
          },
          control('one'),
        ),
      ),
    ],
    mutation: {
      file: 'engine/controls/applying.ts',
      find: 'controls.unshift(...others);',
      replace: 'controls.push(...others);',
    },
  },
  {
    id: 'controls-automatic',
    says: 'One that is not automatic comes where it is referred to, and to the experiment.',
    cases: [
      shows(
        'by reference',
        withControls(
          {
            method: [
              act('a', { controls: [{ ref: 'one', name: 'r', provider: { type: 'x' } }] }),
              act('b'),
            ],
          },
          control('one', {}, { automatic: false }),
          control('two'),
        ),
      ),
      shows(
        'nowhere',
        withControls({ method: [act('a')] }, control('one', {}, { automatic: false })),
      ),
    ],
    mutation: {
      file: 'engine/controls/applying.ts',
      find: "return !Object.hasOwn(control, 'automatic') || truthy(control['automatic'] ?? null);",
      replace: 'return control !== undefined;',
    },
  },
  {
    id: 'controls-scope',
    says: 'A scope leaves the other half out.',
    cases: [
      shows(
        'both',
        withControls(
          { method: [act('a')] },
          control('one', {}, { scope: 'before' }),
          control('two', {}, { scope: 'after' }),
        ),
      ),
    ],
    mutation: {
      file: 'engine/controls/controls.ts',
      find: '(truthy(scope) && scope !== when)',
      replace: 'false',
    },
  },
  {
    id: 'controls-global',
    says: 'Controls of the settings come first, and not to the method of an experiment with controls of its own.',
    cases: [
      shows('alone', everything, { settings: { controls: { glob: control('glob') } } }),
      shows('with others', withControls(everything, control('one')), {
        settings: { controls: { glob: control('glob') } },
      }),
      shows('one that can not be configured', everything, {
        settings: {
          controls: { glob: control('glob', { configure: ['fail'] }), other: control('other') },
        },
      }),
      shows('one whose module is not there', everything, {
        settings: {
          controls: {
            glob: control('glob', {}, { provider: { module: 'no_such' } }),
            other: control('other'),
          },
        },
      }),
    ],
    mutation: {
      file: 'engine/controls/controls.ts',
      find: 'this.#globals = kept;',
      replace: '',
    },
  },
  {
    id: 'controls-failing',
    says: 'What a control raises changes nothing.',
    cases: [
      shows(
        'everywhere',
        withControls(
          everything,
          control('one', {
            configure: ['fail'],
            'experiment-before': ['fail'],
            'activity-before': ['fail'],
            'activity-after': ['fail'],
            'method-after': ['fail'],
            'experiment-after': ['fail'],
          }),
        ),
      ),
      shows(
        'a module that is not there',
        withControls(everything, control('one', {}, { provider: { module: 'no_such' } })),
      ),
    ],
    mutation: {
      file: 'engine/controls/controls.ts',
      find: "this.#run.emitter.log('DEBUG', `${what} failed: ${failureText(error)}`);\n  }\n\n  #module",
      replace: 'throw error;\n  }\n\n  #module',
    },
  },
  {
    id: 'controls-interrupt',
    says: 'InterruptExecution ends the run where it is raised.',
    cases: [
      ...[
        'experiment-before',
        'hypothesis-before',
        'hypothesis-after',
        'method-before',
        'method-after',
        'activity-before',
        'activity-after',
        'rollback-before',
        'rollback-after',
        'experiment-after',
        'configure',
      ].map((hook) =>
        shows(hook, withControls(everything, control('one', { [hook]: ['interrupt'] }))),
      ),
      shows(
        'with rollbacks',
        withControls(everything, control('one', { 'method-before': ['interrupt'] })),
        { options: { rollbackStrategy: 'always' } },
      ),
      shows('in the background', {
        method: [
          act('a', {
            background: true,
            controls: [control('one', { 'activity-before': ['interrupt'] })],
          }),
          act('b'),
        ],
      }),
    ],
    mutation: {
      file: 'engine/controls/controls.ts',
      find: 'if (error instanceof Interrupted) {',
      replace: 'if (false) {',
    },
  },
  {
    id: 'controls-change-activity',
    says: 'A control before an activity may change it.',
    cases: [
      shows('arguments', {
        ...hypothesis(exits(0, { tolerance: 0 })),
        method: [
          act('a', {
            controls: [
              control('one', {
                'activity-before': [['context', ['provider', 'arguments'], ['-c', 'echo changed']]],
              }),
            ],
          }),
        ],
      }),
      shows('name and pauses', {
        method: [
          act('a', {
            controls: [
              control('one', {
                'activity-before': [
                  ['context', ['name'], 'other'],
                  ['context', ['note'], 'x'],
                ],
                'activity-after': [['context', ['name'], 'third']],
              }),
            ],
          }),
        ],
      }),
      shows('another activity', {
        method: [
          act('a', {
            controls: [
              control('one', {
                'activity-after': [
                  ['experiment', ['method', 1, 'provider', 'arguments'], ['-c', 'echo changed']],
                ],
              }),
            ],
          }),
          act('b'),
        ],
      }),
      shows('the configuration', {
        configuration: { word: 'old' },
        method: [
          act('a', {
            controls: [control('one', { 'activity-after': [['configuration', ['word'], 'new']] })],
          }),
          sh('echo ${word}'),
        ],
      }),
      shows(
        'the experiment',
        withControls(
          { method: [act('a')] },
          control('one', {
            'experiment-before': [
              ['experiment', ['method', 0, 'name'], 'renamed'],
              ['experiment', ['contributions'], { x: 'high' }],
            ],
          }),
        ),
      ),
    ],
    mutation: {
      file: 'engine/controls/shared-python.ts',
      find: 'renew(values[name], now);',
      replace: '',
    },
  },
  {
    id: 'controls-change-run',
    says: 'A control after an activity may change its entry, and a judgement goes by that.',
    cases: [
      shows(
        'output that is judged',
        withControls(
          { ...hypothesis(exits(1, { tolerance: 0 })), method: [] },
          control(
            'one',
            { 'activity-after': [['state', ['output', 'status'], 0]] },
            { automatic: true },
          ),
        ),
      ),
      shows('status', {
        method: [
          act('a', {
            controls: [
              control('one', {
                'activity-after': [
                  ['state', ['status'], 'failed'],
                  ['state', ['mine'], { a: 1 }],
                ],
              }),
            ],
          }),
        ],
      }),
      shows('taken away', {
        method: [
          act('a', { controls: [control('one', { 'activity-after': [['state', ['output']]] })] }),
        ],
      }),
      shows(
        'of the whole method',
        withControls(
          { method: [act('a'), act('b')] },
          control('one', { 'method-after': [['state', [1, 'note'], 'x']] }),
        ),
      ),
      shows(
        'of the rollbacks',
        withControls(
          { method: [], rollbacks: [act('a')] },
          control('one', { 'rollback-after': [['state', [0, 'output'], null]] }),
        ),
      ),
    ],
    mutation: {
      file: 'engine/controls/live-journal.ts',
      find: "if (changes.length > 0 && target !== 'aside') {",
      replace: 'if (changes.length > 99) {',
    },
  },
  {
    id: 'controls-change-hypothesis',
    says: 'A control after the hypothesis may change the judgement.',
    cases: [
      shows(
        'met',
        withControls(
          { ...hypothesis(exits(1, { tolerance: 0 })), method: [act('a')] },
          control('one', { 'hypothesis-after': [['state', ['steady_state_met'], true]] }),
        ),
      ),
      shows(
        'not met',
        withControls(
          { ...hypothesis(exits(0, { tolerance: 0 })), method: [act('a')] },
          control('one', { 'hypothesis-after': [['state', ['steady_state_met'], false]] }),
        ),
      ),
    ],
    mutation: {
      file: 'engine/hypothesis.ts',
      find: 'return { ...check, ...judgementIn(controls.read(of)) };',
      replace: 'return check;',
    },
  },
  {
    id: 'controls-change-journal',
    says: 'A control after the experiment may change the journal and with it the exit code.',
    cases: [
      shows(
        'verdict',
        withControls(
          everything,
          control('one', {
            'experiment-after': [
              ['state', ['deviated'], true],
              ['state', ['status'], 'failed'],
            ],
          }),
        ),
      ),
      shows(
        'entries and further keys',
        withControls(
          everything,
          control('one', {
            'experiment-after': [
              ['state', ['extra'], { a: 1.5 }],
              ['state', ['run', 0, 'output'], 'x'],
              ['state', ['steady_states', 'before', 'probes', 0, 'note'], 1],
              ['state', ['node']],
            ],
          }),
        ),
      ),
    ],
    mutation: {
      file: 'engine/journal.ts',
      find: 'changeParts(parts, change);',
      replace: '',
    },
  },
  {
    id: 'controls-arguments',
    says: 'Arguments are substituted when there is something to put in.',
    cases: [
      shows(
        'both',
        withControls({ configuration: { who: 'me' }, method: [act('a')] }, control('${who}')),
      ),
    ],
    mutation: {
      file: 'engine/controls/controls.ts',
      find: 'const substituted = substitute(given, this.#run.scope);',
      replace: 'const substituted = given;',
    },
  },
  {
    id: 'controls-signal',
    says: 'After a signal the controls behind are still called.',
    cases: [
      shows(
        'SIGTERM',
        withControls({ method: [sh('touch started; exec sleep 60')] }, control('one')),
        { signal: { name: 'SIGTERM', when: 'started' } },
      ),
    ],
    mutation: {
      file: 'engine/controls/controls.ts',
      find: 'return this.#cut.aborted\n      ?',
      replace: 'return this.#cut.aborted && this.#cut === undefined\n      ?',
    },
  },
  {
    id: 'controls-put-in',
    says: 'Activities that a control puts behind the one that was played are played too.',
    cases: [
      shows('in the method', {
        method: [
          act('a', {
            controls: [
              control('one', {
                'activity-after': [['experiment', ['method', 'insert'], [1, act('new')]]],
              }),
            ],
          }),
          act('b'),
        ],
        rollbacks: [act('last')],
      }),
    ],
    mutation: {
      file: 'engine/changes.ts',
      find: 'old.splice(0, old.length, ...kept);',
      replace: '',
    },
  },
  {
    id: 'controls-replace',
    says: 'A list that a control puts in the place of another is played where that is not yet held.',
    cases: [
      ...[
        'experiment-before',
        'method-before',
        'activity-before',
        'activity-after',
        'hypothesis-before',
      ].flatMap((hook) =>
        ['method', 'rollbacks'].map((list) =>
          shows(
            `${list} at ${hook}`,
            withControls(
              everything,
              control('one', { [hook]: [['experiment', [list], [act('new'), act('newer')]]] }),
            ),
          ),
        ),
      ),
      shows(
        'probes in the hypothesis',
        withControls(
          everything,
          control('one', {
            'activity-after': [
              [
                'experiment',
                ['steady-state-hypothesis', 'probes'],
                [exits(0, { name: 'new', tolerance: 0 })],
              ],
            ],
          }),
        ),
      ),
    ],
    mutation: {
      file: 'engine/controls/shared-python.ts',
      find: 'parent[last] = null;',
      replace: '',
    },
  },
];
