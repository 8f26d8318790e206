import { breaks, exits, experiment, hypothesis, sh } from '../build.ts';
import type { Case, JsonObject, Rule } from '../case.ts';

function addon(name: string, args: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    name,
    provider: { type: 'python', module: `chaosaddons.controls.${name}`, arguments: args },
    ...more,
  };
}

const act = (name: string, more: JsonObject = {}) => sh('exit 0', { name, ...more });
const slow = (name: string) => act(name, { pauses: { before: 1.5 } });

function shows(name: string, parts: JsonObject, more: Partial<Case> = {}): Case {
  return { name, experiment: experiment(parts), ...more };
}

const guards = (...probes: JsonObject[]) => ({ controls: [addon('safeguards', { probes })] });
const repeated = (args: JsonObject, more: JsonObject = {}) =>
  act('again', { controls: [addon('repeat', args)], ...more });

/** Controls of chaostoolkit-addons, which are built in here. */
export const addons: Rule[] = [
  {
    id: 'safeguards-first',
    says: 'A safeguard that is out of its tolerance before the experiment ends it.',
    cases: [
      shows('met', { ...guards(exits(0, { tolerance: 0 })), method: [act('a')] }),
      shows('not met', {
        ...guards(exits(0, { tolerance: 0 }), exits(1, { tolerance: 0 })),
        method: [slow('a')],
      }),
      shows('failing', { ...guards(breaks({ tolerance: 0 })), method: [slow('a')] }),
      shows(
        'with rollbacks',
        { ...guards(exits(1, { tolerance: 0 })), method: [slow('a')], rollbacks: [act('b')] },
        { options: { rollbackStrategy: 'always' } },
      ),
    ],
    mutation: {
      file: 'engine/controls/native/safeguards.ts',
      find: "state['safeguards'] = { ...this.#trigger };",
      replace: '',
    },
  },
  {
    id: 'safeguards-background',
    says: 'One in the background is asked once while the experiment goes on.',
    cases: [
      shows('met', { ...guards(exits(0, { tolerance: 0, background: true })), method: [act('a')] }),
      shows('not met', {
        ...guards(
          sh('sleep 0.6; exit 1', { type: 'probe', name: 'late', tolerance: 0, background: true }),
        ),
        method: [act('a'), act('b', { pauses: { before: 3 } })],
      }),
    ],
    mutation: {
      file: 'engine/controls/native/safeguards.ts',
      find: "this.#trigger = { triggered_by: probe['name'] ?? null, run: copyOf(entry) };",
      replace: "this.#trigger = { triggered_by: 'x', run: copyOf(entry) };",
    },
  },
  {
    id: 'safeguards-periodic',
    says: 'One with a frequency is asked again and again; what it said is judged a frequency later.',
    cases: [
      shows('met', {
        ...guards(exits(0, { tolerance: 0, frequency: 0.2 })),
        method: [act('a', { pauses: { after: 0.7 } })],
      }),
      shows('not met in the end', {
        ...guards(
          sh('test ! -e broken', { type: 'probe', name: 'watch', tolerance: 0, frequency: 0.3 }),
        ),
        method: [
          sh('touch broken', { name: 'break', pauses: { before: 1 } }),
          act('b', { pauses: { before: 4 } }),
        ],
      }),
    ],
    mutation: {
      file: 'engine/controls/native/safeguards.ts',
      find: 'while (!signal.aborted) {',
      replace: 'for (let once = 0; once < 1 && !signal.aborted; once += 1) {',
    },
  },
  {
    id: 'repeat',
    says: 'Copies of an activity are played behind it, and stand in the experiment of the journal.',
    cases: [
      shows('in the method', { method: [repeated({ repeat_count: 3 }), act('b')] }),
      shows('once or less', {
        method: [repeated({ repeat_count: 1 }), repeated({}, { name: 'other' })],
      }),
      shows('failing', {
        method: [
          breaks({
            controls: [
              addon('repeat', { repeat_count: 2, break_if_previous_iteration_failed: true }),
            ],
          }),
          breaks({ name: 'other', controls: [addon('repeat', { repeat_count: 2 })] }),
        ],
      }),
      shows('in hypothesis and rollbacks', {
        ...hypothesis(exits(0, { tolerance: 0, controls: [addon('repeat', { repeat_count: 2 })] })),
        method: [],
        rollbacks: [repeated({ repeat_count: 2 })],
      }),
      shows('all of an experiment', {
        controls: [addon('repeat', { repeat_count: 2 })],
        method: [act('a'), act('b')],
      }),
    ],
    mutation: {
      file: 'engine/controls/native/repeat.ts',
      find: 'list.splice(at + 1, 0, ...copies);',
      replace: 'list.push(...copies);',
    },
  },
  {
    id: 'bypass',
    says: 'Bypassed activities are not called; the original marks them in vain.',
    cases: [
      {
        ...shows('by type', {
          controls: [addon('bypass', { target_type: 'action' })],
          method: [sh('echo called', { name: 'act' }), exits(3)],
        }),
        differs: {
          why: 'the mark of the original is not one that Chaos Toolkit 1.45 knows, so that it calls what was to be left out',
          theirs: {
            code: 0,
            journal: {
              run: [
                { activity: { dry: true }, output: { stdout: 'called\n' } },
                { output: { status: 3 } },
              ],
            },
          },
          ours: {
            code: 0,
            journal: {
              run: [
                { activity: { dry: true }, output: null, status: 'succeeded' },
                { output: { status: 3 } },
              ],
            },
          },
        },
      },
      shows('of other names', {
        controls: [addon('bypass', { target_names: ['x'] })],
        method: [act('a')],
      }),
    ],
    mutation: {
      file: 'engine/activity.ts',
      find: "if (activity['dry'] === true) {",
      replace: 'if (false) {',
    },
  },
];
