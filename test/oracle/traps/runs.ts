import assert from 'node:assert/strict';
import { breakIt, exits, experiment, hypothesis, prints, sh, untilBroken } from '../build.ts';
import type { JsonObject } from '../case.ts';
import {
  back,
  completes,
  gateFails,
  journal,
  list,
  outputs,
  seconds,
  strategy,
  type Trap,
  times,
} from './trap.ts';

/** What is said of the background, strategies, rollbacks and the values of a run. */
export const runTraps: readonly Trap[] = [
  {
    code: 'background-pause',
    says: 'a pause after a step in the background delays nobody',
    experiment: experiment({
      method: [
        sh('true', { name: 'first', background: true, pauses: { after: 2 } }),
        exits(0, { name: 'next' }),
      ],
    }),
    shows(outcome) {
      const { start } = times(outcome, 'next');
      assert.ok(start - times(outcome, 'first').end < 2000);
      assert.ok(seconds(outcome) >= 2, 'but the end of the method waits for it');
    },
  },
  {
    code: 'background-race',
    says: 'the step behind one in the background does not wait for it',
    experiment: experiment({
      method: [sh('sleep 1', { name: 'first', background: true }), exits(0, { name: 'next' })],
    }),
    shows: (outcome) => assert.ok(times(outcome, 'next').start < times(outcome, 'first').end),
  },
  {
    code: 'background-last',
    says: 'the end of the method waits for the background',
    experiment: experiment({
      method: [exits(0), sh('sleep 1', { name: 'last', background: true })],
    }),
    shows: (outcome) => assert.ok(seconds(outcome) >= 1),
  },
  {
    code: 'background-ignored',
    says: 'the hypothesis knows no background',
    experiment: experiment(
      hypothesis(sh('sleep 0.3', { type: 'probe', tolerance: 0, background: true })),
    ),
    shows: completes,
  },
  {
    code: 'dry-ignored',
    says: 'an activity’s own dry switches --dry off for it',
    experiment: experiment({ method: [sh('echo real', { dry: 'actions' })] }),
    options: { dry: 'actions' },
    shows: (outcome) => outputs(outcome, 'real\n'),
  },
  {
    code: 'dry-file',
    says: 'dry in a file has no effect',
    experiment: experiment({ dry: 'actions', method: [sh('echo real')] }),
    shows: (outcome) => outputs(outcome, 'real\n'),
  },
  {
    code: 'strategy-skip',
    says: 'skip never checks',
    experiment: experiment({
      ...hypothesis(exits(1, { tolerance: 0 })),
      ...strategy('hypothesis', 'skip'),
    }),
    shows: completes,
  },
  {
    code: 'strategy-before',
    says: 'before-method-only does not see what the method breaks',
    experiment: experiment({
      ...untilBroken,
      method: [breakIt],
      ...strategy('hypothesis', 'before-method-only'),
    }),
    shows: completes,
  },
  {
    code: 'strategy-during',
    says: 'during-method-only sees it and does not deviate',
    experiment: experiment({
      ...untilBroken,
      method: [{ ...breakIt, pauses: { after: 1 } }],
      ...strategy('hypothesis', 'during-method-only'),
    }),
    options: { hypothesisFrequency: 0.1 },
    shows(outcome) {
      completes(outcome);
      const { during } = journal(outcome)['steady_states'] as { during: JsonObject[] };
      assert.ok(during.some((each) => each['steady_state_met'] === false));
    },
  },
  {
    code: 'strategy-continuously',
    says: 'continuously does not deviate by what it finds during the method',
    experiment: experiment({
      ...untilBroken,
      method: [{ ...breakIt, pauses: { after: 1 } }, sh('rm broken', { name: 'mend' })],
      ...strategy('hypothesis', 'continuously'),
    }),
    options: { hypothesisFrequency: 0.1 },
    shows: completes,
  },
  {
    code: 'strategy-nothing',
    says: 'a strategy without a hypothesis checks nothing',
    experiment: experiment(strategy('hypothesis', 'continuously')),
    shows: completes,
  },
  {
    code: 'strategy-misspelt',
    says: 'the misspelling is taken',
    experiment: experiment({
      ...hypothesis(exits(0, { tolerance: 0 })),
      ...strategy('hypothesis', 'continously'),
    }),
    shows: completes,
  },
  {
    code: 'rollbacks-never',
    says: 'never plays no rollback',
    experiment: experiment({ ...back, ...strategy('rollbacks', 'never') }),
    shows: (outcome) => assert.deepEqual(list(outcome, 'rollbacks'), []),
  },
  {
    code: 'rollbacks-deviated',
    says: 'without a deviation there is no rollback for one',
    experiment: experiment({
      ...untilBroken,
      method: [breakIt],
      ...back,
      runtime: {
        hypothesis: { strategy: 'before-method-only' },
        rollbacks: { strategy: 'deviated' },
      },
    }),
    shows: (outcome) => assert.deepEqual(list(outcome, 'rollbacks'), []),
  },
  {
    code: 'choice-rollback-strategy',
    says: 'an unknown strategy plays none either',
    experiment: experiment({ ...back, ...strategy('rollbacks', 'allways') }),
    shows: (outcome) => assert.deepEqual(list(outcome, 'rollbacks'), []),
  },
  {
    code: 'runtime-option',
    says: 'the frequency in a file has no effect',
    experiment: experiment({
      ...untilBroken,
      method: [sh('sleep 1.8')],
      runtime: { hypothesis: { strategy: 'continuously', frequency: 60 } },
    }),
    shows(outcome) {
      const { during } = journal(outcome)['steady_states'] as { during: JsonObject[] };
      assert.ok(during.length > 1, String(during.length));
    },
  },
  {
    code: 'hypothesis-empty',
    says: 'an empty hypothesis never deviates',
    experiment: experiment({ ...hypothesis(), method: [sh('exit 1')] }),
    shows: completes,
  },
  {
    code: 'process-argument-empty',
    says: 'null and empty texts are left out of arguments',
    experiment: experiment({
      method: [
        {
          type: 'action',
          name: 'a',
          provider: { type: 'process', path: 'printf', arguments: ['%s-', '', null, 'b'] },
        },
      ],
    }),
    shows: (outcome) => outputs(outcome, 'b-'),
  },
  {
    code: 'process-argument-python',
    says: 'true is handed over as Python’s word',
    experiment: experiment({
      method: [
        {
          type: 'action',
          name: 'a',
          provider: { type: 'process', path: 'printf', arguments: ['%s', true] },
        },
      ],
    }),
    shows: (outcome) => outputs(outcome, 'True'),
  },
  {
    code: 'process-argument-object',
    says: 'a list is handed over as Python prints it',
    experiment: experiment({
      method: [
        {
          type: 'action',
          name: 'a',
          provider: { type: 'process', path: 'printf', arguments: ['%s', ['a', 1]] },
        },
      ],
    }),
    shows: (outcome) => outputs(outcome, "['a', 1]"),
  },
  {
    code: 'process-path-arguments',
    says: 'a program with its arguments in path is not found',
    experiment: experiment({
      method: [{ type: 'action', name: 'a', provider: { type: 'process', path: 'echo a' } }],
    }),
    shows(outcome) {
      assert.equal(outcome.code, 1);
      assert.match(outcome.log, /cannot be found/);
    },
  },
  {
    code: 'pause-name',
    says: 'a pause that becomes text aborts the run',
    experiment: experiment({
      configuration: { wait: '1' },
      method: [sh('true', { pauses: { after: '${wait}' } })],
    }),
    shows: (outcome) => assert.equal(journal(outcome)['status'], 'aborted'),
  },
  {
    code: 'pause-boolean',
    says: 'true pauses one second',
    experiment: experiment({ method: [sh('true', { pauses: { before: true } })] }),
    shows: (outcome) => assert.ok(seconds(outcome) >= 1),
  },
  {
    code: 'name-undeclared',
    says: 'a name that nothing declares stays as it is',
    experiment: experiment({ method: [prints('${nowhere}')] }),
    shows: (outcome) => outputs(outcome, '${nowhere}'),
  },
  {
    code: 'name-nested',
    says: 'names in values stay as they are',
    experiment: experiment({
      configuration: { host: 'a', url: 'http://${host}' },
      method: [prints('${url}')],
    }),
    shows: (outcome) => outputs(outcome, 'http://${host}'),
  },
  {
    code: 'name-shadowed',
    says: 'configuration beats secrets',
    experiment: experiment({
      configuration: { word: 'shown' },
      secrets: { group: { word: 'hidden' } },
      method: [prints('${word}')],
    }),
    shows: (outcome) => outputs(outcome, 'shown'),
  },
  {
    code: 'not-substituted',
    says: 'names in a list are not replaced',
    experiment: experiment({
      configuration: { good: 0 },
      ...hypothesis(exits(0, { tolerance: ['${good}', 5] })),
    }),
    shows: gateFails,
  },
  {
    code: 'http-expected-status',
    says: 'every answer is a success, whatever is expected',
    experiment: experiment({
      method: [
        {
          type: 'probe',
          name: 'calls',
          provider: { type: 'http', url: '@service@/503', expected_status: 200 },
        },
      ],
    }),
    shows: (outcome) => assert.equal(list(outcome, 'run')[0]?.['status'], 'succeeded'),
  },
  {
    code: 'hypothesis-action',
    says: 'an action in the hypothesis is carried out at each check',
    experiment: experiment(hypothesis(sh('echo >> count', { tolerance: 0 }))),
    shows: completes,
  },
];
