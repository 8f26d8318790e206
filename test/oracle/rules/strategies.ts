import { breakIt, exits, experiment, hypothesis, rollbacks, sh, untilBroken } from '../build.ts';
import type { Json, JsonObject, Rule } from '../case.ts';

const broken = experiment({ ...untilBroken, method: [breakIt], ...rollbacks });

/** Counts how often it is asked, in a file. */
const counting = (then: string) =>
  hypothesis(sh(`echo x >> checks; ${then}`, { type: 'probe', name: 'watch', tolerance: 0 }));

/** Waits until the hypothesis has been asked so many times. */
const wait = (checks: number) =>
  sh(`while test "$(cat checks 2>/dev/null | wc -l)" -lt ${checks}; do sleep 0.05; done`, {
    name: `wait for check ${checks}`,
  });

/** How often a hypothesis was checked meanwhile depends on the machine: each state counts once. */
function distinctChecks(journal: JsonObject): void {
  const states = journal['steady_states'] as { during: Json[] };
  const texts = new Set(states.during.map((state) => JSON.stringify(state)));
  states.during = [...texts].sort().map((text) => JSON.parse(text));
}

/** When the hypothesis is asked. */
export const strategies: Rule[] = [
  {
    id: 'before-method-only',
    says: 'Asked before the method only.',
    cases: [
      {
        name: 'broken later',
        experiment: broken,
        options: { hypothesisStrategy: 'before-method-only' },
      },
    ],
    mutation: {
      file: 'engine/run.ts',
      find: "on('default', 'before-method-only', 'continuously')",
      replace: "on('default', 'continuously')",
    },
  },
  {
    id: 'after-method-only',
    says: 'Asked after the method only.',
    cases: [
      { name: 'broken', experiment: broken, options: { hypothesisStrategy: 'after-method-only' } },
    ],
    mutation: {
      file: 'engine/run.ts',
      find: "on('default', 'after-method-only', 'continuously')",
      replace: "on('default', 'continuously')",
    },
  },
  {
    id: 'during-method-only',
    says: 'Asked while the method is played, and failing then never deviates the run.',
    cases: [
      {
        name: 'never met',
        experiment: experiment({ ...counting('false'), method: [wait(2)], ...rollbacks }),
        options: { hypothesisStrategy: 'during-method-only', hypothesisFrequency: 0.05 },
        normalise: distinctChecks,
      },
    ],
    mutation: {
      file: 'engine/continuous.ts',
      find: 'failures += 1;',
      replace: 'failures += 1;\n      run.state.deviated = true;',
    },
  },
  {
    id: 'continuously',
    says: 'Asked before, while and after the method.',
    cases: [
      {
        name: 'broken meanwhile',
        experiment: experiment({
          ...counting('test ! -e broken'),
          method: [wait(3), breakIt, wait(6)],
          ...rollbacks,
        }),
        options: { hypothesisStrategy: 'continuously', hypothesisFrequency: 0.05 },
        normalise: distinctChecks,
      },
    ],
    mutation: {
      file: 'engine/run.ts',
      find: "on('during-method-only', 'continuously')",
      replace: "on('during-method-only')",
    },
  },
  {
    id: 'fail-fast',
    says: 'With fail-fast the first check that is not met ends the method; the run is failed, not deviated, and neither `default` nor `deviated` plays rollbacks.',
    cases: (['default', 'deviated'] as const).map((rollbackStrategy) => ({
      name: `rollbacks ${rollbackStrategy}`,
      experiment: experiment({
        ...counting('false'),
        method: [
          sh('while ! test -e checks; do sleep 0.05; done; sleep 1'),
          sh('true', { name: 'not reached' }),
        ],
        ...rollbacks,
      }),
      options: {
        hypothesisStrategy: 'during-method-only',
        hypothesisFrequency: 0.05,
        failFast: true,
        rollbackStrategy,
      },
      normalise: distinctChecks,
    })),
    mutation: {
      file: 'engine/continuous.ts',
      find: 'if (options.failFast === true) {',
      replace: 'if (options.failFast === false) {',
    },
  },
  {
    id: 'skip',
    says: 'The experiment’s own runtime may skip the hypothesis.',
    cases: [
      {
        name: 'never met',
        experiment: experiment({
          ...hypothesis(exits(1, { tolerance: 0 })),
          method: [sh('true')],
          runtime: { hypothesis: { strategy: 'skip' } },
        }),
      },
    ],
    mutation: {
      file: 'engine/runtime-block.ts',
      find: "  'skip',\n] satisfies",
      replace: '] satisfies',
    },
  },
  {
    id: 'misspelt-strategy',
    says: '`continously` is taken for `continuously`.',
    cases: [
      {
        name: 'in the runtime block',
        experiment: experiment({
          ...counting('true'),
          method: [wait(3)],
          runtime: { hypothesis: { strategy: 'continously' } },
        }),
        options: { hypothesisFrequency: 0.05 },
        normalise: distinctChecks,
      },
    ],
    mutation: {
      file: 'engine/runtime-block.ts',
      find: "name === 'continously' ? 'continuously' : name",
      replace: 'name',
    },
  },
  {
    id: 'unknown-strategy',
    says: 'A hypothesis strategy nobody knows ends without a journal.',
    cases: [
      {
        name: 'continuous',
        experiment: experiment({ runtime: { hypothesis: { strategy: 'continuous' } } }),
        options: { noValidation: true },
      },
    ],
    mutation: {
      file: 'engine/runtime-block.ts',
      find: "'skip',\n] satisfies",
      replace: "'skip', 'continuous' as never,\n] satisfies",
    },
  },
  {
    id: 'options-beat-runtime',
    says: 'What the command line says beats the experiment’s runtime.',
    cases: [
      {
        name: 'both strategies',
        experiment: experiment({
          ...untilBroken,
          method: [breakIt],
          ...rollbacks,
          runtime: {
            hypothesis: { strategy: 'before-method-only' },
            rollbacks: { strategy: 'never' },
          },
        }),
        options: { hypothesisStrategy: 'after-method-only', rollbackStrategy: 'always' },
      },
    ],
    mutation: {
      file: 'engine/runtime-block.ts',
      find: "options.hypothesisStrategy ?? strategyIn(runtime, 'hypothesis')",
      replace: "strategyIn(runtime, 'hypothesis')",
    },
  },
  {
    id: 'settings-runtime',
    says: 'Without a runtime of the experiment the settings decide.',
    cases: [
      {
        name: 'rollbacks',
        experiment: experiment({ ...rollbacks }),
        settingsRuntime: { rollbacks: { strategy: 'never' } },
      },
      {
        name: 'hypothesis',
        experiment: broken,
        settingsRuntime: { hypothesis: { strategy: 'before-method-only' } },
      },
    ],
    mutation: {
      file: 'engine/runtime-block.ts',
      find: 'truthy(own) ? own : (settings ?? {})',
      replace: 'truthy(own) ? own : {}',
    },
  },
  {
    id: 'runtime-replaces-settings',
    says: 'A runtime with one block sets the other one back to default.',
    cases: [
      {
        name: 'settings say never',
        experiment: experiment({
          ...rollbacks,
          runtime: { hypothesis: { strategy: 'default' } },
        }),
        settingsRuntime: { rollbacks: { strategy: 'never' } },
      },
    ],
    mutation: {
      file: 'engine/runtime-block.ts',
      find: 'truthy(own) ? own : (settings ?? {})',
      replace: 'truthy(own) ? { ...settings, ...(own as object) } : (settings ?? {})',
    },
  },
];
