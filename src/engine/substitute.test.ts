import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHumanError } from '../messages/error.ts';
import { repr } from './python/text.ts';
import { PyFloat, type PyValue } from './python/value.ts';
import { substitute, substituteArguments } from './substitute.ts';

const scope = {
  configuration: {
    n: 5,
    f: new PyFloat(1),
    b: true,
    z: 0,
    nil: null,
    l: ['a', 1],
    d: { k: null },
    s: '$' + '{n}',
    e: '',
    big: new PyFloat(1e20),
    both: 'conf',
    _u1: 'u',
  },
  secrets: { one: { both: 'sec', tok: 't1', same: 1 }, two: { same: 2 } },
};

/** A template, and `repr(substitute(template, …))` of chaostoolkit-lib 1.45.1. */
const substituted: [PyValue, string][] = [
  ['${n}', '5'],
  ['$n', "'5'"],
  ['x$n', "'x5'"],
  ['${f}', '1.0'],
  ['v${f}', "'v1.0'"],
  ['${b} $z', "'True 0'"],
  ['${z}', '0'],
  ['${nil}', 'None'],
  ['a${nil}', "'aNone'"],
  ['${l}', "['a', 1]"],
  ['l=${l}', '"l=[\'a\', 1]"'],
  ['${d}', "{'k': None}"],
  ['d=$d', '"d={\'k\': None}"'],
  ['${s}', "'${n}'"],
  ['x${s}', "'x${n}'"],
  ['$$', "'$'"],
  ['$$n', "'$n'"],
  ['$${n}', "'${n}'"],
  ['$$$n', "'$5'"],
  ['$', "'$'"],
  ['a$', "'a$'"],
  ['$ n', "'$ n'"],
  ['${ n }', "'${ n }'"],
  ['${missing}', "'${missing}'"],
  ['$missing x', "'$missing x'"],
  ['${n', "'${n'"],
  ['${}', "'${}'"],
  ['${n}${n}', "'55'"],
  ['${N}', "'${N}'"],
  ['$n-x', "'5-x'"],
  ['$n.x', "'5.x'"],
  ['$nx', "'$nx'"],
  ['${big} ${f}', "'1e+20 1.0'"],
  ['${both}', "'conf'"],
  ['${tok}', "'t1'"],
  ['$same', "'1'"],
  ['$_u1', "'u'"],
  ['${e}', "''"],
  ['x${e}y', "'xy'"],
  ['$é', "'$é'"],
  ['${é}', "'${é}'"],
  ['$né', "'5é'"],
  ['${n}\n', "'5\\n'"],
  ['\n${n}', "'\\n5'"],
  ['', "''"],
  [['${n}', ['$n'], { '${n}': '${n}' }], "[5, ['5'], {'${n}': 5}]"],
  [{ a: { b: '${l}' } }, "{'a': {'b': ['a', 1]}}"],
  [5, '5'],
  [null, 'None'],
  [[], '[]'],
  [{}, '{}'],
  ['$1', "'$1'"],
  ['$$$$', "'$$'"],
];

test('texts are replaced as the original replaces them', () => {
  for (const [template, expected] of substituted) {
    assert.equal(repr(substitute(template, scope)), expected, JSON.stringify(template));
  }
});

test('arguments are left alone, $$ too, when there is nothing to put in', () => {
  const nothing = { configuration: {}, secrets: {} };
  assert.equal(substituteArguments('a$$b', nothing), 'a$$b');
  assert.equal(substituteArguments('a$$b', { ...nothing, secrets: { s: {} } }), 'a$b');
  assert.equal(substituteArguments('a$$b', { ...nothing, configuration: { x: 1 } }), 'a$b');
});

test('a secret without a scope breaks every name that the configuration does not hold', () => {
  const bare = { configuration: { known: 1 }, secrets: { token: 'abc' } };
  assert.equal(substitute('$known', bare), '1');
  assert.throws(
    () => substitute('$unknown', bare),
    (error) => isHumanError(error) && error.code === 'engine.secret-scope',
  );
});

test('names inherited from the prototype are not values', () => {
  assert.equal(substitute('$toString $constructor', scope), '$toString $constructor');
});

test('nothing that was given is changed', () => {
  const data = { a: ['$' + '{n}'] };
  substitute(data, scope);
  assert.deepEqual(data, { a: ['$' + '{n}'] });
});
