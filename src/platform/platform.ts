import { posix, win32 } from 'node:path';
import { findProgram } from './find-program.ts';
import { killChildren, killTree } from './kill-tree.ts';
import { essentialVariables, plainVariables, type Runtime, runtimeOf } from './runtime.ts';
import { type ShellCall, shellCall } from './shell.ts';
import { processStartTime } from './start-time.ts';
import { configFolder, stateFolder } from './state-folder.ts';
import { type Environment, nodeSystem, type System } from './system.ts';

export type { Runtime } from './runtime.ts';
export type { Environment } from './system.ts';

/** All that differs between Linux, macOS and Windows. */
export interface Platform {
  /** As `process.platform` has it. */
  readonly os: NodeJS.Platform;
  /** Id of this process. */
  readonly pid: number;
  readonly environment: Environment;
  /** The user's home folder. */
  readonly homedir: string;
  /** The path functions of this system; `paths.delimiter` separates PATH and KUBECONFIG. */
  readonly paths: typeof posix;
  /**
   * Folder for what must outlive a run, not made yet:
   * `$XDG_STATE_HOME/ChaosWorkbench` (`~/.local/state/ChaosWorkbench`),
   * `~/Library/Application Support/ChaosWorkbench` or `%LOCALAPPDATA%\ChaosWorkbench`.
   */
  stateFolder(): string;
  /**
   * Folder for what the user has decided, not made yet:
   * `$XDG_CONFIG_HOME/ChaosWorkbench` (`~/.config/ChaosWorkbench`),
   * `~/Library/Application Support/ChaosWorkbench` or `%APPDATA%\ChaosWorkbench`.
   */
  configFolder(): string;
  /** How to run a command line through this system's shell. */
  shell(command: string): ShellCall;
  /**
   * The absolute or given path of a program as a shell would find it (on Windows with the endings
   * of PATHEXT), or null.
   * @param environment whose PATH; this process's when left out
   * @param cwd folder that relative paths start from; this process's when left out
   */
  findProgram(name: string, environment?: Environment, cwd?: string): Promise<string | null>;
  /** How to run a program of Node.js, also in an editor that brings its own. */
  readonly runtime: Runtime;
  /** Variables of the user's that programs of ours need; none that tells a secret. */
  readonly plain: Environment;
  /** Whether programs of this system need their own process group to be ended as a tree. */
  readonly processGroups: boolean;
  /** Whether a process can be sent a signal that it may handle; elsewhere one only ends it. */
  readonly signals: boolean;
  /** Variables that programs of this system do not run without. They tell nothing of the user. */
  readonly essential: Environment;
  /**
   * Ends a process and everything it started: asks first, and after `grace` milliseconds ends by
   * force what is left. Resolves when that has been done; never rejects.
   */
  killTree(pid: number, grace?: number): Promise<void>;
  /**
   * Ends what a process started, in the same way, and leaves the process itself. Where processes
   * are no tree that can be looked up (Windows) nothing is done.
   */
  killChildren(pid: number): Promise<void>;
  /**
   * When a process started, in a form that is only good for comparing: with its id it names one
   * process for good. Null when there is no such process or the system does not tell.
   */
  processStartTime(pid: number): Promise<string | null>;
}

/**
 * The platform this process runs on.
 * @param changes replaces parts of the system underneath, for tests
 */
export function nodePlatform(changes: Partial<System> = {}): Platform {
  const system: System = { ...nodeSystem(), ...changes };
  const paths = system.os === 'win32' ? win32 : posix;
  return {
    os: system.os,
    pid: system.pid,
    environment: system.environment,
    homedir: system.homedir,
    paths,
    runtime: runtimeOf(system),
    plain: plainVariables(system),
    processGroups: system.os !== 'win32',
    signals: system.os !== 'win32',
    essential: essentialVariables(system),
    stateFolder: () => stateFolder(system),
    configFolder: () => configFolder(system),
    shell: (command) => shellCall(system, command),
    findProgram: (name, environment = system.environment, cwd = '') =>
      findProgram(system, name, environment, cwd),
    killTree: (pid, grace) => killTree(system, pid, grace),
    killChildren: (pid) => killChildren(system, pid),
    processStartTime: (pid) => processStartTime(system, pid),
  };
}
