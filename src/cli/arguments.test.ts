import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHumanError } from '../messages/error.ts';
import { parseArguments } from './arguments.ts';
import { helpText } from './help.ts';
import { commands } from './options.ts';

/** The code a command line is refused with. */
function refusal(...argv: string[]): string {
  try {
    parseArguments(argv);
  } catch (error) {
    if (isHumanError(error)) {
      return error.code;
    }
    throw error;
  }
  return 'accepted';
}

test('a run with options on both sides of the command', () => {
  const { command, positionals, values } = parseArguments([
    '--verbose',
    'run',
    'experiment.json',
    '--var',
    'a=1',
    '--var',
    'b:int=2',
    '--journal-path=out.json',
    '--hypothesis-frequency',
    '0.5',
    '--log-format',
    'json',
  ]);
  assert.equal(command?.name, 'run');
  assert.deepEqual(positionals, ['experiment.json']);
  assert.equal(values.flag('verbose'), true);
  assert.equal(values.flag('fail-fast'), false);
  assert.deepEqual(values.list('var'), ['a=1', 'b:int=2']);
  assert.equal(values.text('journal-path'), 'out.json');
  assert.equal(values.number('hypothesis-frequency'), 0.5);
  assert.equal(values.text('log-format'), 'json');
});

test('what cannot be understood is refused by name', () => {
  assert.equal(refusal('fly'), 'workbench.usage-command');
  assert.equal(refusal('run'), 'workbench.usage-missing');
  assert.equal(refusal('run', 'a.json', 'b.json'), 'workbench.usage-extra');
  assert.equal(refusal('run', 'a.json', '--nope'), 'workbench.usage-option');
  assert.equal(refusal('validate', 'a.json', '--dry', 'pause'), 'workbench.usage-option');
  assert.equal(refusal('run', 'a.json', '--dry', 'none'), 'workbench.usage-choice');
  assert.equal(refusal('run', 'a.json', '--journal-path'), 'workbench.usage-value');
  assert.equal(refusal('run', 'a.json', '--fail-fast=yes'), 'workbench.usage-no-value');
  assert.throws(
    () =>
      parseArguments(['run', 'a', '--hypothesis-frequency', 'soon']).values.number(
        'hypothesis-frequency',
      ),
    { code: 'workbench.usage-number' },
  );
});

test('an option takes no other option for its value, and nothing behind -- is one', () => {
  assert.equal(refusal('run', 'a.json', '--journal-path', '--verbose'), 'workbench.usage-value');
  assert.equal(refusal('run', 'a.json', '-v'), 'workbench.usage-option');
  assert.deepEqual(parseArguments(['run', '--', '--verbose']).positionals, ['--verbose']);
  assert.equal(parseArguments(['run', 'a', '--var', 'x=-1=2']).values.list('var')[0], 'x=-1=2');
});

test('help and version need no more', () => {
  assert.equal(refusal('--help'), 'accepted');
  assert.equal(refusal('run', '--help'), 'accepted');
  assert.equal(refusal('--version'), 'accepted');
});

test('the help of each command names all its options but the hidden ones', () => {
  for (const command of commands) {
    const text = helpText(command);
    for (const option of command.options) {
      assert.equal(text.includes(`--${option.name}`), !option.hidden, option.name);
    }
  }
});
