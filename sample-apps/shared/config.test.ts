import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMilliseconds, readPort, readUrl } from './config.ts';

test('what is unset or empty takes the default', () => {
  assert.equal(readPort({}, 'PORT', 8081), 8081);
  assert.equal(readPort({ PORT: '' }, 'PORT', 8081), 8081);
  assert.equal(readUrl({}, 'BACKEND_URL', 'http://backend:8081').host, 'backend:8081');
});

test('what is set is taken', () => {
  assert.equal(readPort({ PORT: '0' }, 'PORT', 8081), 0);
  assert.equal(readMilliseconds({ LIMIT: '250' }, 'LIMIT', 1000), 250);
  assert.equal(readUrl({ BACKEND_URL: 'http://b:1/x' }, 'BACKEND_URL', 'http://c').pathname, '/x');
});

test('what makes no sense is named with its value and what would fit', () => {
  for (const text of ['65536', '-1', '80.5', 'http', '0x1f90 ']) {
    assert.throws(() => readPort({ PORT: text }, 'PORT', 8081), {
      name: 'ConfigError',
      message: new RegExp(`^PORT is “${text}”. It must be a whole number, 0 to 65535.$`),
    });
  }
  assert.throws(() => readMilliseconds({ LIMIT: '0' }, 'LIMIT', 1000), /LIMIT is “0”/);
  for (const text of ['backend:8081', 'ftp://backend', 'https://backend']) {
    assert.throws(() => readUrl({ BACKEND_URL: text }, 'BACKEND_URL', 'http://backend:8081'), {
      message: `BACKEND_URL is “${text}”. It must be an address such as http://backend:8081.`,
    });
  }
});
