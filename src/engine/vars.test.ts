import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHumanError } from '../messages/error.ts';
import { repr } from './python/text.ts';
import { parseVars, readVarFiles } from './vars.ts';

function codeOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    assert.ok(isHumanError(error));
    return error.code;
  }
  return 'none';
}

test('a variable is a name, perhaps a type, and all after the first =', () => {
  assert.equal(
    repr(
      parseVars(['a=1', 'b:int=1', 'c:float=1', 'd=x=y', 'e:json={"k": 1.0}', 'f:g:int=2', 'h=']),
    ),
    "{'a': '1', 'b': 1, 'c': 1.0, 'd': 'x=y', 'e': {'k': 1.0}, 'f:g': 2, 'h': ''}",
  );
});

test('a variable that can not be read is refused', () => {
  assert.equal(
    codeOf(() => parseVars(['a'])),
    'engine.var-form',
  );
  assert.equal(
    codeOf(() => parseVars(['a:int=x'])),
    'engine.variable-value',
  );
  assert.equal(
    codeOf(() => parseVars(['a:=x'])),
    'engine.variable-type',
  );
});

test('JSON and YAML files give configuration and secrets, later files winning', () => {
  const vars = readVarFiles([
    { name: 'a.json', text: '{"configuration": {"x": 1.0, "y": 1}, "secrets": {"s": {"k": "v"}}}' },
    { name: 'b.yaml', text: 'configuration:\n  y: 2\n  z: on\nother: 1\n' },
    { name: 'c.json', text: '' },
  ]);
  assert.equal(repr(vars.configurationVars), "{'x': 1.0, 'y': 2, 'z': True}");
  assert.deepEqual(vars.secretsVars, { s: { k: 'v' } });
  assert.deepEqual(vars.problems, []);
});

test('any other file is lines of NAME=value', () => {
  const vars = readVarFiles([
    { name: '.env', text: '# comment\n\n A=1 \r\nB="x=y"\n' },
    { name: 'more.txt', text: 'A=2' },
  ]);
  assert.deepEqual(vars.environment, { A: '2', B: '"x=y"' });
});

test('a file that can not be parsed is left out and told of', () => {
  const vars = readVarFiles([
    { name: 'bad.json', text: '{"configuration": ' },
    { name: 'good.json', text: '{"configuration": {"a": 1}}' },
  ]);
  assert.deepEqual(vars.configurationVars, { a: 1 });
  assert.deepEqual(
    vars.problems.map(({ code, args }) => [code, args?.['file'], args?.['line']]),
    [['engine.var-file-syntax', 'bad.json', 1]],
  );
});

test('a file of the wrong shape is refused', () => {
  const read = (name: string, text: string) => codeOf(() => readVarFiles([{ name, text }]));
  assert.equal(read('a.json', '[1]'), 'engine.var-file-shape');
  assert.equal(read('a.json', '{"secrets": null}'), 'engine.var-file-shape');
  assert.equal(read('a.env', 'A=1\nB'), 'engine.var-file-line');
});
