import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';

/** What the nodes do with files; replaced in tests of a disk that is full. */
export interface Disk {
  /** With all above it, for its owner only. */
  makeFolder(path: string): Promise<unknown>;
  write(path: string, content: Uint8Array | string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  copy(from: string, to: string): Promise<void>;
  /** Text of a file; empty where there is none. */
  read(path: string): Promise<string>;
  /** A file or folder with all in it, if it is there. */
  remove(path: string): Promise<void>;
}

/** The real one. */
export const nodeDisk: Disk = {
  makeFolder: (path) => mkdir(path, { recursive: true, mode: 0o700 }),
  write: (path, content) => writeFile(path, content, { mode: 0o600 }),
  rename,
  copy: copyFile,
  read: (path) => readFile(path, 'utf8').catch(() => ''),
  remove: (path) => rm(path, { recursive: true, force: true, maxRetries: 3 }),
};
