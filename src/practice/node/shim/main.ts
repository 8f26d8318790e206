/**
 * Makes a Node.js process believe to be a container of the practice cluster. It is loaded before the
 * container's code, as one CommonJS file, and knows nothing of the rest of the program.
 */
import { readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { Mounts } from '../mounts.ts';
import { type Setup, setupVariable } from '../protocol.ts';
import { Channel } from './channel.ts';
import { patchConnect } from './connect.ts';
import { patchFiles } from './files.ts';
import { patchListen } from './listen.ts';
import { patchModules } from './modules.ts';
import { patchNames } from './names.ts';

const setup: Setup = JSON.parse(readFileSync(process.env[setupVariable] ?? '', 'utf8'));
const mounts = new Mounts(setup.mounts, setup.known);
const place = { folder: setup.workingDir };

for (const name of Object.keys(process.env)) {
  delete process.env[name];
}
Object.assign(process.env, setup.environment);

const [node = '', file] = process.argv;
if (file !== undefined) {
  process.argv = [node, mounts.inside(file), ...process.argv.slice(2)];
}
const { chdir, kill } = process;
process.cwd = () => place.folder;
process.chdir = (folder) => {
  chdir(mounts.outside(folder, place.folder));
  place.folder = mounts.absolute(folder, place.folder);
};
process.kill = (pid, signal) => {
  if (pid !== process.pid && pid !== 1) {
    throw Object.assign(new Error('kill ESRCH'), { code: 'ESRCH', syscall: 'kill' });
  }
  return kill.call(process, process.pid, signal);
};
Object.assign(os, {
  hostname: () => setup.hostname,
  homedir: () => process.env['HOME'] ?? '/',
  tmpdir: () => process.env['TMPDIR'] ?? '/tmp',
});

const channel = new Channel();
patchListen(channel);
patchConnect(channel);
patchNames(channel);
patchFiles(mounts, () => place.folder);
patchModules(mounts);
syncBuiltinESMExports();
