import { exits, experiment, hypothesis, sh } from '../build.ts';
import type { Case, CaseOptions, JsonObject, Rule } from '../case.ts';

type Name = NonNullable<Case['signal']>['name'];

/** Says that it has started, and goes on for longer than anybody waits. */
const long = sh('touch started; exec sleep 60', { name: 'long' });

const cut = experiment({
  ...hypothesis(exits(0, { tolerance: 0 })),
  method: [long, sh('true', { name: 'not reached' })],
  rollbacks: [sh('true', { name: 'back' })],
});

function sent(name: Name, options: CaseOptions = {}, what: JsonObject = cut): Case {
  return {
    name: `${name} ${options.rollbackStrategy ?? ''}`.trim(),
    experiment: what,
    options,
    signal: { name, when: 'started' },
  };
}

/** Runs that are cut from outside. */
export const signals: Rule[] = [
  {
    id: 'signal-interrupts',
    says: 'SIGTERM and SIGINT interrupt: exit code 1, no rollbacks, no status of the activity that was cut, and the journal says why.',
    cases: [sent('SIGTERM'), sent('SIGINT')],
    mutation: {
      file: 'engine/journal.ts',
      find: "const named = event.unexpected !== true && event.status !== 'interrupted';",
      replace: 'const named = event.unexpected !== true;',
    },
  },
  {
    id: 'signal-rollbacks-always',
    says: 'With `always` rollbacks are played after SIGTERM, SIGINT and SIGUSR1, and not after SIGUSR2.',
    cases: [
      sent('SIGTERM', { rollbackStrategy: 'always' }),
      sent('SIGINT', { rollbackStrategy: 'always' }),
      sent('SIGUSR1', { rollbackStrategy: 'always' }),
      sent('SIGUSR2', { rollbackStrategy: 'always' }),
    ],
    mutation: {
      file: 'engine/signals.ts',
      find: '[stop, inner.signal].filter(({ aborted }) => !aborted)',
      replace: '[stop, inner.signal]',
    },
  },
  {
    id: 'signal-in-pause',
    says: 'A pause is cut too, and what comes after it has no entry.',
    cases: [
      sent(
        'SIGTERM',
        {},
        experiment({
          method: [
            sh('(sleep 0.7; touch started) > /dev/null 2>&1 &', { pauses: { after: 60 } }),
            sh('true', { name: 'not reached' }),
          ],
          rollbacks: [sh('true')],
        }),
      ),
    ],
    mutation: {
      file: 'engine/run.ts',
      find: "state.status = 'interrupted';\n    state.interruption",
      replace: "state.status = 'aborted';\n    state.interruption",
    },
  },
  {
    id: 'signal-in-rollbacks',
    says: 'A signal during rollbacks interrupts, and the remaining ones are not played.',
    cases: [
      sent(
        'SIGTERM',
        {},
        experiment({
          rollbacks: [sh('touch started; sleep 1'), sh('true', { name: 'not reached' })],
        }),
      ),
    ],
    mutation: {
      file: 'engine/signals.ts',
      find: '[kill, ...[stop, inner.signal].filter(({ aborted }) => !aborted)]',
      replace: '[kill]',
    },
  },
];
