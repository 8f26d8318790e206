import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHumanError } from '../../messages/error.ts';
import { contains, equal, lessOrEqual, truthy } from './compare.ts';
import { parseJson } from './json.ts';
import { PyBytes, type PyValue } from './value.ts';

/**
 * Each value with what Python 3.12 says of it: `bool(v)`; `==` with each value of the table (`=` or
 * `.`); `<=` with each (`<`, `.`, or `!` for a TypeError).
 */
const table: [json: string, truthy: number, equal: string, lessOrEqual: string][] = [
  ['null', 0, '=......................', '!!!!!!!!!!!!!!!!!!!!!!!'],
  ['true', 1, '.=..==.................', '!<..<<!<!!!!!!!!..!!!!!'],
  ['false', 0, '..==.............=.....', '!<<<<<!<!!!!!!!!.<!!!!!'],
  ['0', 0, '..==.............=.....', '!<<<<<!<!!!!!!!!.<!!!!!'],
  ['1', 1, '.=..==.................', '!<..<<!<!!!!!!!!..!!!!!'],
  ['1.0', 1, '.=..==.................', '!<..<<!<!!!!!!!!..!!!!!'],
  ['"200"', 1, '......=................', '!!!!!!<!.<!!!!!!!!<<<!!'],
  ['200', 1, '.......=...............', '!.....!<!!!!!!!!..!!!!!'],
  ['""', 0, '........=..............', '!!!!!!<!<<!!!!!!!!<<<!!'],
  ['"a"', 1, '.........=.............', '!!!!!!.!.<!!!!!!!!<<<!!'],
  ['[]', 0, '..........=............', '!!!!!!!!!!<<<!!!!!!!!<<'],
  ['[1]', 1, '...........==..........', '!!!!!!!!!!.<<!!!!!!!!<<'],
  ['[true]', 1, '...........==..........', '!!!!!!!!!!.<<!!!!!!!!<<'],
  ['{}', 0, '.............=.........', '!!!!!!!!!!!!!!!!!!!!!!!'],
  ['{"a":1}', 1, '..............==.......', '!!!!!!!!!!!!!!!!!!!!!!!'],
  ['{"a":1.0}', 1, '..............==.......', '!!!!!!!!!!!!!!!!!!!!!!!'],
  ['NaN', 1, '.......................', '!.....!.!!!!!!!!..!!!!!'],
  ['0.0', 0, '..==.............=.....', '!<<<<<!<!!!!!!!!.<!!!!!'],
  ['"b"', 1, '..................=....', '!!!!!!.!..!!!!!!!!<<<!!'],
  ['"\\uffff"', 1, '...................=...', '!!!!!!.!..!!!!!!!!.<<!!'],
  ['"\\ud83d\\ude00"', 1, '....................=..', '!!!!!!.!..!!!!!!!!..<!!'],
  ['[1,2]', 1, '.....................=.', '!!!!!!!!!!...!!!!!!!!<!'],
  ['[1,"a"]', 1, '......................=', '!!!!!!!!!!...!!!!!!!!!<'],
];

function compared(left: PyValue, right: PyValue): string {
  try {
    return lessOrEqual(left, right) ? '<' : '.';
  } catch (error) {
    assert.ok(isHumanError(error) && error.code === 'engine.not-comparable');
    return '!';
  }
}

test('truth, equality and order are Python’s', () => {
  const values = table.map(([json]) => parseJson(json));
  for (const [at, [json, isTrue, equals, order]] of table.entries()) {
    const value = values[at] ?? null;
    assert.equal(truthy(value), isTrue === 1, json);
    assert.equal(values.map((other) => (equal(value, other) ? '=' : '.')).join(''), equals, json);
    assert.equal(values.map((other) => compared(value, other)).join(''), order, json);
  }
});

test('membership goes by equality', () => {
  assert.equal(contains([1, 'a', null], true), true);
  assert.equal(contains([1, 'a', null], '1'), false);
  assert.equal(contains([1, 'a', null], null), true);
});

test('bytes equal bytes, never a text', () => {
  const bytes = new PyBytes(Buffer.from('ab'));
  assert.equal(equal(bytes, new PyBytes(Buffer.from('ab'))), true);
  assert.equal(equal(bytes, 'ab'), false);
  assert.equal(lessOrEqual(bytes, new PyBytes(Buffer.from('b'))), true);
  assert.equal(truthy(new PyBytes(Buffer.alloc(0))), false);
});
