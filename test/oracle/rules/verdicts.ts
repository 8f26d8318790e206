import {
  breakIt,
  breaks,
  calls,
  exits,
  experiment,
  hypothesis,
  rollbacks,
  sh,
  untilBroken,
} from '../build.ts';
import type { Rule } from '../case.ts';

const good = exits(0, { tolerance: 0 });
const bad = exits(1, { tolerance: 0 });

/** What a run comes to. */
export const verdicts: Rule[] = [
  {
    id: 'gate-not-met',
    says: 'A hypothesis out of tolerance before the method ends the run as completed, not deviated, with rollbacks and without the method.',
    cases: [
      {
        name: 'one of two probes',
        experiment: experiment({
          ...hypothesis(good, bad, good),
          method: [sh('true')],
          ...rollbacks,
        }),
      },
    ],
    mutation: {
      file: 'engine/run.ts',
      find: 'if (!(await gate(context, signal))) {',
      replace: 'if (!(await gate(context, signal)) && false) {',
    },
  },
  {
    id: 'gate-failed',
    says: 'A probe that fails before the method makes the run failed, without rollbacks.',
    cases: [
      {
        name: 'a probe that takes too long',
        experiment: experiment({
          ...hypothesis(breaks({ tolerance: 0 })),
          method: [sh('true')],
          ...rollbacks,
        }),
      },
    ],
    mutation: {
      file: 'engine/run.ts',
      find: "'before', signal);\n  if (!check.met) {\n    context.state.status = check.failed ? 'failed' : 'completed';",
      replace: "'before', signal);\n  if (!check.met) {\n    context.state.status = 'completed';",
    },
  },
  {
    id: 'failing-action',
    says: 'An action of the method that fails changes nothing.',
    cases: [
      {
        name: 'between two others',
        experiment: experiment({
          method: [sh('true'), breaks({ type: 'action' }), calls('/json')],
          ...rollbacks,
        }),
      },
    ],
    mutation: {
      file: 'engine/activity.ts',
      find: 'if (unexpected) {',
      replace: 'if (true) {',
    },
  },
  {
    id: 'after-not-met',
    says: 'A hypothesis out of tolerance after the method deviates the run, which stays completed, with rollbacks.',
    cases: [
      {
        name: 'broken by the method',
        experiment: experiment({ ...untilBroken, method: [breakIt], ...rollbacks }),
      },
    ],
    mutation: {
      file: 'engine/run.ts',
      find: 'context.state.deviated = true;',
      replace: 'context.state.deviated = false;',
    },
  },
  {
    id: 'after-failed',
    says: 'A probe that fails after the method makes the run failed and deviated, without rollbacks.',
    cases: [
      {
        name: 'a probe that hangs after the method',
        experiment: experiment({
          ...hypothesis(
            sh('if test -e broken; then sleep 60; fi', {
              type: 'probe',
              tolerance: 0,
              provider: {
                type: 'process',
                path: 'sh',
                arguments: ['-c', 'if test -e broken; then sleep 60; fi'],
                timeout: 2,
              },
            }),
          ),
          method: [breakIt],
          ...rollbacks,
        }),
      },
    ],
    mutation: {
      file: 'engine/run.ts',
      find: "context.state.deviated = true;\n    context.state.status = check.failed ? 'failed' : 'completed';",
      replace: "context.state.deviated = true;\n    context.state.status = 'completed';",
    },
  },
  {
    id: 'met',
    says: 'A hypothesis that holds before and after: completed, exit code 0.',
    cases: [
      {
        name: 'nothing breaks',
        experiment: experiment({ ...untilBroken, method: [sh('true')], ...rollbacks }),
      },
      { name: 'nothing to do', experiment: experiment({}) },
    ],
    mutation: {
      file: 'engine/hypothesis.ts',
      find: 'return { met: true, failed: false, last };',
      replace: 'return { met: false, failed: false, last };',
    },
  },
  {
    id: 'method-not-judged',
    says: 'A tolerance on a probe of the method is never checked.',
    cases: [{ name: 'out of tolerance', experiment: experiment({ method: [bad, good] }) }],
    mutation: {
      file: 'engine/method.ts',
      find: 'await play(run, stage, step);\n      }',
      replace:
        "const { output } = await play(run, stage, step);\n        if (output?.status !== step.entry['tolerance']) run.state.deviated = true;\n      }",
    },
  },
  {
    id: 'unexpected-in-method',
    says: 'An error that is no failure of the activity aborts the run in the method; rollbacks are played.',
    cases: [
      {
        name: 'unknown scheme',
        options: { noValidation: true },
        experiment: experiment({
          method: [calls('/json', { url: 'foo://x' }), sh('true')],
          ...rollbacks,
        }),
        normalise: dropException,
      },
      {
        name: 'JSON that is none',
        experiment: experiment({ method: [calls('/bad'), sh('true')], ...rollbacks }),
        normalise: dropException,
      },
    ],
    mutation: {
      file: 'engine/method.ts',
      find: "run.state.status = 'aborted';",
      replace: "run.state.status = 'failed';",
    },
  },
  {
    id: 'unexpected-elsewhere',
    says: 'The same in the hypothesis or a rollback ends the original without a journal; here the run is aborted.',
    cases: [
      {
        name: 'in the hypothesis before',
        experiment: experiment({
          ...hypothesis(calls('/bad', {}, { tolerance: 200 })),
          method: [sh('true')],
          rollbacks: [sh('true')],
        }),
        differs: {
          why: 'tracebacks become aborted with a journal',
          theirs: { code: 1, journal: null },
          ours: {
            code: 1,
            journal: {
              status: 'aborted',
              deviated: false,
              run: [],
              rollbacks: [{ status: 'succeeded' }],
            },
          },
        },
      },
      {
        name: 'a reference in a rollback that leads nowhere',
        experiment: experiment({ rollbacks: [{ ref: 'nobody' }, sh('true')] }),
        options: { noValidation: true },
        differs: {
          why: 'tracebacks become aborted with a journal',
          theirs: { code: 1, journal: null },
          ours: { code: 1, journal: { status: 'aborted', rollbacks: [{ status: 'succeeded' }] } },
        },
      },
      {
        name: 'in a rollback',
        experiment: experiment({ rollbacks: [calls('/bad'), sh('true')] }),
        differs: {
          why: 'tracebacks become aborted with a journal',
          theirs: { code: 1, journal: null },
          ours: {
            code: 1,
            journal: { status: 'aborted', rollbacks: [{}, { status: 'succeeded' }] },
          },
        },
      },
    ],
    mutation: {
      file: 'engine/run.ts',
      find: "state.status = 'aborted';\n  state.error ??= messageOf(cause);",
      replace: "state.status = 'completed';\n  state.error ??= messageOf(cause);",
    },
  },
  {
    id: 'title-missing',
    says: 'Without a title nothing is run, also when validation is left out.',
    cases: [
      {
        name: 'no validation',
        options: { noValidation: true },
        experiment: '{"description": "untitled", "method": []}',
      },
    ],
    mutation: {
      file: 'engine/prepare.ts',
      find: "!Object.hasOwn(experiment, 'title')",
      replace: 'false',
    },
  },
  {
    id: 'program-missing',
    says: 'An experiment with a program that is not here is refused before anything is done.',
    cases: [
      {
        name: 'in the rollbacks',
        experiment: experiment({
          method: [sh('true')],
          rollbacks: [
            { ...sh('true'), provider: { type: 'process', path: 'no-such-program-here' } },
          ],
        }),
      },
    ],
    mutation: {
      file: 'workbench/missing-programs.ts',
      find: 'program === null ?',
      replace: 'false ?',
    },
  },
];

function dropException(journal: { run?: unknown }): void {
  if (Array.isArray(journal.run)) {
    for (const entry of journal.run) {
      delete entry.exception;
    }
  }
}
