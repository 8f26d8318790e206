import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Mounts } from '../mounts.ts';

/** Functions whose first argument is a path, without the ending `Sync`. */
const onePath = [
  ...['access', 'appendFile', 'chmod', 'chown', 'exists', 'lchown', 'lstat', 'lutimes', 'mkdir'],
  ...['mkdtemp', 'open', 'opendir', 'readFile', 'readdir', 'readlink', 'rm', 'rmdir', 'stat'],
  ...['statfs', 'truncate', 'unlink', 'utimes', 'writeFile'],
  ...['createReadStream', 'createWriteStream', 'openAsBlob', 'unwatchFile', 'watch', 'watchFile'],
];

const twoPaths = ['copyFile', 'cp', 'link', 'rename', 'symlink'];

type Call = (...args: unknown[]) => unknown;

/**
 * Lets Node's file functions see the files of the container at the paths that it knows.
 * @param mounts of the container
 * @param cwd the folder where the container's code believes to be
 */
export function patchFiles(mounts: Mounts, cwd: () => string): void {
  const outside = (path: unknown): unknown => {
    if (typeof path === 'string') {
      return mounts.outside(path, cwd());
    }
    if (Buffer.isBuffer(path)) {
      return mounts.outside(path.toString(), cwd());
    }
    return path instanceof URL && path.protocol === 'file:'
      ? mounts.outside(fileURLToPath(path), cwd())
      : path;
  };
  for (const holder of [fs, fs.promises] as unknown as Record<string, Call>[]) {
    for (const [names, count] of [[onePath, 1] as const, [twoPaths, 2] as const]) {
      for (const name of names.flatMap((one) => [one, `${one}Sync`])) {
        patch(holder, name, (original) => (...args) => {
          const paths = args.slice(0, count).map(outside);
          return original(...paths, ...args.slice(count));
        });
      }
    }
  }
  const real = mounts.inside.bind(mounts);
  patch(fs as unknown as Record<string, Call>, 'realpathSync', (original) => (path, ...rest) => {
    const found = original(outside(path), ...rest);
    return outside(path) === path ? found : real(String(found));
  });
  patch(fs.promises as unknown as Record<string, Call>, 'realpath', (original) => {
    return async (path, ...rest) => {
      const found = await original(outside(path), ...rest);
      return outside(path) === path ? found : real(String(found));
    };
  });
}

/** Replaces a function, with what hangs on it such as `promisify`'s form. */
function patch(holder: Record<string, Call>, name: string, make: (original: Call) => Call): void {
  const original = holder[name];
  if (typeof original === 'function') {
    holder[name] = Object.assign(make(original.bind(holder)), { ...original });
  }
}
