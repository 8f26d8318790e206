import assert from 'node:assert/strict';
import { existsSync, watch } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { nodePlatform } from '../../platform/platform.ts';
import { isAlive } from '../../platform/testing/alive.ts';
import { PythonBridge } from './bridge.ts';

let folder = '';
let silent = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bridge-start-'));
  silent = join(folder, 'silent');
  await writeFile(silent, '#!/bin/sh\necho $$ > pid.part\nmv pid.part pid\nexec sleep 60\n', {
    mode: 0o755,
  });
});

after(() => rm(folder, { recursive: true, force: true }));

function bridge(hello?: number): PythonBridge {
  return new PythonBridge({
    platform: nodePlatform(),
    environment: process.env,
    cwd: folder,
    interpreter: silent,
    log: () => {},
    onSignal: () => {},
    ...(hello === undefined ? {} : { hello }),
  });
}

/** Whether what was started last is gone. */
async function isGone(): Promise<boolean> {
  return !isAlive(Number(await readFile(join(folder, 'pid'), 'utf8')));
}

describe('a program that is no Python', { skip: process.platform === 'win32' }, () => {
  it('is given up, and told', async () => {
    const asked = bridge(300);
    await assert.rejects(
      asked.ask({ op: 'extensions' }, { signal: new AbortController().signal }),
      {
        code: 'engine.python-silent',
      },
    );
    await asked.close();
    assert.equal(await isGone(), true);
  });

  it('holds nobody who was told to stop, and is ended', async () => {
    await rm(join(folder, 'pid'));
    const asked = bridge();
    const stop = new AbortController();
    const answer = asked.ask({ op: 'extensions' }, { signal: stop.signal });
    await new Promise<void>((resolve) => {
      const look = () => existsSync(join(folder, 'pid')) && resolve();
      watch(folder, { persistent: false }, look);
      look();
    });
    stop.abort(new Error('enough'));
    await assert.rejects(answer, { message: 'enough' });
    await asked.close();
    assert.equal(await isGone(), true);
  });
});
