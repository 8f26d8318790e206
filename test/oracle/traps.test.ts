import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createCatalogue } from '../../src/catalogue/index.ts';
import { kubernetesEntries } from '../../src/catalogue/kubernetes/index.ts';
import { parseExperiment } from '../../src/experiment/parse.ts';
import { validateExperiment } from '../../src/experiment/validate.ts';
import { breakIt, exits, experiment, hypothesis, prints, sh, untilBroken } from './build.ts';
import type { Case, CaseOptions, JsonObject, Outcome } from './case.ts';
import { experimentText } from './folder.ts';
import { Service } from './service.ts';
import { Theirs } from './theirs.ts';

/** What a rule claims about Chaos Toolkit, shown by a run of it. */
interface Trap {
  /** Code of the problem, without `experiment.`. */
  code: string;
  says: string;
  experiment: JsonObject;
  options?: CaseOptions;
  shows(outcome: Outcome): void;
}

const catalogue = createCatalogue(kubernetesEntries);
const journal = ({ journal }: Outcome): JsonObject => {
  assert.ok(journal, 'no journal');
  return journal;
};
const list = (outcome: Outcome, key: string) => journal(outcome)[key] as JsonObject[];
const seconds = (outcome: Outcome) => Number(journal(outcome)['duration']);
/** Start and end of a step of the method in milliseconds, by its name. */
function times(outcome: Outcome, name: string): { start: number; end: number } {
  const step = list(outcome, 'run').find(
    ({ activity }) => (activity as JsonObject)['name'] === name,
  );
  assert.ok(step, `no step ${name}`);
  return { start: Date.parse(String(step['start'])), end: Date.parse(String(step['end'])) };
}
const completes = (outcome: Outcome) => {
  assert.equal(outcome.code, 0, outcome.log);
  assert.equal(journal(outcome)['status'], 'completed');
};
const gateFails = (outcome: Outcome) => {
  const { before: gate } = journal(outcome)['steady_states'] as { before: JsonObject };
  assert.equal(gate['steady_state_met'], false);
};
const dies = (outcome: Outcome) => {
  assert.equal(outcome.code, 1);
  assert.equal(outcome.journal, undefined);
  assert.match(outcome.log, /Traceback/);
};
/** One part of what a step of the method gave. */
const given = (outcome: Outcome, index: number, part: string) => {
  const step = list(outcome, 'run')[index];
  assert.ok(step);
  return (step['output'] as JsonObject)[part];
};
const outputs = (outcome: Outcome, text: string) => assert.equal(given(outcome, 0, 'stdout'), text);

const strategy = (block: string, name: string): JsonObject => ({
  runtime: { [block]: { strategy: name } },
});
const back = { rollbacks: [sh('true', { name: 'back' })] };
const traps: Trap[] = [
  {
    code: 'tolerance-ignored',
    says: 'a tolerance in the method is never looked at',
    experiment: experiment({ method: [exits(1, { tolerance: 0 })] }),
    shows: completes,
  },
  {
    code: 'tolerance-ignored',
    says: 'nor is that of a reference in the method',
    experiment: experiment({ method: [exits(1), { ref: 'exits 1', tolerance: 0 }] }),
    shows: completes,
  },
  {
    code: 'tolerance-quoted',
    says: 'a status in quotes is never met',
    experiment: experiment(hypothesis(exits(0, { tolerance: '0' }))),
    shows: gateFails,
  },
  {
    code: 'tolerance-never',
    says: 'the answer of a process equals no text',
    experiment: experiment(hypothesis(prints('fine', { tolerance: 'fine' }))),
    shows: gateFails,
  },
  {
    code: 'tolerance-list-text',
    says: 'nor is one of a list of texts',
    experiment: experiment(hypothesis(prints('fine', { tolerance: ['fine', '0'] }))),
    shows: gateFails,
  },
  {
    code: 'tolerance-membership',
    says: 'two numbers are no range for a status',
    experiment: experiment(hypothesis(exits(2, { tolerance: [0, 5] }))),
    shows: gateFails,
  },
  {
    code: 'tolerance-always',
    says: 'a process as a tolerance is always met',
    experiment: experiment(
      hypothesis(
        exits(1, {
          tolerance: {
            type: 'probe',
            name: 'judge',
            provider: { type: 'process', path: 'false', arguments: {} },
          },
        }),
      ),
    ),
    shows: completes,
  },
  {
    code: 'tolerance-arguments',
    says: 'a probe as a tolerance without arguments ends in a traceback',
    experiment: experiment(
      hypothesis(
        exits(0, {
          tolerance: { type: 'probe', name: 'judge', provider: { type: 'process', path: 'true' } },
        }),
      ),
    ),
    shows: dies,
  },
  {
    code: 'tolerance-target-missing',
    says: 'a pattern for a whole answer ends in a traceback',
    experiment: experiment(
      hypothesis(prints('fine', { tolerance: { type: 'regex', pattern: 'fine' } })),
    ),
    shows: dies,
  },
  {
    code: 'tolerance-target-type',
    says: 'a pattern for a number ends in a traceback',
    experiment: experiment(
      hypothesis(prints('fine', { tolerance: { type: 'regex', pattern: '0', target: 'status' } })),
    ),
    shows: dies,
  },
  {
    code: 'jsonpath-status',
    says: 'no path finds anything in a status',
    experiment: experiment(
      hypothesis(exits(0, { tolerance: { type: 'jsonpath', path: '$.a', target: 'status' } })),
    ),
    shows: gateFails,
  },
  {
    code: 'jsonpath-count',
    says: 'count is not looked at beside expect',
    experiment: experiment(
      hypothesis(
        prints('{"a": 1}', {
          tolerance: { type: 'jsonpath', path: '$.a', target: 'stdout', expect: 1, count: 5 },
        }),
      ),
    ),
    shows: completes,
  },
  {
    code: 'timeout-ignored',
    says: 'a timeout of the activity is not looked at',
    experiment: experiment({ method: [sh('sleep 0.5', { timeout: 0.01 })] }),
    shows(outcome) {
      completes(outcome);
      assert.equal(list(outcome, 'run')[0]?.['status'], 'succeeded');
    },
  },
  {
    code: 'timeout-python',
    says: 'functions have no timeout of the provider’s',
    experiment: experiment({
      method: [
        {
          type: 'action',
          name: 'wait',
          provider: {
            type: 'python',
            module: 'os',
            func: 'system',
            arguments: { command: 'sleep 0.3' },
            timeout: 0.01,
          },
        },
      ],
    }),
    shows: (outcome) => assert.equal(list(outcome, 'run')[0]?.['status'], 'succeeded'),
  },
  {
    code: 'key-of-activity',
    says: 'a pause in the provider is none',
    experiment: experiment({
      method: [
        {
          type: 'action',
          name: 'a',
          provider: { type: 'process', path: 'true', pauses: { after: 5 } },
        },
      ],
    }),
    shows: (outcome) => assert.ok(seconds(outcome) < 5),
  },
  {
    code: 'ref-key-ignored',
    says: 'a pause of a reference is none',
    experiment: experiment({ method: [exits(0), { ref: 'exits 0', pauses: { after: 5 } }] }),
    shows: (outcome) => assert.ok(seconds(outcome) < 5),
  },
  {
    code: 'ref-ambiguous',
    says: 'of several activities with a name the hypothesis’ is meant',
    experiment: experiment({
      ...hypothesis(exits(0, { name: 'same', tolerance: 0 })),
      method: [exits(3, { name: 'same' }), { ref: 'same' }],
    }),
    shows: (outcome) => assert.equal(given(outcome, 1, 'status'), 0),
  },
  {
    code: 'name-duplicate-referred',
    says: 'of several in the method the last is meant',
    experiment: experiment({
      method: [exits(1, { name: 'same' }), exits(2, { name: 'same' }), { ref: 'same' }],
    }),
    shows: (outcome) => assert.equal(given(outcome, 2, 'status'), 2),
  },
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

describe('what rules say of Chaos Toolkit', { concurrency: 3 }, () => {
  let theirs: Theirs;
  const service = new Service();
  let address = '';

  before(async () => {
    [address, theirs] = await Promise.all([service.start(), Theirs.start()]);
  });

  after(async () => {
    service.stop();
    await theirs[Symbol.asyncDispose]();
  });

  for (const trap of traps) {
    it(`${trap.code}: ${trap.says}`, async () => {
      const each: Case = {
        name: trap.says,
        experiment: trap.experiment,
        ...(trap.options && { options: trap.options }),
      };
      const text = experimentText(each, address);
      const found = validateExperiment(parseExperiment(text, 'json'), catalogue);
      const codes = found.map(({ code }) => code.replace('experiment.', ''));
      assert.ok(codes.includes(trap.code), codes.join());
      const outcome = await theirs.run(each, address);
      trap.shows(outcome);
    });
  }
});
