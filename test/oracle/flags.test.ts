import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { commands, globalOptions } from '../../src/cli/options.ts';
import { experiment, sh } from './build.ts';
import { type CaseFolder, makeFolder } from './folder.ts';
import { Theirs } from './theirs.ts';

let theirs: Theirs;
let folder: CaseFolder;

before(async () => {
  theirs = await Theirs.start();
  const sound = experiment({ method: [sh('true')] });
  folder = await makeFolder({ name: 'flags', experiment: sound }, '');
});

after(async () => {
  await theirs[Symbol.asyncDispose]();
  await rm(folder.path, { recursive: true });
});

/** Flags of `chaos`'s help with whether they take a value, and their choices. */
async function flagsOf(args: string[]): Promise<Map<string, string>> {
  const { code, log } = await theirs.command([...args, '--help'], folder);
  assert.equal(code, 0, log);
  const options = log.slice(log.indexOf('\nOptions:')).split('\nCommands:')[0] ?? '';
  return new Map(
    [...options.matchAll(/^ {2}--([a-z-]+)(?: (\S+))?/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

/** `[a|b]` of a help. */
const choicesIn = (value: string) => /^\[(.*)\]$/.exec(value)?.[1]?.split('|');

const places: [string[], string][] = [
  [[], ''],
  [['run'], 'run'],
  [['validate'], 'validate'],
  [['discover'], 'discover'],
  [['init'], 'init'],
  [['info'], 'info'],
  [['settings'], 'settings'],
  [['settings', 'show'], 'settings'],
  [['settings', 'get'], 'settings'],
  [['settings', 'set'], 'settings'],
  [['settings', 'remove'], 'settings'],
];

describe('every flag of chaos is a flag here', () => {
  for (const [args, name] of places) {
    it(args.join(' ') || 'before any command', async () => {
      const own = commands.find((command) => command.name === name)?.options ?? [];
      const known = new Map([...globalOptions, ...own].map((option) => [option.name, option]));
      for (const [flag, value] of await flagsOf(args)) {
        const option = known.get(flag);
        assert.ok(option, `--${flag} is missing`);
        assert.equal(option.value !== undefined, value !== '', `--${flag} ${value}`);
        for (const choice of choicesIn(value) ?? []) {
          assert.ok(option.choices?.includes(choice), `--${flag} ${choice}`);
        }
      }
    });
  }

  it('and every command, but for the skills of coding agents', async () => {
    const { log } = await theirs.command(['--help'], folder);
    const names = [...(log.split('\nCommands:')[1] ?? '').matchAll(/^ {2}([a-z]+) /gm)];
    assert.ok(names.length >= 6);
    const missing = names
      .map(([, name = '']) => name)
      .filter((name) => !commands.some((command) => command.name === name));
    assert.deepEqual(missing, ['skills']);
  });
});
