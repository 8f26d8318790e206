import {
  breakIt,
  breaks,
  calls,
  experiment,
  hypothesis,
  rollbacks,
  sh,
  untilBroken,
} from '../build.ts';
import type { CaseOptions, JsonObject, Rule } from '../case.ts';

const failed = experiment({ ...hypothesis(breaks({ tolerance: 0 })), ...rollbacks });
const deviated = experiment({ ...untilBroken, method: [breakIt], ...rollbacks });
const completed = experiment({ ...untilBroken, ...rollbacks });

function play(
  name: string,
  what: JsonObject,
  rollbackStrategy: CaseOptions['rollbackStrategy'],
): Rule['cases'][number] {
  return { name, experiment: what, options: rollbackStrategy ? { rollbackStrategy } : {} };
}

/** When rollbacks are played, and how. */
export const rollbackRules: Rule[] = [
  {
    id: 'rollbacks-default',
    says: 'By default rollbacks are played unless the run failed or was interrupted; an aborted one plays them.',
    cases: [
      play('completed', completed, undefined),
      play('deviated', deviated, undefined),
      play('failed', failed, undefined),
      {
        name: 'aborted',
        options: { noValidation: true },
        experiment: experiment({ method: [sh('true', { pauses: { before: -1 } })], ...rollbacks }),
      },
    ],
    mutation: {
      file: 'engine/rollbacks.ts',
      find: "return status !== 'failed' && status !== 'interrupted';",
      replace: "return status !== 'aborted' && status !== 'interrupted';",
    },
  },
  {
    id: 'rollbacks-always',
    says: '`always` plays them after a failure too.',
    cases: [play('failed', failed, 'always')],
    mutation: {
      file: 'engine/rollbacks.ts',
      find: "'Rollbacks were explicitly requested to be played');\n      return true;",
      replace:
        "'Rollbacks were explicitly requested to be played');\n      return status !== 'failed';",
    },
  },
  {
    id: 'rollbacks-never',
    says: '`never` plays none.',
    cases: [play('completed', completed, 'never')],
    mutation: {
      file: 'engine/rollbacks.ts',
      find: "'Rollbacks were explicitly requested to not be played');\n      return false;",
      replace: "'Rollbacks were explicitly requested to not be played');\n      return true;",
    },
  },
  {
    id: 'rollbacks-deviated',
    says: '`deviated` plays them only when the run deviated.',
    cases: [play('deviated', deviated, 'deviated'), play('completed', completed, 'deviated')],
    mutation: { file: 'engine/rollbacks.ts', find: 'return deviated;', replace: 'return true;' },
  },
  {
    id: 'rollbacks-unknown',
    says: 'A strategy nobody knows plays none and says nothing.',
    cases: [
      {
        name: 'in the runtime block',
        experiment: experiment({ ...rollbacks, runtime: { rollbacks: { strategy: 'sometimes' } } }),
        options: { noValidation: true },
      },
    ],
    mutation: {
      file: 'engine/rollbacks.ts',
      find: 'default:\n      return false;',
      replace: 'default:\n      return true;',
    },
  },
  {
    id: 'rollbacks-go-on',
    says: 'A rollback that fails does not keep the rest from being played.',
    cases: [
      {
        name: 'the first of two',
        experiment: experiment({ rollbacks: [breaks({ type: 'action' }), calls('/json')] }),
      },
    ],
    mutation: {
      file: 'engine/rollbacks.ts',
      find: 'await play(run, stage, step);',
      replace: "if (!(await play(run, stage, step)).succeeded) throw new Interrupted('');",
    },
  },
];
