import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Decimal, decimalLessOrEqual, decimalOfNumber, decimalOfText } from './decimal.ts';

function text(value: string): Decimal {
  return decimalOfText(value) ?? assert.fail(`${value} is a number`);
}

test('texts that Python’s Decimal reads, and those it does not', () => {
  for (const good of [
    '1',
    ' 1.5 ',
    '+1',
    '-.5',
    '5.',
    '1e3',
    '1E-3',
    '1_000',
    'inf',
    '-Infinity',
    'NaN',
    'snan1',
  ]) {
    assert.notEqual(decimalOfText(good), undefined, good);
  }
  for (const bad of ['', '.', 'e3', '1e', '1 2', 'abc', '0x1', '1e1.5', 'infinit']) {
    assert.equal(decimalOfText(bad), undefined, bad);
  }
});

test('floating point numbers are exact: 0.1 is a little more than the text 0.1', () => {
  assert.equal(decimalLessOrEqual(text('0.1'), decimalOfNumber(0.1)), true);
  assert.equal(decimalLessOrEqual(decimalOfNumber(0.1), text('0.1')), false);
  assert.equal(decimalLessOrEqual(text('0.3'), decimalOfNumber(0.3)), false);
});

test('huge exponents are compared without being written out', () => {
  assert.equal(decimalLessOrEqual(text('1e999999999'), text('1e1000000000')), true);
  assert.equal(decimalLessOrEqual(text('-1e1000000000'), text('-1e999999999')), true);
  assert.equal(decimalLessOrEqual(text('0e999999999'), text('0')), true);
});

test('infinities bound everything, and nothing compares with what is not a number', () => {
  assert.equal(decimalLessOrEqual(text('-inf'), text('-1e9')), true);
  assert.equal(decimalLessOrEqual(text('1e400'), text('inf')), true);
  assert.equal(decimalLessOrEqual(text('inf'), text('1e400')), false);
  assert.equal(decimalLessOrEqual(text('nan'), text('1')), undefined);
});

test('numbers keep their order', () => {
  const finite = fc.double({ noNaN: true });
  fc.assert(
    fc.property(finite, finite, (left, right) => {
      assert.equal(
        decimalLessOrEqual(decimalOfNumber(left), decimalOfNumber(right)),
        left <= right,
      );
    }),
  );
});
