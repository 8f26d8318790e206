import { breaks, exits, experiment, hypothesis, rollbacks, sh } from '../build.ts';
import type { CaseOptions, Rule } from '../case.ts';

const waits = { pauses: { before: '${no}' }, name: 'with a pause that is none' };
const everything = experiment({
  ...hypothesis(exits(0, { tolerance: 0 })),
  method: [
    breaks({ name: 'a probe' }),
    breaks({ type: 'action', name: 'an action' }),
    sh('touch made', { name: 'makes' }),
    exits(2),
  ],
  ...rollbacks,
});

const dryCase = (dry: CaseOptions['dry']) => ({
  name: `${dry}`,
  experiment: everything,
  options: { dry },
});

/** Runs that leave things out. */
export const dry: Rule[] = [
  {
    id: 'dry-probes',
    says: '`probes` leaves out the calls of probes.',
    cases: [dryCase('probes')],
    mutation: {
      file: 'engine/activity.ts',
      find: "case 'probes':\n      return activity['type'] === 'probe';",
      replace: "case 'probes':\n      return false;",
    },
  },
  {
    id: 'dry-actions',
    says: '`actions` leaves out the calls of actions.',
    cases: [dryCase('actions')],
    mutation: {
      file: 'engine/activity.ts',
      find: "case 'actions':\n      return activity['type'] === 'action';",
      replace: "case 'actions':\n      return false;",
    },
  },
  {
    id: 'dry-activities',
    says: '`activities` leaves out all calls.',
    cases: [dryCase('activities')],
    mutation: {
      file: 'engine/activity.ts',
      find: "case 'activities':\n      return true;",
      replace: "case 'activities':\n      return false;",
    },
  },
  {
    id: 'dry-no-judgement',
    says: 'Without probes no tolerance is checked.',
    cases: (['probes', 'activities', 'actions'] as const).map((mode) => ({
      name: mode,
      experiment: experiment({ ...hypothesis(exits(1, { tolerance: 0 })), method: [sh('true')] }),
      options: { dry: mode },
    })),
    mutation: {
      file: 'engine/hypothesis.ts',
      find: "if (dry === 'probes' || dry === 'activities') {",
      replace: "if (dry === 'activities') {",
    },
  },
  {
    id: 'dry-pause',
    says: '`pause` leaves out pauses and nothing else: one that is no number does no harm then.',
    cases: [
      {
        name: 'a pause that is none',
        experiment: experiment({ method: [sh('true', waits)] }),
        options: { dry: 'pause' },
      },
      {
        name: 'not dry',
        experiment: experiment({ method: [sh('true', waits)] }),
      },
    ],
    mutation: {
      file: 'engine/activity.ts',
      find: 'const sleeps = !dry && !skipsPauses(run, activity);',
      replace: 'const sleeps = !dry;',
    },
  },
  {
    id: 'dry-skips-pauses',
    says: 'An activity that is left out has no pauses either.',
    cases: [
      {
        name: 'actions',
        experiment: experiment({ method: [sh('true', waits)] }),
        options: { dry: 'actions' },
      },
    ],
    mutation: {
      file: 'engine/activity.ts',
      find: 'const sleeps = !dry && !skipsPauses(run, activity);',
      replace: 'const sleeps = !skipsPauses(run, activity);',
    },
  },
  {
    id: 'dry-own-key',
    says: 'An activity’s own `dry` key is a text, never one of the modes, and switches dry mode off for it.',
    cases: [
      {
        name: 'actions',
        experiment: experiment({
          method: [sh('true', { dry: 'actions' }), sh('true', { name: 'left out' })],
        }),
        options: { dry: 'actions' },
      },
    ],
    mutation: {
      file: 'engine/activity.ts',
      find: "Object.hasOwn(activity, 'dry') ? undefined :",
      replace: "Object.hasOwn(activity, 'nothing') ? undefined :",
    },
  },
];
