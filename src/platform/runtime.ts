import type { Environment, System } from './system.ts';

/** How a program of Node.js is started: `program file …`. */
export interface Runtime {
  program: string;
  /** Variables that make it one. */
  environment: Readonly<Record<string, string>>;
}

/**
 * See Platform.runtime. In the editor Electron stands in where no Node.js is installed
 * (https://www.electronjs.org/docs/latest/api/environment-variables#electron_run_as_node).
 */
export function runtimeOf({ execPath, electron }: Pick<System, 'execPath' | 'electron'>): Runtime {
  return { program: execPath, environment: electron ? { ELECTRON_RUN_AS_NODE: '1' } : {} };
}

/** Windows finds its own libraries and devices by these. */
const essentialNames = { win32: ['SystemRoot', 'SystemDrive', 'windir'], others: [] };

/** By which a program finds the system's programs and where to put files for a while. */
const plainNames = {
  win32: [...essentialNames.win32, 'ComSpec', 'Path', 'PATHEXT', 'TEMP', 'TMP'],
  others: ['PATH', 'TMPDIR'],
};

type Variables = Pick<System, 'os' | 'environment'>;

/** See Platform.essential. */
export const essentialVariables = (system: Variables) => picked(system, essentialNames);

/** See Platform.plain. */
export const plainVariables = (system: Variables) => picked(system, plainNames);

function picked({ os, environment }: Variables, wanted: typeof plainNames): Environment {
  // Names of variables have no case on Windows.
  const folded = (name: string) => (os === 'win32' ? name.toUpperCase() : name);
  const names = (os === 'win32' ? wanted.win32 : wanted.others).map(folded);
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => names.includes(folded(name))),
  );
}
