import { createReadStream } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import type { Command, CommandCall } from './command.ts';

/** The commands that look at the container's files. */
export const fileCommands: Readonly<Record<string, Command>> = {
  async cat(call) {
    let code = 0;
    for (const name of call.args.length === 0 ? ['-'] : call.args) {
      try {
        const source =
          name === '-' ? (call.stdin ?? []) : createReadStream(await pathOf(call, name));
        for await (const chunk of source) {
          if (call.signal.aborted) {
            return 137;
          }
          await call.out(chunk as Uint8Array);
        }
      } catch (error) {
        await call.err(`cat: can't open '${name}': ${reasonOf(error)}\n`);
        code = 1;
      }
    }
    return code;
  },
  async ls(call) {
    const long = call.args.some((one) => /^-\w*l/.test(one));
    const names = call.args.filter((one) => !one.startsWith('-'));
    let code = 0;
    for (const name of names.length === 0 ? ['.'] : names) {
      try {
        await call.out(await listing(call, name, long));
      } catch (error) {
        await call.err(`ls: ${name}: ${reasonOf(error)}\n`);
        code = 1;
      }
    }
    return code;
  },
};

async function listing(call: CommandCall, name: string, long: boolean): Promise<string> {
  const { mounts } = call.running;
  const inside = mounts.absolute(name, workingDir(call));
  const path = await pathOf(call, name);
  const isFolder = (await stat(path)).isDirectory();
  const names = isFolder
    ? [...new Set([...(await readdir(path)), ...mounts.namesIn(inside)])].sort()
    : [name];
  if (!long) {
    return names.map((one) => `${one}\n`).join('');
  }
  const lines = names.map(async (one) => {
    const target = isFolder ? mounts.outside(`${inside}/${one}`, '/') : path;
    const found = await stat(target).catch(() => undefined);
    const type = found === undefined || found.isDirectory() ? 'd' : '-';
    const time = (found?.mtime ?? new Date(0)).toISOString().slice(0, 16).replace('T', ' ');
    return `${type}rw-r--r-- 1 root root ${String(found?.size ?? 0).padStart(8)} ${time} ${one}\n`;
  });
  return (await Promise.all(lines)).join('');
}

const workingDir = ({ running }: CommandCall) => running.mounts.inside(running.cwd);

/** The file that a path of the container means, links followed, if it is one of the container's. */
async function pathOf(call: CommandCall, name: string): Promise<string> {
  const { mounts } = call.running;
  const path = mounts.outside(mounts.absolute(name, workingDir(call)), '/');
  const real = await realpath(path);
  if (mounts.inside(real) === real) {
    throw Object.assign(new Error(), { code: 'EACCES' });
  }
  return path;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EACCES: 'Permission denied',
};

function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return reasons[code] ?? message;
}
