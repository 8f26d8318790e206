import { homedir } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import type { Format } from '../../experiment/document.ts';
import type { RunJob } from '../../workbench/job.ts';
import type { Target } from '../target.ts';

/** What a run is made of. */
export interface JobParts {
  text: string;
  format: Format;
  /** Of the file, if it is one of this machine. */
  path: string | undefined;
  /** Of the workspace, for experiments that are no file. */
  folder: string | undefined;
  target: Target;
  /** The setting; empty where it says nothing. */
  kubeconfig: string;
  /** The setting; empty where it says nothing. */
  journalPath: string;
}

/**
 * The job of a run. The editor has no working directory as `chaos` has: relative paths start in the
 * experiment's folder, of an untitled one in the workspace's, else at home.
 */
export function jobOf(parts: JobParts): RunJob {
  const { path, target } = parts;
  const cwd = path === undefined ? (parts.folder ?? homedir()) : dirname(path);
  const kubeconfig = target.kubeconfig ?? parts.kubeconfig;
  return {
    text: parts.text,
    format: parts.format,
    cwd,
    options: {},
    connection: {
      ...(kubeconfig !== '' && { kubeconfig }),
      ...(target.context !== undefined && { context: target.context }),
      ...(target.namespace !== undefined && { namespace: target.namespace }),
    },
    ...(path !== undefined && { source: basename(path), file: path }),
    ...(parts.journalPath !== '' && { journalPath: resolve(cwd, parts.journalPath) }),
  };
}
