import { exits, hypothesis, rollbacks } from '../build.ts';
import type { Rule } from '../case.ts';
import { act, control, everything, shows, withControls } from './controls-recorder.ts';

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
];
