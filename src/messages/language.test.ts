import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageOf } from './language.ts';

test('the language is that of the terminal', () => {
  assert.equal(languageOf({ LANG: 'ja_JP.UTF-8' }), 'ja-JP');
  assert.equal(languageOf({ LANG: 'ja_JP.UTF-8', LC_ALL: 'C.UTF-8' }), 'en');
  assert.equal(languageOf({ LANG: 'de_AT@euro', LC_MESSAGES: '' }), 'de-AT');
  assert.equal(languageOf({}), 'en');
});
