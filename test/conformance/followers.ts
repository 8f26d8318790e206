import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { V1ConfigMap } from '@kubernetes/client-node';

/** Something that an informer told of a ConfigMap. */
export interface Told {
  type: 'add' | 'update' | 'delete';
  name: string;
  /** `resourceVersion`; empty of a deletion, whose answer does not say it. */
  version: string;
}

/** An informer of the ConfigMaps of one namespace. */
export interface Follower {
  /** All that it has told since it was started. */
  readonly told: readonly Told[];
  /** Name → version of what its cache holds. */
  state(): Promise<Record<string, string>>;
  close(): Promise<void>;
}

/** @param namespace whose ConfigMaps it follows */
export type StartFollower = (kubeconfig: string, namespace: string) => Promise<Follower>;

/** Builds the program of `informer/`; the Go tool keeps what it has built. */
export async function buildGoInformer(): Promise<string> {
  const folder = join(tmpdir(), 'chaos-workbench-informer');
  await mkdir(folder, { recursive: true });
  const program = join(folder, process.platform === 'win32' ? 'informer.exe' : 'informer');
  const cwd = join(import.meta.dirname, 'informer');
  await promisify(execFile)('go', ['build', '-o', program, '.'], { cwd });
  return program;
}

/** An informer of client-go, in a process of its own. */
export async function startGo(
  program: string,
  kubeconfig: string,
  namespace: string,
): Promise<Follower> {
  const child = spawn(program, [kubeconfig, namespace], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => resolve());
  });
  const told: Told[] = [];
  const answers: ((items: Record<string, string>) => void)[] = [];
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => reject(new Error('The informer ended before it was in step.')));
    createInterface(child.stdout).on('line', (text) => {
      const line = JSON.parse(text);
      if (line.type === 'synced') {
        resolve();
      } else if (line.type === 'state') {
        answers.shift()?.(line.items ?? {});
      } else {
        told.push(toldOf(line.type, line.name, line.version));
      }
    });
  });
  return {
    told,
    state: () =>
      new Promise((resolve) => {
        answers.push(resolve);
        ask(child);
      }),
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}

const toldOf = (type: Told['type'], name: string, version: string): Told => ({
  type,
  name,
  version: type === 'delete' ? '' : version,
});

function ask({ stdin }: ChildProcess): void {
  stdin?.write('\n');
}

/** An informer of @kubernetes/client-node, started again after each error, as it asks for. */
export const startNode: StartFollower = async (kubeconfig, namespace) => {
  const { CoreV1Api, KubeConfig, makeInformer } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const core = config.makeApiClient(CoreV1Api);
  const informer = makeInformer<V1ConfigMap>(
    config,
    `/api/v1/namespaces/${namespace}/configmaps`,
    () => core.listNamespacedConfigMap({ namespace }),
  );
  const told: Told[] = [];
  const tell = (type: Told['type']) => {
    informer.on(type, ({ metadata: { name = '', resourceVersion = '' } = {} }) => {
      told.push(toldOf(type, name, resourceVersion));
    });
  };
  tell('add');
  tell('update');
  tell('delete');
  let isOpen = true;
  informer.on('error', () => {
    if (isOpen) {
      void informer.start();
    }
  });
  await informer.start();
  return {
    told,
    async state() {
      const entries = informer
        .list(namespace)
        .map(({ metadata: { name = '', resourceVersion = '' } = {} }) => [name, resourceVersion]);
      return Object.fromEntries(entries);
    },
    async close() {
      isOpen = false;
      await informer.stop();
    },
  };
};
