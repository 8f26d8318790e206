import { exits, hypothesis, sh } from '../build.ts';
import type { Rule } from '../case.ts';
import { act, control, everything, shows, withControls } from './controls-recorder.ts';

/** What a control may change, of the run and of the experiment that is played. */
export const controlChanges: Rule[] = [
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
