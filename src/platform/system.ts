import { constants } from 'node:fs';
import { access, readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';

/** Variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The calls into the operating system that the platform is made of. */
export interface System {
  readonly os: NodeJS.Platform;
  readonly pid: number;
  readonly environment: Environment;
  readonly homedir: string;
  /** Path of the program that runs this process. */
  readonly execPath: string;
  /** Whether that program is Electron, which is Node.js only when it is told so. */
  readonly electron: boolean;
  readText(path: string): Promise<string>;
  /** Names in a folder; rejects when there is none. */
  list(path: string): Promise<string[]>;
  /** Whether the path is a file this user may execute (on Windows: a file). */
  isProgram(path: string): Promise<boolean>;
  /** What a program prints; rejects when it fails or takes longer than 5 s. */
  run(file: string, args: string[]): Promise<string>;
  /** Throws when there is no such process or it belongs to somebody else. */
  kill(pid: number, signal: NodeJS.Signals | 0): void;
  wait(milliseconds: number): Promise<void>;
}

/** Longest a helper program of the system may take. */
const helperTimeout = 5000;

/** The real operating system. */
export function nodeSystem(): System {
  return {
    os: process.platform,
    pid: process.pid,
    environment: process.env,
    homedir: homedir(),
    execPath: process.execPath,
    electron: 'electron' in process.versions,
    readText: (path) => readFile(path, 'utf8'),
    list: (path) => readdir(path),
    async isProgram(path) {
      try {
        await access(path, process.platform === 'win32' ? constants.F_OK : constants.X_OK);
        return (await stat(path)).isFile();
      } catch {
        return false;
      }
    },
    run: async (file, args) => {
      const { execFile } = await import('node:child_process');
      const options = { timeout: helperTimeout, windowsHide: true };
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      execFile(file, args, options, (error, stdout) => (error ? reject(error) : resolve(stdout)));
      return promise;
    },
    kill: (pid, signal) => {
      process.kill(pid, signal);
    },
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  };
}
