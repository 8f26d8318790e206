import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Place } from '../cluster/lesson-support.ts';
import { testCluster, until } from '../cluster/support.ts';

/** Folder with the lesson's experiments. */
export const manifests = resolve(import.meta.dirname, '../../manifests');

/** A namespace for the lesson, and a kubeconfig whose context is called `practice` and leads there. */
export interface LessonPlace extends Place {
  kubeconfig: string;
  /** Takes namespace and kubeconfig away, without waiting for the cluster. */
  remove(): Promise<void>;
}

interface Kubeconfig {
  'current-context': string;
  contexts: { name: string; context: { namespace?: string } }[];
}

/** @param namespace made anew; one of that name that is just ending is waited for */
export async function lessonPlace(namespace: string): Promise<LessonPlace> {
  const cluster = testCluster();
  const path = `/api/v1/namespaces/${namespace}`;
  await until(`namespace ${namespace} can be made`, async () => {
    await cluster.api('POST', '/api/v1/namespaces', { metadata: { name: namespace } });
    return true;
  });
  const folder = mkdtempSync(join(tmpdir(), 'chaos-lesson-'));
  const kubeconfig = join(folder, 'kubeconfig');
  const config = parse(readFileSync(cluster.kubeconfig, 'utf8')) as Kubeconfig;
  const current = config.contexts.find(({ name }) => name === config['current-context']);
  if (current === undefined) {
    throw new Error(`${cluster.kubeconfig} has no current context.`);
  }
  const context = { ...current.context, namespace };
  const practice = {
    ...config,
    'current-context': 'practice',
    contexts: [{ name: 'practice', context }],
  };
  writeFileSync(kubeconfig, stringify(practice), { mode: 0o600 });
  const remove = async () => {
    rmSync(folder, { recursive: true, force: true });
    await cluster.api('DELETE', path);
  };
  return { cluster, namespace, kubeconfig, remove };
}
