import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { breakIt, experiment, rollbacks, sh, untilBroken } from './build.ts';
import type { Case } from './case.ts';
import { compare } from './compare.ts';
import { appeared, type CaseFolder, makeFolder } from './folder.ts';
import { ownSource } from './ours.ts';
import { readJournal, Theirs } from './theirs.ts';

let theirs: Theirs;

before(async () => {
  theirs = await Theirs.start();
});

after(async () => {
  await theirs[Symbol.asyncDispose]();
});

/** The command line of this project, from its sources. */
function start(args: string[], folder: CaseFolder): ChildProcess {
  return spawn(process.execPath, [join(ownSource, 'cli.ts'), ...args], {
    cwd: folder.path,
    env: { ...folder.environment, XDG_STATE_HOME: join(folder.path, 'state') },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

async function finish(child: ChildProcess): Promise<{ code: number; log: string }> {
  const [log, [code]] = await Promise.all([
    child.stderr ? text(child.stderr) : '',
    once(child, 'exit'),
  ]);
  return { code, log };
}

const sound: Case = { name: 'sound', experiment: experiment({ method: [sh('true')] }) };

/** Arguments in a folder with `experiment.json` (sound), `wrong.json` (invalid) and `none.json` not there. */
const commandLines = [
  [],
  ['--help'],
  ['--version'],
  ['nothing'],
  ['--nothing'],
  ['run'],
  ['run', '--help'],
  ['run', '--nothing', 'experiment.json'],
  ['run', '--dry', 'everything', 'experiment.json'],
  ['run', '--rollback-strategy', 'sometimes', 'experiment.json'],
  ['run', '--hypothesis-frequency', 'often', 'experiment.json'],
  ['run', 'experiment.json', 'experiment.json'],
  ['run', 'experiment.json'],
  ['run', '--var', 'a:int=1', 'experiment.json'],
  ['run', 'wrong.json'],
  ['run', 'none.json'],
  ['validate', 'experiment.json'],
  ['validate', 'wrong.json'],
  ['validate', 'none.json'],
];

describe('exit codes of the command line', { concurrency: 3 }, () => {
  for (const args of commandLines) {
    it(args.join(' ') || 'no arguments', async () => {
      const folder = await makeFolder(sound, '');
      try {
        await writeFile(join(folder.path, 'wrong.json'), '{"title": "no method"}');
        const real = await theirs.command(args, folder);
        const own = await finish(start(args, folder));
        assert.equal(own.code, real.code, `--- chaos\n${real.log}\n--- this\n${own.log}`);
      } finally {
        await rm(folder.path, { recursive: true });
      }
    });
  }
});

const runs: Case[] = [
  {
    name: 'a run that deviates',
    experiment: experiment({ ...untilBroken, method: [breakIt], ...rollbacks }),
  },
  ...(['SIGTERM', 'SIGINT'] as const).map(
    (name): Case => ({
      name: `a run that ${name} interrupts`,
      experiment: experiment({ method: [sh('touch started; exec sleep 60')], ...rollbacks }),
      signal: { name, when: 'started' },
    }),
  ),
];

describe('runs from the command line', { concurrency: 3 }, () => {
  for (const each of runs) {
    it(each.name, async () => {
      const folder = await makeFolder(each, '');
      const watching = new AbortController();
      try {
        const real = await theirs.run(each, '');
        const child = start(['run', folder.experiment], folder);
        const ended = finish(child);
        if (each.signal) {
          await appeared(folder.path, each.signal.when, watching.signal);
          child.kill(each.signal.name);
        }
        const { code, log } = await ended;
        const journal = await readJournal(folder.journal);
        const own = {
          code,
          log,
          effects: [],
          folder: folder.path,
          ...(journal === undefined ? {} : { journal }),
        };
        compare(each, real, own);
      } finally {
        watching.abort();
        await rm(folder.path, { recursive: true });
      }
    });
  }
});
