import { readFile } from 'node:fs/promises';
import { HumanError } from '../../messages/error.ts';
import type { Environment } from '../../platform/platform.ts';
import type { KubeconfigFile } from './parse.ts';
import { kubeconfigPaths, type PathPlatform } from './paths.ts';
import type { Entry, KubeCluster, Kubeconfig, KubeUser } from './types.ts';

/** What a file gives: its text, or undefined when there is none. */
export type ReadText = (path: string) => Promise<string | undefined>;

/**
 * Loads and merges kubeconfig files as kubectl does: for each cluster, user and context the first
 * file that has the name wins whole, the first current context that is set wins, missing files are
 * ignored, and relative paths start from the folder of the file that holds them. Reads nothing but
 * these files and starts no program.
 * @param chosen a list in the form of KUBECONFIG; else the environment's, else `~/.kube/config`
 * @throws HumanError `kubernetes.kubeconfig-*`
 */
export async function loadKubeconfig(
  chosen: string | undefined,
  environment: Environment,
  platform: PathPlatform,
  read: ReadText = readText,
): Promise<Kubeconfig> {
  const paths = kubeconfigPaths(chosen, environment, platform);
  const { parseKubeconfig } = await import('./parse.ts');
  const merged = {
    clusters: new Map<string, Entry<KubeCluster>>(),
    users: new Map<string, Entry<KubeUser>>(),
    contexts: new Map(),
  };
  const files: string[] = [];
  let current: Pick<Kubeconfig, 'currentContext' | 'currentContextFile'> = {};
  for (const path of paths) {
    const text = await read(path);
    if (text === undefined) {
      continue;
    }
    files.push(path);
    const file = await parseKubeconfig(text, path);
    resolvePaths(file, path, platform);
    adopt(merged.clusters, file.clusters);
    adopt(merged.users, file.users);
    adopt(merged.contexts, file.contexts);
    if (current.currentContext === undefined && file.currentContext) {
      current = { currentContext: file.currentContext, currentContextFile: path };
    }
  }
  return { ...merged, ...current, paths, files };
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return undefined;
    }
    throw new HumanError('kubernetes.kubeconfig-unreadable', { file: path, reason: message });
  }
}

function adopt<T>(into: Map<string, T>, from: ReadonlyMap<string, T>): void {
  for (const [name, entry] of from) {
    if (!into.has(name)) {
      into.set(name, entry);
    }
  }
}

/** A command without a separator is looked up on the PATH and stays as it is. */
function resolvePaths(file: KubeconfigFile, path: string, platform: PathPlatform): void {
  const { resolve, dirname, isAbsolute, sep } = platform.paths;
  const absolute = (value: string | undefined): string | undefined =>
    value && !isAbsolute(value) ? resolve(dirname(path), value) : value;
  const set = <T extends object>(target: T, key: keyof T & string): void => {
    const value = target[key];
    if (typeof value === 'string') {
      Object.assign(target, { [key]: absolute(value) });
    }
  };
  for (const { value } of file.clusters.values()) {
    set(value, 'certificate-authority');
  }
  for (const { value } of file.users.values()) {
    set(value, 'client-certificate');
    set(value, 'client-key');
    set(value, 'tokenFile');
    if (value.exec?.command.includes(sep)) {
      set(value.exec, 'command');
    }
  }
}
