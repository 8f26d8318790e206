import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from './json.ts';
import { repr, str } from './text.ts';
import { PyBytes } from './value.ts';

/** JSON, and what Python 3.12 prints for `repr(json.loads(text))`. */
const printed: [string, string][] = [
  ['1', '1'],
  ['1.0', '1.0'],
  ['-0.0', '-0.0'],
  ['1e16', '1e+16'],
  ['1e15', '1000000000000000.0'],
  ['123456789012345680.0', '1.2345678901234568e+17'],
  ['0.0001', '0.0001'],
  ['0.00001', '1e-05'],
  ['1.5e-7', '1.5e-07'],
  ['1e22', '1e+22'],
  ['1e100', '1e+100'],
  ['2.5', '2.5'],
  ['-2.5e-5', '-2.5e-05'],
  ['true', 'True'],
  ['null', 'None'],
  ['"a"', "'a'"],
  ['"it\'s"', '"it\'s"'],
  ['"\\"q\\" it\'s"', "'\"q\" it\\'s'"],
  ['"\\n\\t\\r\\\\"', "'\\n\\t\\r\\\\'"],
  [
    '"\\u0000\\u007f\\u00a0\\u00e9\\u200b\\ud83d\\ude00\\ue000"',
    "'\\x00\\x7f\\xa0\u00e9\\u200b\ud83d\ude00\\ue000'",
  ],
  ['[]', '[]'],
  ['{}', '{}'],
  ['[1,[2.0,{"a":null}]]', "[1, [2.0, {'a': None}]]"],
  ['{"k":[true,"x"]}', "{'k': [True, 'x']}"],
  ['100000000000000000000', '100000000000000000000'],
  ['NaN', 'nan'],
  ['[Infinity,-Infinity]', '[inf, -inf]'],
  ['"[NaN]"', "'[NaN]'"],
  ['{"a":"x\\"NaN","b":NaN}', "{'a': 'x\"NaN', 'b': nan}"],
  ['1E2', '100.0'],
  ['9007199254740993.0', '9007199254740992.0'],
  ['0.1', '0.1'],
  ['5e-324', '5e-324'],
  ['1.7976931348623157e308', '1.7976931348623157e+308'],
];

test('repr prints what Python prints', () => {
  for (const [json, expected] of printed) {
    assert.equal(repr(parseJson(json)), expected, json);
  }
});

test('str leaves a text alone and prints all else', () => {
  assert.equal(str("it's"), "it's");
  assert.equal(str(["it's"]), `["it's"]`);
  assert.equal(str(null), 'None');
});

test('bytes print as ASCII with escapes', () => {
  assert.equal(repr(new PyBytes(Buffer.from("é'\n"))), `b"\\xc3\\xa9'\\n"`);
});

test('JSON that is wrong stays wrong', () => {
  for (const text of ['', '{', '[NaN', "{'a': 1}", '01', '[1,]', 'nan']) {
    assert.throws(() => parseJson(text), SyntaxError, text);
  }
});
