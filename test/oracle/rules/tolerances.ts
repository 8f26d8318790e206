import { calls, exits, experiment, hypothesis, prints, sh } from '../build.ts';
import type { Case, Json, JsonObject, Rule } from '../case.ts';

/** Values for tolerances that are one `${name}`. */
const configuration: JsonObject = {
  five: 5,
  pair: [1, 10],
  range: { type: 'range', range: [1, 10], target: 'status' },
  pattern: '^t',
  path: '$.n',
  float: 5.5,
};

/** Whether a probe's output is what the tolerance asks for. */
function judged(name: string, probe: JsonObject, tolerance: Json, valid = true): Case {
  return {
    name,
    experiment: experiment({ ...hypothesis({ ...probe, tolerance }), configuration }),
    ...(valid ? {} : { options: { noValidation: true } }),
  };
}

const five = exits(5);
const body = (path: string) => calls(path);

/** How outputs are judged. */
export const tolerances: Rule[] = [
  {
    id: 'tolerance-number',
    says: 'A number is compared with the status of an output that has one.',
    cases: [
      judged('equal', five, 5),
      judged('other', five, 4),
      judged('of an HTTP call', body('/404'), 404),
      judged('from the configuration', five, '${five}'),
    ],
    mutation: {
      file: 'engine/tolerance/check.ts',
      find: 'return equal(statusOf(value) ?? value, wanted);',
      replace: 'return equal(value, wanted);',
    },
  },
  {
    id: 'tolerance-boolean',
    says: 'A truth value is compared with the whole output, never its status.',
    cases: [judged('true', exits(1), true), judged('false', exits(0), false)],
    mutation: {
      file: 'engine/tolerance/check.ts',
      find: "wanted === 'string') {\n    return equal(value, wanted);",
      replace: "wanted === 'string') {\n    return equal(statusOf(value) ?? value, wanted);",
    },
  },
  {
    id: 'tolerance-float',
    says: 'A number with a fraction is never met.',
    cases: [
      judged('from the configuration', five, '${float}'),
      judged('written', five, 5.0, false),
    ],
    mutation: {
      file: 'engine/tolerance/check.ts',
      find: 'numberOf(wanted) === undefined || !Number.isInteger(wanted)) {\n    return false;',
      replace: 'numberOf(wanted) === undefined || !Number.isInteger(wanted)) {\n    return true;',
    },
  },
  {
    id: 'tolerance-text',
    says: 'A text equals a text only: "5" is not 5.',
    cases: [judged('status', five, '5'), judged('output', prints('x'), 'x')],
    mutation: {
      file: 'engine/tolerance/check.ts',
      find: "wanted === 'string') {\n    return equal(value, wanted);",
      replace:
        "wanted === 'string') {\n    return String(statusOf(value) ?? value) === String(wanted);",
    },
  },
  {
    id: 'tolerance-list-status',
    says: 'For a status a list is a choice, also with two values.',
    cases: [
      judged('between two values', body('/250'), [200, 299]),
      judged('one of two', body('/250'), [200, 250]),
      judged('one of three', five, [4, 5, 6]),
    ],
    mutation: {
      file: 'engine/tolerance/check.ts',
      find: 'return contains(list, status);',
      replace:
        'return lessOrEqual(list[0] ?? null, status) && lessOrEqual(status, list[1] ?? null);',
    },
  },
  {
    id: 'tolerance-regex',
    says: 'A pattern is searched for in the target.',
    cases: [
      judged('found', prints('a text'), { type: 'regex', target: 'stdout', pattern: 'te?xt$' }),
      judged('not found', prints('a text'), { type: 'regex', target: 'stdout', pattern: '^text' }),
      judged('from the configuration', prints('text'), {
        type: 'regex',
        target: 'stdout',
        pattern: '${pattern}',
      }),
      judged('Python words', prints('ab\n'), {
        type: 'regex',
        target: 'stdout',
        pattern: '(?i)(?P<n>A)b$',
      }),
      judged('end', prints('ab\n'), { type: 'regex', target: 'stdout', pattern: 'b\\Z' }),
    ],
    mutation: {
      file: 'experiment/python-pattern/emit.ts',
      find: "'(?=\\\\n?$)'",
      replace: "'$'",
    },
  },
  {
    id: 'tolerance-range',
    says: 'A range compares exactly: the text 0.3 is not within [0.1, 0.3].',
    cases: [
      judged('within', five, { type: 'range', target: 'status', range: [5, 5] }),
      judged('outside', five, { type: 'range', target: 'status', range: [6, 9] }),
      judged('exactly', prints('0.3'), { type: 'range', target: 'stdout', range: [0.1, 0.3] }),
      judged('no number', prints('x'), { type: 'range', target: 'stdout', range: [0, 1] }),
      judged('whole from the configuration', five, '${range}'),
    ],
    mutation: {
      file: 'engine/tolerance/range.ts',
      find: 'return decimalOfText(value);',
      replace: 'return Number.isNaN(Number(value)) ? undefined : decimalOfNumber(Number(value));',
    },
  },
  {
    id: 'tolerance-jsonpath',
    says: 'A path must find something, or as much or just what is expected, in jsonpath2’s dialect.',
    cases: [
      judged('found', body('/json'), { type: 'jsonpath', target: 'body', path: '$.n' }),
      judged('not found', body('/json'), { type: 'jsonpath', target: 'body', path: '$.x' }),
      judged('count', body('/json'), {
        type: 'jsonpath',
        target: 'body',
        path: '$.list[*]',
        count: 3,
      }),
      judged('expect', body('/json'), {
        type: 'jsonpath',
        target: 'body',
        path: '$.n',
        expect: '${five}',
      }),
      judged('expect a list', body('/json'), {
        type: 'jsonpath',
        target: 'body',
        path: '$.list[0:2]',
        expect: [1, 2],
      }),
      judged('filter', body('/json'), {
        type: 'jsonpath',
        target: 'body',
        path: '$[?(@.n = 5 and not @.x)].n',
      }),
      judged('in a text', prints('{"n": 5}'), {
        type: 'jsonpath',
        target: 'stdout',
        path: '$.n',
        expect: 5,
      }),
    ],
    mutation: {
      file: 'engine/tolerance/jsonpath.ts',
      find: 'Array.isArray(expected) ? expected : [expected]',
      replace: '[expected]',
    },
  },
  {
    id: 'tolerance-probe',
    says: 'A process or HTTP probe as tolerance always passes; the judged value is written into its arguments.',
    cases: [
      {
        name: 'a process that fails',
        experiment: experiment({
          ...hypothesis({
            ...exits(0),
            tolerance: {
              type: 'probe',
              name: 'judge',
              provider: { type: 'process', path: 'false', arguments: {} },
            },
          }),
          method: [sh('true')],
        }),
      },
    ],
    mutation: {
      file: 'engine/tolerance/probe.ts',
      find: "given['value'] = value;",
      replace: '',
    },
  },
  {
    id: 'tolerance-probe-fails',
    says: 'A probe as tolerance that fails is a tolerance that is not met.',
    cases: [
      {
        name: 'takes too long',
        experiment: experiment(
          hypothesis({
            ...exits(0),
            tolerance: {
              type: 'probe',
              name: 'judge',
              provider: {
                type: 'process',
                path: 'sh',
                arguments: { '-c': 'sleep 60' },
                timeout: 0.05,
              },
            },
          }),
        ),
      },
    ],
    mutation: {
      file: 'engine/tolerance/probe.ts',
      find: 'if (isActivityFailed(error) && !context.signal.aborted) {',
      replace: 'if (false) {',
    },
  },
  {
    id: 'tolerance-type-error',
    says: 'A type error in a tolerance ends the original without a journal; here the run is aborted, and rollbacks follow the strategy.',
    cases: [
      ['an object against a pattern', { type: 'regex', pattern: 'x' }],
      ['an object against a range', { type: 'range', range: [0, 1] }],
    ].map(
      ([name, tolerance]): Case => ({
        name: String(name),
        experiment: experiment({
          ...hypothesis({ ...five, tolerance: tolerance ?? null }),
          rollbacks: [sh('true')],
        }),
        options: { noValidation: true },
        differs: {
          why: 'tracebacks become aborted with a journal',
          theirs: { code: 1, journal: null },
          ours: {
            code: 1,
            journal: {
              status: 'aborted',
              deviated: false,
              rollbacks: [{ status: 'succeeded' }],
            },
          },
        },
      }),
    ),
    mutation: {
      file: 'engine/tolerance/regex.ts',
      find: "if (typeof text !== 'string') {",
      replace: "if (typeof text !== 'string') {\n    return false;",
    },
  },
];
