import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { experiment, sh } from './build.ts';
import { ours } from './commands.ts';
import { makeFolder } from './folder.ts';
import { Theirs } from './theirs.ts';

let theirs: Theirs;

before(async () => {
  theirs = await Theirs.start();
});

after(async () => {
  await theirs[Symbol.asyncDispose]();
});

const settings = `# kept where the original drops it
runtime:
  hypothesis: {strategy: skip}
auths:
  example.com:
    type: bearer
    value: XYZ
  localhost:8081: {type: digest, value: "1"}
controls:
  one:
    provider: {type: python, module: some.where}
notifications:
- {type: http, url: 'https://example.com', events: [run-failed]}
- type: plugin
  module: some.where
number: 1.0
list: [1, 2.5, null, true, "yes", "010"]
nothing:
empty: {}
`;

/** What is shown must be the same: text for text, or what YAML means by it. */
const shown: string[][] = [
  ['show'],
  ['show', '--format', 'json'],
  ['show', '--format=yaml'],
  ...[
    'auths',
    'auths.example\\.com',
    'auths.example\\.com.type',
    'auths.localhost:8081',
    'notifications[0].events',
    'notifications[1]',
    'number',
    'list',
    'list[4]',
    'nothing',
    'empty',
  ].flatMap((key) => ['yaml', 'json', 'string'].map((form) => ['get', key, '--format', form])),
];

/** What only ends in an exit code. */
const refused: string[][] = [
  [],
  ['nonsense'],
  ['show', '--format', 'xml'],
  ['show', '--format', 'string'],
  ['show', 'auths'],
  ['get'],
  ['get', 'auths', 'controls'],
  ['get', 'nothing.here'],
  ['get', 'list[9]'],
  ['set', 'auths'],
  ['set', 'auths.new', '1'],
  ['set', 'number', 'no json'],
  ['remove'],
  ['remove', 'auths.new'],
];

/** After these the files must mean the same. */
const changes: string[][] = [
  ['set', 'number', '2'],
  ['set', 'auths.example\\.com.value', '"ABC"'],
  [
    'set',
    'controls.one',
    '{"provider": {"type": "python", "module": "m", "arguments": {"a": [1]}}}',
  ],
  ['set', 'list[1]', 'false'],
  ['set', 'notifications[0].url', '"https://example.org"'],
  ['remove', 'nothing'],
  ['remove', 'list[0]'],
  ['remove', 'auths.localhost:8081'],
  ['remove', 'notifications'],
];

/** Plays a command of `settings` on both sides, each with a file of its own. */
async function both(args: string[]) {
  const folders = await Promise.all(
    [0, 1].map(async () => {
      const folder = await makeFolder(
        { name: 'settings', experiment: experiment({ method: [sh('true')] }) },
        '',
      );
      const file = join(folder.path, '.chaostoolkit', 'settings.yaml');
      await mkdir(join(folder.path, '.chaostoolkit'));
      await writeFile(file, settings);
      return { folder, file };
    }),
  );
  const [first, second] = folders;
  assert.ok(first && second);
  try {
    const real = await theirs.command(['settings', ...args], first.folder);
    const own = await ours(['settings', ...args], second.folder);
    return {
      real: { code: real.code, out: real.log, file: await readFile(first.file, 'utf8') },
      own: { ...own, file: await readFile(second.file, 'utf8') },
    };
  } finally {
    await Promise.all(folders.map(({ folder }) => rm(folder.path, { recursive: true })));
  }
}

describe('settings, as the original shows and changes them', { concurrency: 3 }, () => {
  for (const args of shown) {
    it(args.join(' '), async () => {
      const { real, own } = await both(args);
      assert.equal(own.code, 0, own.err);
      assert.equal(real.code, 0, real.out);
      if (args.includes('json') || args.includes('string')) {
        assert.equal(own.out, real.out);
      } else {
        assert.deepEqual(parse(own.out), parse(real.out));
        assert.deepEqual(own.out.split('\n').length, real.out.split('\n').length);
      }
    });
  }
  for (const args of refused) {
    it(`${args.join(' ') || 'no argument'} ends with the same exit code, and nothing changes`, async () => {
      const { real, own } = await both(args);
      assert.equal(own.code, real.code, `${real.out}\n---\n${own.err}`);
      assert.notEqual(own.code, 0);
      assert.equal(own.file, settings);
      assert.equal(own.out, '');
      assert.equal(own.err.trim().split('\n').length, 1, own.err);
    });
  }
  for (const args of changes) {
    it(args.join(' '), async () => {
      const { real, own } = await both(args);
      assert.deepEqual([own.code, real.code], [0, 0], own.err + real.out);
      assert.deepEqual(parse(own.file), parse(real.file));
      assert.notDeepEqual(parse(own.file), parse(settings));
      assert.match(own.file, /^# kept/);
    });
  }
});
