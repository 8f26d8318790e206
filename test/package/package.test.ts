import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { install } from '../vscode/host/install.ts';

const run = promisify(execFile);

/** Milliseconds that packing or installing may take. */
const limit = 300_000;

let folder = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'package-'));
  await run('npm', ['run', 'package'], { shell: true, timeout: limit });
});
after(() => rm(folder, { recursive: true, force: true }));

async function packed(ending: string): Promise<string> {
  const names = (await readdir('.')).filter((name) => name.endsWith(ending));
  assert.equal(names.length, 1, `one ${ending} beside package.json, not: ${names.join(', ')}`);
  return resolve(names[0] ?? '');
}

describe('the npm package', () => {
  it('gives a command that runs from an empty prefix', async () => {
    const prefix = join(folder, 'prefix');
    await run('npm', ['install', '--global', '--prefix', prefix, await packed('.tgz')], {
      shell: true,
      timeout: limit,
    });
    const command =
      process.platform === 'win32'
        ? join(prefix, 'chaos-workbench.cmd')
        : join(prefix, 'bin', 'chaos-workbench');
    const experiment = {
      title: 'a title',
      description: 'a description',
      method: [{ type: 'action', name: 'say', provider: { type: 'process', path: 'echo' } }],
    };
    await writeFile(join(folder, 'experiment.json'), JSON.stringify(experiment));
    const { stdout } = await run(`"${command}"`, ['run', 'experiment.json'], {
      shell: true,
      cwd: folder,
      env: { ...process.env, CHAOS_WORKBENCH_STATE: join(folder, 'state') },
      timeout: limit,
    });
    assert.match(stdout, /^completed/);
  });
});

describe('the extension', () => {
  it('installs in an editor', async () => {
    const host = install();
    const editor = (...args: string[]) =>
      run(
        host.node,
        [
          host.server,
          '--accept-server-license-terms',
          '--server-data-dir',
          join(folder, 'data'),
          '--extensions-dir',
          join(folder, 'extensions'),
          ...args,
        ],
        { timeout: limit },
      );
    await editor('--install-extension', await packed('.vsix'));
    const { stdout } = await editor('--list-extensions');
    assert.match(stdout, /^chaos-workbench\.chaos-workbench$/m);
  });
});
