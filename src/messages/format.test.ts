import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from './en/index.ts';
import { format } from './format.ts';

const say = (type: string) => format({ code: 'engine.tolerance-text', args: { type } });

test('a kind of value has the right article, or none', () => {
  assert.match(say('object'), /the probe gave an object\./);
  assert.match(say('list'), /the probe gave a list\./);
  assert.match(say('null'), /the probe gave null\./);
  assert.match(say('text'), /the probe gave text\./);
});

test('a value that is not a kind has no article', () => {
  const args = { name: 'n', type: 'int', value: '“abc”' };
  assert.match(format({ code: 'engine.variable-value', args }), /its value is “abc”\./);
});

test('numbers choose a word, and braces can be written', () => {
  const panel = (count: number) => format({ code: 'editor.panel.steps', args: { count } });
  assert.deepEqual([panel(1), panel(0), panel(2)], ['1 step', '0 steps', '2 steps']);
  const scope = format({ code: 'engine.secret-scope', args: { name: 'key', type: 'text' } });
  assert.match(scope, /“secrets: \{ scope: \{ key: … \} \}”/);
});

test('another language falls back to English, an unknown code to itself', () => {
  const code = 'editor.check.clean';
  assert.equal(format({ code }, 'xx-YY'), en[code]);
  assert.equal(format({ code: 'nobody.says-this' }), 'nobody.says-this');
});
