import assert from 'node:assert/strict';
import { test } from 'node:test';
import { teachTools } from '../../messages/tools.ts';
import { Input } from './input.ts';

teachTools();

const input = (values: unknown) => new Input(values, 'en');

test('what a model leaves out is left out, whether by nothing, null or an empty text', () => {
  const dry = ['probes', 'pause'] as const;
  for (const values of [{}, { dry: null }, { dry: ' ' }, undefined, 'text']) {
    assert.equal(input(values).optionalText('dry'), undefined);
    assert.equal(input(values).optionalChoice('dry', dry), undefined);
  }
  assert.equal(input({ dry: 'pause' }).optionalChoice('dry', dry), 'pause');
  assert.equal(input({ path: ' a.json ' }).text('path'), 'a.json');
});

test('what does not fit is refused with what is wanted', () => {
  assert.throws(() => input({}).text('path'), {
    message: '“path” must be a text that is not empty. Call the tool again with it.',
  });
  assert.throws(() => input({ path: 3 }).text('path'), { code: 'tools.input' });
  assert.throws(() => input({ dry: 'all' }).optionalChoice('dry', ['probes', 'pause']), {
    message: '“dry” must be one of probes, pause. Call the tool again with it.',
  });
});
