import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, test } from 'node:test';
import { fill, mountDisk } from '../platform/testing/disk.ts';
import { bench, experiment, journalOf, node } from './testing.ts';

const { place, start, chaos, remove } = await bench();
after(remove);

/** Bytes that the disk has room for. */
const size = 64 * 1024;

const disk = mountDisk(size, after);
const device = '/dev/full';

/** Names of all files below a folder. */
function filesIn(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
}

const touch = (name: string) => node(`require('node:fs').writeFileSync('${name}', '')`);

const printing = (characters: number) => node(`console.log('x'.repeat(${characters}))`);

/** Its second step is given; around it are steps and a rollback that leave a file each. */
const around = (provider: object) =>
  experiment({
    method: [
      { type: 'action', name: 'first', provider: touch('first') },
      { type: 'action', name: 'second', provider },
      { type: 'action', name: 'third', provider: touch('third') },
    ],
    rollbacks: [{ type: 'action', name: 'back', provider: touch('back') }],
  });

function onDisk(path: string): void {
  afterEach(() => {
    for (const name of readdirSync(path)) {
      rmSync(join(path, name), { recursive: true });
    }
  });

  test('on a full disk no run starts, and nothing is left there', async () => {
    const cwd = await place(around(printing(1)));
    fill(path, size);
    const state = join(path, 'state');
    const { ended } = start(cwd, ['run', 'experiment.json'], { CHAOS_WORKBENCH_STATE: state });
    const { code, out, err } = await ended;
    assert.equal(code, 1);
    assert.ok(err.includes(`The folder for runs, ${join(state, 'runs')}`), err);
    assert.match(err, /ENOSPC.*CHAOS_WORKBENCH_STATE/);
    assert.equal(out, '');
    assert.equal(existsSync(join(cwd, 'first')), false);
    assert.equal(existsSync(join(cwd, 'journal.json')), false);
    assert.deepEqual(filesIn(path), ['filler']);
  });

  for (const [strategy, back] of [
    ['default', true],
    ['always', true],
    ['never', false],
  ] as const) {
    test(`a disk that fills ends the run; its rollbacks by the strategy ${strategy}`, async () => {
      const cwd = await place(around(printing(2 * size)));
      const args = ['run', 'experiment.json', '--rollback-strategy', strategy];
      const { code, out, err } = await start(cwd, args, { CHAOS_WORKBENCH_STATE: path }).ended;
      assert.equal(code, 1);
      assert.match(err, /CRITICAL\] .*events\.jsonl.*ENOSPC.*Make room/);
      assert.ok(err.includes(path), err);
      assert.match(out, /^aborted: .*ENOSPC/);
      assert.deepEqual(
        ['first', 'third', 'back'].map((name) => existsSync(join(cwd, name))),
        [true, false, back],
      );
      assert.equal((await journalOf(cwd))['status'], 'aborted');
      assert.deepEqual(filesIn(path), ['events.jsonl', 'journal.json']);
    });
  }

  test('a journal that has no room beside the events goes where it was asked for', async () => {
    const filler = JSON.stringify(join(path, 'filler'));
    // What it prints has no room where the events have begun, either.
    const filling = `const fs = require('node:fs');
      try { for (;;) fs.appendFileSync(${filler}, 'x'.repeat(1024)); } catch {}
      console.log('x'.repeat(10_000));`;
    for (const journal of ['journal.json', join(path, 'journal.json')]) {
      const cwd = await place(around(node(filling)));
      const args = ['run', 'experiment.json', '--journal-path', journal];
      const { code, out, err } = await start(cwd, args, { CHAOS_WORKBENCH_STATE: path }).ended;
      assert.equal(code, 1);
      assert.match(out, /^aborted: .*ENOSPC/, err);
      assert.equal(existsSync(join(cwd, 'third')), false);
      assert.equal(existsSync(join(cwd, 'back')), true);
      if (journal === 'journal.json') {
        assert.equal((await journalOf(cwd))['status'], 'aborted');
      } else {
        assert.match(err, /^The journal .*journal\.json.*ENOSPC/m);
      }
      assert.deepEqual(filesIn(path), ['events.jsonl', 'filler']);
      rmSync(join(path, 'filler'));
      rmSync(join(path, 'runs'), { recursive: true });
    }
  });

  test('a journal for a full disk stays in the state folder; no half of it is left', async () => {
    for (const free of [0, 4096]) {
      fill(path, size, free);
      const cwd = await place(around(printing(20_000)));
      const journal = join(path, 'journal.json');
      const ended = await chaos(cwd, 'run', 'experiment.json', '--journal-path', journal);
      assert.equal(ended.code, 1);
      assert.ok(ended.err.includes(`The journal can’t be written to ${journal}: ENOSPC`));
      assert.match(ended.out, /^completed: /);
      const kept = /kept in (.+journal\.json)/.exec(ended.err)?.[1] ?? '';
      assert.equal(JSON.parse(await readFile(kept, 'utf8')).status, 'completed');
      assert.deepEqual(filesIn(path), ['filler']);
      rmSync(join(path, 'filler'));
    }
  });

  test('a log file on a full disk is told of once, and the run goes on', async () => {
    fill(path, size);
    const cwd = await place(experiment());
    const log = join(path, 'run.log');
    const { code, err } = await chaos(cwd, '--log-file', log, 'run', 'experiment.json');
    assert.equal(code, 0, err);
    assert.equal(err.split(`The log file ${log} is not complete`).length, 2, err);
    assert.match(err, /INFO\] Experiment ended with status: completed$/m);
  });
}

if (disk !== undefined) {
  onDisk(disk);
}

if (existsSync(device)) {
  test('a device that is full is told of, and stays what it is', async () => {
    const cwd = await place(experiment());
    const { code, out, err } = await chaos(
      cwd,
      'run',
      'experiment.json',
      '--journal-path',
      device,
      '--log-file',
      device,
    );
    assert.equal(code, 1);
    assert.match(err, /The journal can’t be written to \/dev\/full: ENOSPC/);
    assert.match(err, /The log file \/dev\/full is not complete.*ENOSPC/);
    assert.match(out, /^completed: /);
    assert.equal(existsSync(device), true);
  });
}

test('a journal that can’t be written beside the events is written where it was asked for', async () => {
  const cwd = await place(
    around(
      // In the place of the journal a folder: the same on systems whose disk no test may fill.
      node(
        "const fs = require('node:fs'); const [run] = fs.readdirSync('state/runs'); fs.mkdirSync('state/runs/' + run + '/journal.json/in the way', { recursive: true });",
      ),
    ),
  );
  const { code, err } = await chaos(cwd, 'run', 'experiment.json', '--journal-path', 'sub/j.json');
  assert.equal(code, 0, err);
  assert.equal((await journalOf(cwd, join('sub', 'j.json')))['status'], 'completed');
});
