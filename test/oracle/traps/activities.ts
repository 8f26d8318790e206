import assert from 'node:assert/strict';
import { exits, experiment, hypothesis, prints, sh } from '../build.ts';
import { completes, dies, gateFails, given, list, seconds, type Trap } from './trap.ts';

/** What is said of tolerances, timeouts, keys and references. */
export const activityTraps: readonly Trap[] = [
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
];
