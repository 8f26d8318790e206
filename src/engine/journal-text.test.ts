import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { journalText } from './journal-text.ts';
import { PyBytes, PyFloat } from './python/value.ts';

describe('journalText', () => {
  it('is what JSON.stringify gives for values without floats', () => {
    const value = fc.jsonValue({ noUnicodeString: false }).map(withoutFloats);
    fc.assert(
      fc.property(value, (data) => assert.equal(journalText(data), JSON.stringify(data, null, 2))),
    );
  });

  it('writes floats as Python does', () => {
    const floats = [new PyFloat(1), 0.5, 1e-7, new PyFloat(1e22), new PyFloat(-0)];
    assert.deepEqual(
      floats.map((float) => journalText(float)),
      ['1.0', '0.5', '1e-07', '1e+22', '-0.0'],
    );
  });

  it('writes numbers that JSON has no word for, and bytes as Python prints them', () => {
    assert.equal(journalText([Number.NaN, Number.NEGATIVE_INFINITY]), '[\n  NaN,\n  -Infinity\n]');
    assert.equal(journalText(new PyBytes(new Uint8Array([97]))), `"b'a'"`);
  });
});

type Data = null | boolean | number | string | Data[] | { [key: string]: Data };

function withoutFloats(value: unknown): Data {
  if (typeof value === 'number') {
    return Math.trunc(value) % 1e15 || 0;
  }
  if (Array.isArray(value)) {
    return value.map(withoutFloats);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, withoutFloats(item)]),
    );
  }
  return value as Data;
}
