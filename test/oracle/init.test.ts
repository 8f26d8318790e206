import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { createCatalogue } from '../../src/catalogue/index.ts';
import { kubernetesEntries } from '../../src/catalogue/kubernetes/index.ts';
import { isObject, type Json, type JsonObject } from '../../src/experiment/json.ts';
import { chaosCommand } from '../chaos-python.ts';
import { experiment, sh } from './build.ts';
import { ours } from './commands.ts';
import { type CaseFolder, makeFolder } from './folder.ts';
import { Theirs } from './theirs.ts';

let theirs: Theirs;

before(async () => {
  theirs = await Theirs.start();
});

after(async () => {
  await theirs[Symbol.asyncDispose]();
});

const discovery = {
  activities: [
    {
      type: 'action',
      name: 'stop',
      mod: 'some.actions',
      doc: 'Stops it.\n\nAt once.',
      arguments: [
        { name: 'name', type: 'string' },
        { name: 'count', type: 'integer', default: 1 },
        { name: 'rate', type: 'number', default: 0.5 },
        { name: 'hard', type: 'boolean', default: false },
        { name: 'label', type: 'string', default: null },
        { name: 'secrets', type: 'mapping', default: null },
        { name: 'configuration', type: 'mapping', default: null },
      ],
    },
    {
      type: 'probe',
      name: 'is_up',
      mod: 'some.probes',
      doc: null,
      arguments: [{ name: 'name', type: 'string', default: 'all' }],
    },
    { type: 'action', name: 'go', mod: 'some.actions', doc: 'Goes.', arguments: [] },
  ],
};

/** Answers line by line; after `//` what is asked. */
const dialogues: Record<string, string> = {
  everything: `my title
    y // hypothesis
    it is up
    1 // is_up
    y
    ok // tolerance
    // name
    n // another, of which the original forgets to ask the tolerance
    y // method
    1 // stop
    y
    front
    // count
    0.75
    yes
    // label
    y // another
    3 // go
    y
    n
    y // rollbacks
    1
    y
    front
    3
    1.5
    no
    a=b
    n`,
  'nothing of it': 'title\nn\nn\nn',
  'no activity': 'title\ny\nh\n0\ny\n0\ny\n0',
  'an activity that is not wanted': 'title\nn\ny\n3\nn\nn\nn',
  'answers that are no values': `title
    maybe
    n
    y
    one
    1
    y

    front
    many
    2
    fast
    1
    perhaps
    true

    n
    n`,
};

const lines = (dialogue: string) =>
  `${dialogue
    .split('\n')
    .map((line) => line.replace(/\/\/.*/, '').trim())
    .join('\n')}\n`;

/** An argument that is null there is left out here. */
function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(withoutNulls);
  }
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, item]) =>
          item === null ? [] : [[key, withoutNulls(item)]],
        ),
      )
    : value;
}

async function original(args: string[], folder: CaseFolder, input: string): Promise<number> {
  const [python, ...rest] = await chaosCommand();
  const child = spawn(python, [...rest, ...args], {
    cwd: folder.path,
    env: folder.environment,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  child.stdin.end(input);
  const [, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  return code;
}

describe('init, as the original asks', { concurrency: 2 }, () => {
  for (const [name, dialogue] of Object.entries(dialogues)) {
    for (const file of name === 'everything' ? ['e.json', 'e.yaml'] : ['e.json']) {
      it(`${name}: ${file}`, async () => {
        const folder = await makeFolder(
          { name, experiment: experiment({ method: [sh('true')] }) },
          '',
        );
        const path = join(folder.path, file);
        const args = ['init', '--discovery-path', 'd.json', '--experiment-path', file];
        try {
          await writeFile(join(folder.path, 'd.json'), JSON.stringify(discovery));
          assert.equal(await original(args, folder, lines(dialogue)), 0);
          const wanted = parse(await readFile(path, 'utf8'));
          await rm(path);
          const { code, err } = await ours(args, folder, lines(dialogue));
          assert.equal(code, 0, err);
          assert.deepEqual(parse(await readFile(path, 'utf8')), withoutNulls(wanted));
        } finally {
          await rm(folder.path, { recursive: true });
        }
      });
    }
  }
});

const catalogue = createCatalogue(kubernetesEntries);

/** The original lists functions under old names too. */
function pathOf(module: string, name: string): string {
  const entry = catalogue.find(module, name);
  return entry === undefined ? `${module}.${name}` : `${entry.module}.${entry.func}`;
}

interface Activity {
  name: string;
  mod: string;
  arguments: JsonObject[];
}

/** By module and name: each argument with its default, but for those that a run fills in. */
function outline(text: string): [string, Json][] {
  const { activities } = JSON.parse(text) as { activities: Activity[] };
  return activities
    .map(({ name, mod, arguments: list }): [string, Json] => [
      pathOf(mod, name),
      list
        .filter(({ name }) => name !== 'secrets' && name !== 'configuration')
        .map(({ name, default: fallback = 'none' }) => [name ?? null, fallback]),
    ])
    .sort(([left], [right]) => (left < right ? -1 : 1));
}

it('discover writes the activities of chaostoolkit-kubernetes as the original does', async () => {
  const folder = await makeFolder(
    { name: 'discover', experiment: experiment({ method: [sh('true')] }) },
    '',
  );
  const path = join(folder.path, 'discovery.json');
  try {
    const args = ['discover', '--no-install', 'chaostoolkit-kubernetes'];
    const { code, log } = await theirs.command(args, folder);
    assert.equal(code, 0, log);
    const wanted = await readFile(path, 'utf8');
    await rm(path);
    const { code: ownCode, err } = await ours(args, folder);
    assert.equal(ownCode, 0, err);
    const found = await readFile(path, 'utf8');
    assert.deepEqual(Object.keys(JSON.parse(found)), Object.keys(JSON.parse(wanted)));
    const own = new Map(outline(found));
    // A few more are offered than the original exports.
    const theirOutline = new Map(outline(wanted));
    assert.ok(theirOutline.size > 90);
    assert.deepEqual(
      [...theirOutline.keys()].map((path) => [path, own.get(path)]),
      [...theirOutline],
    );
  } finally {
    await rm(folder.path, { recursive: true });
  }
});
