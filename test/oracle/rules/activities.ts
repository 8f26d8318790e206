import { breaks, calls, exits, experiment, hypothesis, prints, rollbacks, sh } from '../build.ts';
import type { Rule } from '../case.ts';
import { inOrderOfNames } from '../normalise.ts';

/** How activities are played, one by one. */
export const activities: Rule[] = [
  {
    id: 'pause-substituted',
    says: 'A pause may come from the configuration.',
    cases: [
      {
        name: 'a number and 0',
        experiment: experiment({
          configuration: { some: 0.01, none: 0 },
          method: [sh('true', { pauses: { before: '${some}', after: '${none}' } })],
        }),
      },
    ],
    mutation: {
      file: 'engine/pause.ts',
      find: 'const pauses = substitute(declared, run.scope);',
      replace: 'const pauses = declared;',
    },
  },
  {
    id: 'pause-invalid-before',
    says: 'A pause before an activity that is no number of seconds aborts the run, without an entry.',
    cases: ['x', -1, '5'].map((value) => ({
      name: JSON.stringify(value),
      experiment: experiment({
        configuration: { bad: value },
        method: [sh('true', { pauses: { before: '${bad}' } }), sh('true', { name: 'not reached' })],
        ...rollbacks,
      }),
    })),
    mutation: {
      file: 'engine/pause.ts',
      find: "throw new HumanError('engine.pause-invalid', { value: repr(value) });",
      replace: 'return 0;',
    },
  },
  {
    id: 'pause-invalid-after',
    says: 'One after an activity leaves its entry as succeeded and aborts the run.',
    cases: [
      {
        name: 'text',
        experiment: experiment({
          configuration: { bad: 'x' },
          method: [
            sh('true', { pauses: { after: '${bad}' } }),
            sh('true', { name: 'not reached' }),
          ],
          ...rollbacks,
        }),
      },
    ],
    mutation: {
      file: 'engine/activity.ts',
      find: 'if (pauses.after !== undefined && result.cut !== true) {',
      replace: 'if (pauses.after === undefined && result.cut !== true) {',
    },
  },
  {
    id: 'pause-true',
    says: '`true` is a pause of one second.',
    cases: [
      {
        name: 'before',
        experiment: experiment({ method: [sh('true', { pauses: { before: true } })] }),
        options: { noValidation: true },
      },
    ],
    mutation: {
      file: 'engine/pause.ts',
      find: "typeof value === 'boolean' ? Number(value) : numberOf(value)",
      replace: 'numberOf(value)',
    },
  },
  {
    id: 'background',
    says: 'Background activities run beside the others and are waited for at the end of the method.',
    cases: [
      {
        name: 'one waits for the other',
        normalise: inOrderOfNames,
        experiment: experiment({
          method: [
            sh(
              'n=0; while ! test -e go && test $n -lt 200; do n=$((n+1)); sleep 0.05; done; sleep 0.3',
              { background: true },
            ),
            sh('touch go', { name: 'go' }),
          ],
          rollbacks: [sh('true', { name: 'after it' })],
        }),
      },
    ],
    mutation: {
      file: 'engine/method.ts',
      find: 'await Promise.all(background);',
      replace: '',
    },
  },
  {
    id: 'background-unexpected',
    says: 'An error that is no failure leaves a background entry without status and aborts nothing.',
    cases: [
      {
        name: 'unknown scheme',
        normalise: inOrderOfNames,
        options: { noValidation: true },
        experiment: experiment({
          method: [calls('', { url: 'foo://x' }, { background: true }), sh('true')],
        }),
      },
    ],
    mutation: {
      file: 'engine/method.ts',
      find: 'background.push(play(run, stage, step).catch(() => {}));',
      replace:
        "background.push(play(run, stage, step).catch(() => { run.state.status = 'aborted'; }));",
    },
  },
  {
    id: 'reference',
    says: 'A `ref` plays the activity of that name; the journal holds the activity, not the reference.',
    cases: [
      {
        name: 'of the method and of the hypothesis',
        experiment: experiment({
          ...hypothesis(exits(0, { tolerance: 0, name: 'asked' })),
          method: [sh('exit 4', { name: 'one' }), { ref: 'one' }, { ref: 'asked' }],
        }),
      },
    ],
    mutation: {
      file: 'engine/steps.ts',
      find: 'const target = named.get(str(ref));',
      replace: "const target = [...named.values()].find(({ entry }) => entry['name'] !== ref);",
    },
  },
  {
    id: 'reference-hypothesis-wins',
    says: 'With equal names a reference means the one of the hypothesis.',
    cases: [
      {
        name: 'same name twice',
        experiment: experiment({
          ...hypothesis(exits(0, { tolerance: 0, name: 'same' })),
          method: [sh('exit 4', { name: 'same' }), { ref: 'same' }],
        }),
      },
    ],
    mutation: {
      file: 'engine/steps.ts',
      find: '[...methodSteps(experiment), ...probeSteps(experiment)]',
      replace: '[...probeSteps(experiment), ...methodSteps(experiment)]',
    },
  },
  {
    id: 'reference-tolerance',
    says: 'Of a reference in the hypothesis its own tolerance counts.',
    cases: [
      {
        name: 'other tolerance',
        experiment: experiment({
          ...hypothesis({ ref: 'four', tolerance: 4 }),
          method: [exits(4, { name: 'four' })],
        }),
      },
    ],
    mutation: {
      file: 'engine/hypothesis.ts',
      find: "const declared = step.entry['tolerance'] ?? null;",
      replace: "const declared = played.activity['tolerance'] ?? null;",
    },
  },
  {
    id: 'process-timeout',
    says: 'The timeout of the provider makes a process fail.',
    cases: [{ name: 'sleep', experiment: experiment({ method: [breaks({ type: 'action' })] }) }],
    mutation: {
      file: 'engine/providers/process.ts',
      find: 'if (result.timedOut) {',
      replace: 'if (result.cut) {',
    },
  },
  {
    id: 'top-timeout-ignored',
    says: 'A timeout of the activity itself means nothing.',
    cases: [
      {
        name: 'longer than that',
        experiment: experiment({ method: [sh('sleep 0.3', { timeout: 0.01 })] }),
      },
    ],
    mutation: {
      file: 'engine/providers/process.ts',
      find: "timeoutOf(provider['timeout'] ?? null)",
      replace: "timeoutOf(activity['timeout'] ?? null)",
    },
  },
  {
    id: 'title-substituted',
    says: 'The title of the experiment is substituted, with the value’s type.',
    cases: [
      {
        name: 'a number',
        experiment: experiment({ title: '${n}', configuration: { n: 5 }, method: [prints('$n')] }),
      },
      {
        name: 'in a text',
        experiment: experiment({ title: 'five: $n', configuration: { n: 5 } }),
      },
    ],
    mutation: {
      file: 'engine/run.ts',
      find: "substitute(experiment['title'] ?? null, scope)",
      replace: "experiment['title'] ?? null",
    },
  },
];
