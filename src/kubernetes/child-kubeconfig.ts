import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '../experiment/json.ts';
import type { Endpoint } from './endpoint.ts';

/** A kubeconfig on disk that lives as long as a run. */
export interface ChildKubeconfig {
  readonly path: string;
  /** Removes it; never rejects. */
  remove(): Promise<void>;
}

/** A kubeconfig with nothing but this way to a cluster; an exec plugin stays one. */
export function kubeconfigOf({ entries, namespace }: Pick<Endpoint, 'entries' | 'namespace'>) {
  const { cluster, user } = entries;
  const name = 'chaos-workbench';
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster }],
    users: [{ name, user }],
    contexts: [{ name, context: { cluster: name, user: name, namespace } }],
    'current-context': name,
  };
  return JSON.parse(JSON.stringify(config)) as JsonObject;
}

/**
 * Writes a kubeconfig with nothing but the run's frozen cluster, for the programs a run starts. An
 * exec plugin stays one, so that no short-lived token is written down. Only its owner may read it
 * (on Windows the user's own folder sees to that).
 * @param folder an existing folder of the user's own
 */
export async function writeChildKubeconfig(
  kubeconfig: JsonObject,
  folder: string,
): Promise<ChildKubeconfig> {
  const path = join(folder, `kubeconfig-${randomUUID()}.json`);
  const text = JSON.stringify(kubeconfig);
  await writeFile(path, text, { mode: 0o600, flag: 'wx' });
  return { path, remove: () => rm(path, { force: true }).catch(() => undefined) };
}
