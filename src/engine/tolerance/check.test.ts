import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHumanError } from '../../messages/error.ts';
import { isKnownCode } from '../../messages/format.ts';
import { ActivityFailed } from '../failed.ts';
import { parseJson } from '../python/json.ts';
import { PyFloat, type PyObject, type PyValue } from '../python/value.ts';
import { checkTolerance, type ToleranceContext } from './check.ts';

const configuration: PyObject = {
  five: 5,
  f: new PyFloat(1),
  nil: null,
  pair: [1, 10],
  rng: { type: 'range', range: [1, 10] },
  re: 'b+',
  p: '$.n',
  txt: 'text',
  t: true,
  odd: { type: 'other' },
  bounds: { type: 'range', range: ['1', 'x'] },
};

const context: ToleranceContext = {
  scope: { configuration, secrets: {} },
  signal: new AbortController().signal,
  log: () => {},
  runProbe: () => Promise.reject(new Error('no probe here')),
};

/** Outputs that each tolerance judges. */
const outputs = [
  'null',
  'true',
  'false',
  '0',
  '1',
  '1.0',
  '5',
  '5.5',
  '200',
  '250',
  '"200"',
  '"text"',
  '"5"',
  '"0.3"',
  '0.3',
  '0.1',
  '" 7 "',
  '"NaN"',
  '"abc"',
  '"f"',
  '[]',
  '[1]',
  '[200,299]',
  '{}',
  '{"status":200}',
  '{"status":250}',
  '{"status":"200"}',
  '{"status":true}',
  '{"n":5}',
  '{"status":0,"stdout":"{\\"n\\": 5}","stderr":""}',
  '{"status":500,"body":"abb"}',
  '{"status":5,"body":{"n":5}}',
  '{"body":"0.3"}',
  '{"body":0.2}',
  'NaN',
  '"{\\"n\\": 5}"',
  '{"n":null}',
  '["n"]',
];

/**
 * A tolerance, and for each output what chaostoolkit-lib 1.45.1 says: met (`1`), not met (`.`), or
 * an exception (`!`).
 */
const judgements: [string, string][] = [
  ['true', '.1..11................................'],
  ['false', '..11..................................'],
  ['0', '..11.........................1........'],
  ['1', '.1..11.....................1..........'],
  ['200', '........1...............1.............'],
  ['"200"', '..........1...........................'],
  ['"text"', '...........1..........................'],
  ['""', '......................................'],
  ['"${five}"', '......1........................1......'],
  ['"${f}"', '......................................'],
  ['"${nil}"', '......................................'],
  ['"${pair}"', '!1..1111..!!!!..!!!!!!!!...1!...!!.!!!'],
  ['"${rng}"', '!1..1111....1...1!..!!!!!!!!!!!!!!!.!!'],
  ['"x${five}"', '......................................'],
  ['"$five"', '............1.........................'],
  ['"${t}"', '.1..11................................'],
  ['"${odd}"', '......................................'],
  ['"${bounds}"', '!!..!!!!!!!.!...!!..!!!!!!!!!!!!!!!.!!'],
  ['null', '......................................'],
  ['1.0', '......................................'],
  ['1.5', '......................................'],
  ['[]', '......................................'],
  ['[200]', '........1...............1.............'],
  ['[200,299]', '!.......11!!!!..!!!!!!!!1...!...!!.!!!'],
  ['[1,10]', '!1..1111..!!!!..!!!!!!!!...1!...!!.!!!'],
  ['["a","m"]', '!!!!!!!!!!....!!..11!!!!....!...!!!.!!'],
  ['[1,2,3]', '.1..11.....................1..........'],
  ['[true,5]', '!1..111...!!!!..!!!!!!!!...1!..1!!.!!!'],
  ['[[1],2]', '!!!!!!!!!!!!!!!!!!!!.!!!....!...!!!!!!'],
  ['["200",200]', '!!!!!!!!!!!!!.!!.!!!!!!!1.1.!...!!!!!!'],
  ['[null,null]', '!!!!!!!!!!!!!!!!!!!!!!!!....!...!!!!!!'],
  ['{"type":"regex","pattern":"^t"}', '!!!!!!!!!!.1..!!....!!!!!!!!!!!!!!!.!!'],
  ['{"type":"regex","pattern":"b","target":"stdout"}', '!!!!!!!!!!!!!!!!!!!!!!!!!!!!!.!!!!!!!!'],
  ['{"type":"regex","pattern":"${re}","target":"body"}', '!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!1!.!!!!!'],
  ['{"type":"regex","pattern":"${five}"}', '!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!'],
  ['{"type":"regex","pattern":""}', '!!!!!!!!!!1111!!1111!!!!!!!!!!!!!!!1!!'],
  ['{"type":"regex","pattern":"("}', '!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!'],
  ['{"type":"regex","pattern":"x","target":"missing"}', '!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!'],
  ['{"type":"regex"}', '!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!'],
  ['{"type":"range","range":[1,10]}', '!1..1111....1...1!..!!!!!!!!!!!!!!!.!!'],
  ['{"type":"range","range":[0.1,0.3]}', '!.............11.!..!!!!!!!!!!!!!!!.!!'],
  ['{"type":"range","range":[0.1,0.3],"target":"body"}', '!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!.!.1!!!!'],
  ['{"type":"range","range":[1,10],"target":"status"}', '!!!!!!!!!!!!!!!!!!!!!!!!...1!..1!!!!!!'],
  ['{"type":"range","range":[-1e400,1e400]}', '!1111111111.11111!..!!!!!!!!!!!!!!!.!!'],
  ['{"type":"range","range":[0,1e30]}', '!1111111111.11111!..!!!!!!!!!!!!!!!.!!'],
  ['{"type":"jsonpath","path":"$.n"}', '............................1......11.'],
  ['{"type":"jsonpath","path":"${p}","target":"body"}', '!!!!!!!!!!!!!!!!!!!!!!!.....1..1..!!1!'],
  ['{"type":"jsonpath","path":"$.n","expect":5}', '............................1......1..'],
  ['{"type":"jsonpath","path":"$.n","expect":"${five}"}', '............................1......1..'],
  ['{"type":"jsonpath","path":"$.n","expect":[5]}', '............................1......1..'],
  ['{"type":"jsonpath","path":"$.n","expect":null}', '....................................1.'],
  ['{"type":"jsonpath","path":"$.x","expect":[]}', '11111111111111111111111111111111111111'],
  ['{"type":"jsonpath","path":"$.x","count":0}', '11111111111111111111111111111111111111'],
  ['{"type":"jsonpath","path":"$.*","count":1}', '.....................1..11111...11.111'],
  [
    '{"type":"jsonpath","path":"$.*","count":1,"expect":[5]}',
    '............................1......1..',
  ],
  [
    '{"type":"jsonpath","path":"$.n","target":"stdout","expect":5.0}',
    '!!!!!!!!!!!!!!!!!!!!!!!.....11....!!.!',
  ],
  ['{"type":"jsonpath","path":"$.n","count":true}', '............................1......11.'],
  ['{"type":"jsonpath","path":"$.n","count":"1"}', '......................................'],
  ['{"type":"jsonpath","path":"$[?(@.n==5)]"}', '!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!'],
  ['{"type":"other"}', '......................................'],
  ['{}', '......................................'],
];

async function judged(tolerance: PyValue, output: PyValue): Promise<string> {
  try {
    return (await checkTolerance(tolerance, output, context)) ? '1' : '.';
  } catch (error) {
    assert.ok(isHumanError(error), String(error));
    assert.ok(isKnownCode(error.code), error.code);
    return '!';
  }
}

test('every form judges as the original judges', async () => {
  for (const [tolerance, expected] of judgements) {
    const actual = [];
    for (const output of outputs) {
      actual.push(await judged(parseJson(tolerance), parseJson(output)));
    }
    assert.equal(actual.join(''), expected, tolerance);
  }
});

function probing(runProbe: ToleranceContext['runProbe']): ToleranceContext {
  return { ...context, runProbe };
}

const probe = () => ({ type: 'probe', name: 'judge', provider: { type: 'python', arguments: {} } });

test('a probe gets the value written into its arguments, and its answer is a truth value', async () => {
  const tolerance = probe();
  const seen: PyValue[] = [];
  const answers: PyValue[] = [true, 0, { status: 500 }, null];
  const results = [];
  for (const answer of answers) {
    const check = probing(async (given) => {
      seen.push(structuredClone(given));
      return answer;
    });
    results.push(await checkTolerance(tolerance, 'out', check));
  }
  assert.deepEqual(results, [true, false, true, false]);
  assert.deepEqual(tolerance.provider.arguments, { value: 'out' });
  assert.deepEqual(seen[0], tolerance);
});

test('a probe that fails is a tolerance that is not met; any other error is one', async () => {
  const failing = probing(() => Promise.reject(new ActivityFailed('no')));
  assert.equal(await checkTolerance(probe(), 1, failing), false);
  const broken = probing(() => Promise.reject(new TypeError('bug')));
  await assert.rejects(checkTolerance(probe(), 1, broken), TypeError);
});

test('a probe without arguments is refused', async () => {
  const tolerance = { type: 'probe', name: 'judge', provider: { type: 'process' } };
  await assert.rejects(checkTolerance(tolerance, 1, context), { code: 'engine.tolerance-probe' });
});
