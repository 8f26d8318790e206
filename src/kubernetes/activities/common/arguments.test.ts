import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHumanError } from '../../../messages/error.ts';
import { fillName, flag, namespaceOf, number, optionalText, seconds } from './arguments.ts';

const refuses = (code: string) => (error: unknown) => isHumanError(error) && error.code === code;

test('a flag goes by Python’s truth', () => {
  for (const no of [false, null, 0, '', [], {}]) {
    assert.equal(flag({ all: no }, 'all', true), false, JSON.stringify(no));
  }
  for (const yes of [true, 1, -1, 'false', [0], { a: 0 }]) {
    assert.equal(flag({ all: yes }, 'all', false), true, JSON.stringify(yes));
  }
  assert.equal(flag({}, 'all', true), true);
});

test('a number may be a boolean, but not text', () => {
  assert.equal(number({ qty: true }, 'qty', 5), 1);
  assert.equal(number({}, 'qty', 5), 5);
  assert.throws(() => number({ qty: '2' }, 'qty', 5), refuses('kubernetes.argument-type'));
  assert.throws(() => number({}, 'qty'), refuses('kubernetes.argument-missing'));
});

test('seconds may be text with a whole number', () => {
  assert.equal(seconds({ timeout: ' 12 ' }, 'timeout', 30), 12);
  assert.equal(seconds({ timeout: 1.9 }, 'timeout', 30), 1);
  assert.throws(
    () => seconds({ timeout: '1.5' }, 'timeout', 30),
    refuses('kubernetes.argument-type'),
  );
});

test('text may be missing or null, but no list', () => {
  assert.equal(optionalText({ name: null }, 'name'), undefined);
  assert.equal(optionalText({ name: '' }, 'name'), '');
  assert.throws(() => optionalText({ name: ['a'] }, 'name'), refuses('kubernetes.argument-type'));
});

test('the namespace is default, never the connection’s', () => {
  assert.equal(namespaceOf({}), 'default');
  assert.equal(namespaceOf({ ns: 'shop' }), 'shop');
});

test('a label selector takes the name and nothing else', () => {
  assert.equal(fillName('name in ({name})', 'front'), 'name in (front)');
  assert.equal(fillName('name in ({name})', undefined), 'name in (None)');
  assert.equal(fillName('a={{x}}', 'front'), 'a={x}');
  assert.throws(() => fillName('app={app}', 'front'), refuses('kubernetes.selector-place'));
});
