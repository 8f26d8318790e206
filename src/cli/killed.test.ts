import assert from 'node:assert/strict';
import { existsSync, watch } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { writeJournal } from '../engine/journal-file.ts';
import { isAlive } from '../platform/testing/alive.ts';
import { type Bench, bench } from './testing.ts';

const sleeper = `
import os, time

def sleeps():
    with open("pid.part", "w") as file:
        file.write(str(os.getpid()))
    # Who sees the file finds it whole.
    os.replace("pid.part", "pid")
    time.sleep(60)
`;

let here: Bench;

before(async () => {
  here = await bench();
});

after(() => here.remove());

test('killed in a Python activity, the events give a journal, and no Python is left', {
  skip: process.platform === 'win32',
}, async (t) => {
  const cwd = await here.place({
    title: 'killed',
    description: 'in the middle',
    method: [
      {
        type: 'action',
        name: 'sleeps',
        provider: { type: 'python', module: 'sleeper', func: 'sleeps' },
      },
    ],
  });
  await writeFile(join(cwd, 'sleeper.py'), sleeper);
  const { child, ended } = here.start(cwd, ['run', 'experiment.json'], { PYTHONPATH: cwd });
  await new Promise<void>((resolve) => {
    const look = () => existsSync(join(cwd, 'pid')) && resolve();
    watch(cwd, { persistent: false }, look);
    look();
  });
  child.kill('SIGKILL');
  await ended;
  const python = Number(await readFile(join(cwd, 'pid'), 'utf8'));
  while (isAlive(python)) {
    await setTimeout(10, undefined, { signal: t.signal });
  }
  const state = join(cwd, 'state');
  const files = await readdir(state, { recursive: true });
  const events = files.find((file) => /events[^/]*$/.test(file)) ?? '';
  await writeJournal(join(state, events), join(cwd, 'folded.json'));
  const journal = JSON.parse(await readFile(join(cwd, 'folded.json'), 'utf8'));
  assert.equal(journal.status, 'interrupted');
  assert.equal(journal.run[0].activity.name, 'sleeps');
  assert.equal(journal.run[0].status, undefined);
});
