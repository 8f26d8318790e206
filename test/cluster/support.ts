import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import type { Json } from '../../src/experiment/json.ts';
import type { KubeObject } from '../../src/kubernetes/objects.ts';

/** Milliseconds that one request of a test may take. */
const requestLimit = 30_000;

/** An answer of the API server that is not a success. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * The disposable cluster of the tests, by a way that shares nothing with the code under test, so
 * that what a test sees is what the cluster says.
 */
export interface TestCluster {
  /** Path of its kubeconfig; its current context is the cluster. */
  readonly kubeconfig: string;
  /** One request and its answer, JSON or text; throws an ApiError on any status from 400 on. */
  api<T = KubeObject>(
    method: string,
    path: string,
    body?: Json | object,
    contentType?: string,
  ): Promise<T>;
  /** The object at a path, or undefined where there is none. */
  find<T = KubeObject>(path: string): Promise<T | undefined>;
  /** Items of a list. */
  list<T = KubeObject>(path: string): Promise<T[]>;
}

/**
 * A cluster of the tests.
 * @param kubeconfig of another one than the environment names
 * @throws when CHAOS_WORKBENCH_TEST_KUBECONFIG is not set: these tests must never fall back to a
 * person's own cluster
 */
export function testCluster(
  kubeconfig = process.env['CHAOS_WORKBENCH_TEST_KUBECONFIG'],
): TestCluster {
  if (!kubeconfig) {
    throw new Error(
      'Set CHAOS_WORKBENCH_TEST_KUBECONFIG to the kubeconfig of a cluster that may be broken.',
    );
  }
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const server = config.getCurrentCluster()?.server;
  if (server === undefined) {
    throw new Error(`${kubeconfig} has no current context.`);
  }

  async function api<T>(
    method: string,
    path: string,
    body?: Json | object,
    contentType = 'application/json',
  ): Promise<T> {
    const options = { method, headers: { accept: 'application/json' } };
    await config.applyToHTTPSOptions(options);
    const text = body === undefined ? undefined : JSON.stringify(body);
    const { promise, resolve, reject } = Promise.withResolvers<{
      status: number;
      type: string;
      text: string;
    }>();
    const sent = request(
      `${server}${path}`,
      {
        ...options,
        headers: {
          ...options.headers,
          ...(text !== undefined && {
            'content-type': contentType,
            // Node leaves it out for a DELETE, and then the server takes no options from the body.
            'content-length': Buffer.byteLength(text),
          }),
        },
        signal: AbortSignal.timeout(requestLimit),
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            text: Buffer.concat(parts).toString('utf8'),
          });
        });
      },
    );
    sent.on('error', (cause) => {
      reject(new Error(`${method} ${path}: ${cause.message}`, { cause }));
    });
    sent.end(text);
    const answer = await promise;
    if (answer.status >= 400) {
      throw new ApiError(
        answer.status,
        `${method} ${path}: ${answer.status} ${answer.text.trim().slice(0, 500)}`,
      );
    }
    const isJson = answer.type.startsWith('application/json');
    return (isJson ? JSON.parse(answer.text) : answer.text) as T;
  }

  async function find<T>(path: string): Promise<T | undefined> {
    try {
      return await api<T>('GET', path);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) {
        return undefined;
      }
      throw error;
    }
  }

  const list = async <T>(path: string) => (await api<{ items: T[] }>('GET', path)).items;
  return { kubeconfig, api, find, list };
}

/** What can be cleaned up after: a test's context, or a suite's hooks. */
export interface After {
  after(fn: () => Promise<void>): void;
}

/**
 * A new namespace for one test; it is deleted when the test is over, without waiting until it has
 * gone.
 * @param part says whose it is, for people who look into the cluster: `lesson`, `pods`, …
 */
export async function newNamespace(
  cluster: TestCluster,
  part: string,
  test: After,
): Promise<string> {
  const name = `test-${part}-${randomBytes(3).toString('hex')}`;
  await cluster.api('POST', '/api/v1/namespaces', { metadata: { name } });
  test.after(async () => {
    await cluster.api('DELETE', `/api/v1/namespaces/${name}`);
  });
  return name;
}

/**
 * Asks again and again until there is an answer; the last error or `what` says what was missing.
 * @param check undefined or false: not yet
 */
export async function until<T>(
  what: string,
  check: () => Promise<T | undefined | false>,
  seconds = 60,
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  let last: unknown;
  do {
    try {
      const found = await check();
      if (found !== undefined && found !== false) {
        return found;
      }
      last = undefined;
    } catch (error) {
      last = error;
    }
    await sleep(200);
  } while (performance.now() < end);
  throw new Error(`Not within ${seconds} s: ${what}`, { cause: last });
}

/** A Deployment of sleeping containers, ready. For tests that need something to break. */
export async function newDeployment(
  cluster: TestCluster,
  namespace: string,
  name: string,
  options: { replicas?: number; labels?: Record<string, string> } = {},
): Promise<void> {
  const { replicas = 1, labels = { app: name } } = options;
  await cluster.api('POST', `/apis/apps/v1/namespaces/${namespace}/deployments`, {
    metadata: { name, labels },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          terminationGracePeriodSeconds: 1,
          containers: [
            {
              name: 'main',
              image: 'node:24-alpine',
              command: ['node', '-e', 'setInterval(() => {}, 1e6)'],
            },
          ],
        },
      },
    },
  });
  await ready(cluster, namespace, name, replicas);
}

/** Waits until a Deployment has exactly so many ready pods of its newest template. */
export async function ready(
  cluster: TestCluster,
  namespace: string,
  name: string,
  replicas: number,
): Promise<void> {
  const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`;
  await until(`deployment ${name} ready`, async () => {
    const found = await cluster.find<{
      metadata: { generation: number };
      status: { observedGeneration?: number; readyReplicas?: number; updatedReplicas?: number };
    }>(path);
    return (
      found !== undefined &&
      found.status.observedGeneration === found.metadata.generation &&
      (found.status.readyReplicas ?? 0) === replicas &&
      (found.status.updatedReplicas ?? 0) === replicas
    );
  });
}

/**
 * Path of the program that made the cluster (`audit`, `load-image`), by
 * CHAOS_WORKBENCH_TEST_CLUSTER; undefined on a cluster made otherwise, which has neither.
 */
export const clusterProgram = process.env['CHAOS_WORKBENCH_TEST_CLUSTER'] || undefined;

/** Runs the cluster's program and gives what it printed. */
export async function runClusterProgram(...args: string[]): Promise<string> {
  if (clusterProgram === undefined) {
    throw new Error('Set CHAOS_WORKBENCH_TEST_CLUSTER to the program that made the cluster.');
  }
  const { stdout } = await promisify(execFile)(clusterProgram, args, { timeout: 120_000 });
  return stdout;
}

/** A line of the audit log: what was changed, how often, by whom. */
export interface Audited {
  count: number;
  verb: string;
  resource: string;
  /** `namespace/name`. */
  object: string;
  uid: string;
  code: number;
  userAgent: string;
}

/**
 * What the API server was asked to change while `use` ran, whatever the clients believe. Filters are
 * exact words, but `userAgent`, which is a part of it. How a run tells others of itself (leases and
 * events) is left out unless it is asked for, by its resource or by `telling`.
 */
export async function audited<T>(
  filter: { verb?: string; resource?: string; userAgent?: string; telling?: boolean },
  use: () => Promise<T>,
): Promise<{ result: T; changes: Audited[] }> {
  const mark = (await runClusterProgram('audit', '--mark')).trim();
  const result = await use();
  const args = ['audit', '--since', mark];
  if (filter.verb !== undefined) {
    args.push('--verb', filter.verb);
  }
  if (filter.resource !== undefined) {
    args.push('--resource', filter.resource);
  }
  if (filter.userAgent !== undefined) {
    args.push('--user-agent', filter.userAgent);
  }
  const text = await runClusterProgram(...args);
  const changes = text.trim().split('\n').filter(Boolean).map(parseAudited);
  const told = filter.resource === undefined && !filter.telling ? aside : [];
  return { result, changes: changes.filter(({ resource }) => !told.includes(resource)) };
}

/** Resources by which a run tells of itself. */
const aside = ['leases.coordination.k8s.io', 'events', 'events.events.k8s.io'];

function parseAudited(line: string): Audited {
  const [count, verb = '', resource = '', object = '', uid = '', code, ...agent] = line.split(' ');
  return {
    count: Number(count),
    verb,
    resource,
    object,
    uid,
    code: Number(code),
    userAgent: agent.join(' '),
  };
}
