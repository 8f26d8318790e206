import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fits } from './glob.ts';

test('a glob fits a whole text', () => {
  const cases: [string, string, boolean][] = [
    ['shop', 'shop', true],
    ['shop', 'shops', false],
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['*', 'a.b/c', true],
    ['prod-*', 'prod-eu', true],
    ['prod-*', 'preprod-eu', false],
    ['*-prod', 'eu-prod-prod', true],
    ['a*b*c', 'aXbXbXc', true],
    ['a*b*c', 'aXbXbX', false],
    ['web-?', 'web-1', true],
    ['web-?', 'web-', false],
    ['**', 'x', true],
    ['https://*.example.com:*', 'https://eu.example.com:6443', true],
    ['kind.x', 'kindax', false],
  ];
  for (const [glob, text, expected] of cases) {
    assert.equal(fits(glob, text), expected, `${glob} ${text}`);
  }
});

test('no glob hangs', () => {
  assert.equal(fits('*a'.repeat(200), `${'a'.repeat(2000)}b`), false);
});
