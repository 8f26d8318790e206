import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { build } from 'esbuild';
import type { JsonObject } from '../../experiment/json.ts';
import { nodePlatform, type Platform } from '../../platform/platform.ts';
import { Api, asObject } from '../api/api.ts';
import { bootstrap } from '../api/bootstrap.ts';
import { rootAuthority } from '../api/defaults/pod-account.ts';
import { Tokens } from '../api/http/tokens.ts';
import { isReady, type KubeObject, listAt, objectAt, textAt } from '../api/objects.ts';
import type { Disk } from './disk.ts';
import type { Nodes } from './options.ts';
import { startNodes } from './start.ts';

const writer = { manager: 'test' };

const slices = 'endpointslices.discovery.k8s.io';

/** What a test may change of the nodes. */
export interface BenchOptions {
  platform?: Platform;
  disk?: Disk;
  /** Sources of the samples, by file name. */
  samples?: Record<string, string>;
  samplesFolder?: string;
  /** Folder for all its files. */
  parent?: string;
}

interface TestHooks {
  after(end: () => unknown): void;
}

/** The nodes with an API of their own and the namespace `shop`; all is removed after the test. */
export class NodeBench {
  readonly api = new Api();
  readonly folder: string;
  nodes: Nodes;

  private constructor(folder: string, nodes: (api: Api) => Promise<Nodes>) {
    this.folder = folder;
    bootstrap(this.api);
    this.create('namespaces', { metadata: { name: 'shop' } });
    this.create('configmaps', { metadata: { name: rootAuthority }, data: { 'ca.crt': 'PEM' } });
    this.nodes = undefined as unknown as Nodes;
    this.start = async () => {
      this.nodes = await nodes(this.api);
    };
  }

  /** Starts the nodes, again after a `close`. */
  readonly start: () => Promise<void>;

  static async of(t: TestHooks, options: BenchOptions = {}): Promise<NodeBench> {
    const folder = await mkdtemp(join(options.parent ?? tmpdir(), 'practice-node-'));
    const samples = options.samplesFolder ?? join(folder, 'samples');
    if (options.samplesFolder === undefined) {
      await mkdir(samples);
      for (const [name, source] of Object.entries(options.samples ?? {})) {
        await writeFile(join(samples, name), source);
      }
    }
    const shim = join(folder, 'shim.cjs');
    await build({
      entryPoints: [join(import.meta.dirname, 'shim/main.ts')],
      outfile: shim,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'warning',
    });
    const tokens = new Tokens();
    const bench = new NodeBench(folder, (api) =>
      startNodes(
        {
          api,
          tokens,
          samples,
          shim,
          guard: join(import.meta.dirname, 'guard-main.ts'),
          platform: options.platform ?? nodePlatform(),
          folder: join(folder, 'node'),
        },
        options.disk,
      ),
    );
    await bench.start();
    t.after(async () => {
      await bench.nodes.close();
      await rm(folder, { recursive: true, force: true });
    });
    return bench;
  }

  create(id: string, object: JsonObject): KubeObject {
    const resource = this.api.registry.builtIn(id);
    return this.api.create(resource, resource.namespaced ? 'shop' : '', asObject(object), writer);
  }

  get(id: string, name: string): KubeObject {
    const resource = this.api.registry.builtIn(id);
    return this.api.get(resource, resource.namespaced ? 'shop' : '', name);
  }

  /** Creates a pod and puts it on a node. */
  run(name: string, spec: JsonObject, metadata: JsonObject = {}): KubeObject {
    const pod = this.create('pods', { metadata: { name, ...metadata }, spec });
    this.api.bind('shop', name, 'practice-1', writer);
    return pod;
  }

  delete(name: string, gracePeriodSeconds?: number): void {
    const pods = this.api.registry.builtIn('pods');
    const options = gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds };
    this.api.delete(pods, 'shop', name, options);
  }

  /** Resolves with a pod once it is as wanted; undefined stands for one that is gone. */
  untilPod(name: string, wanted: (pod: KubeObject | undefined) => boolean): Promise<KubeObject> {
    const { api } = this;
    const pods = api.registry.builtIn('pods');
    return new Promise((resolve) => {
      const look = (last?: KubeObject) => {
        const pod = api.find(pods, 'shop', name);
        if (wanted(pod)) {
          end();
          resolve(pod ?? last ?? asObject({}));
        }
      };
      const end = api.store.subscribe('pods', ({ object }) => {
        if (object.metadata.name === name) {
          look(object);
        }
      });
      look();
    });
  }

  untilReady(name: string): Promise<KubeObject> {
    return this.untilPod(name, isReady);
  }

  /** Reasons of the events about a pod, in order, with their messages. */
  events(name: string): [string, string][] {
    return this.api.store
      .list('events', 'shop')
      .filter((event) => textAt(event, 'involvedObject', 'name') === name)
      .sort((one, other) => (one.metadata.name < other.metadata.name ? -1 : 1))
      .map((event) => [textAt(event, 'reason'), textAt(event, 'message')]);
  }

  /** Resolves when an event about a pod has the reason. */
  untilEvent(name: string, reason: string): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.events(name).some(([one]) => one === reason)) {
          end();
          resolve();
        }
      };
      const end = this.api.store.subscribe('events', look);
      look();
    });
  }

  async log(name: string, container = 'main', previous = false): Promise<string[]> {
    const signal = new AbortController().signal;
    const log = await this.nodes.runtime.log(this.get('pods', name), container, previous, signal);
    return log.past.map(({ text }) => text);
  }

  /** Resolves when a container has written so many lines. */
  untilLog(name: string, count: number): Promise<void> {
    return this.#untilLines(name, (lines) => lines.length >= count);
  }

  /** Resolves when a container has written a line. */
  untilLogged(name: string, line: string): Promise<void> {
    return this.#untilLines(name, (lines) => lines.includes(line));
  }

  async #untilLines(name: string, wanted: (lines: string[]) => boolean): Promise<void> {
    await this.untilPod(name, (pod) => 'running' in objectAt(statusOf(pod), 'state'));
    const { signal } = new AbortController();
    const pod = this.get('pods', name);
    const log = await this.nodes.runtime.log(pod, 'main', false, signal);
    const lines = log.past.map(({ text }) => text);
    if (wanted(lines)) {
      return;
    }
    for await (const { text } of log.following) {
      lines.push(text);
      if (wanted(lines)) {
        return;
      }
    }
  }

  async exec(name: string, command: string[], input?: string) {
    const texts = { stdout: '', stderr: '' };
    const stream = (key: 'stdout' | 'stderr') =>
      new PassThrough().on('data', (chunk) => {
        texts[key] += chunk;
      });
    const stdin = input === undefined ? {} : { stdin: new PassThrough().end(input) };
    const streams = { tty: false, stdout: stream('stdout'), stderr: stream('stderr'), ...stdin };
    const status = await this.nodes.runtime.exec(
      this.get('pods', name),
      'main',
      command,
      streams,
      new AbortController().signal,
    );
    const [cause] = listAt(status, 'details', 'causes');
    const code = status['status'] === 'Success' ? 0 : Number(textAt(cause, 'message'));
    return { code, ...texts };
  }

  /** A service with these pods as its ready endpoints. */
  expose(
    name: string,
    port: number,
    targetPort: number,
    pods: readonly string[],
    type = 'ClusterIP',
  ): KubeObject {
    const ports = [{ name: 'http', port, targetPort, protocol: 'TCP' }];
    this.point(name, targetPort, pods);
    return this.create('services', { metadata: { name }, spec: { type, ports } });
  }

  /** Makes these pods the ready endpoints of a service. */
  point(name: string, port: number, pods: readonly string[]): void {
    this.withdraw(name);
    this.create(slices, {
      metadata: { name: `${name}-1`, labels: { 'kubernetes.io/service-name': name } },
      addressType: 'IPv4',
      ports: [{ name: 'http', port, protocol: 'TCP' }],
      endpoints: pods.map((pod) => ({
        addresses: [textAt(this.get('pods', pod), 'status', 'podIP')],
        conditions: { ready: true },
      })),
    });
  }

  /** Leaves a service without endpoints. */
  withdraw(name: string): void {
    const resource = this.api.registry.builtIn(slices);
    if (this.api.find(resource, 'shop', `${name}-1`) !== undefined) {
      this.api.delete(resource, 'shop', `${name}-1`);
    }
  }

  /** Resolves with a service once it is as wanted. */
  untilService(name: string, wanted: (service: KubeObject) => boolean): Promise<KubeObject> {
    return new Promise((resolve) => {
      const look = () => {
        const service = this.get('services', name);
        if (wanted(service)) {
          end();
          resolve(service);
        }
      };
      const end = this.api.store.subscribe('services', ({ object }) => {
        if (object.metadata.name === name) {
          look();
        }
      });
      look();
    });
  }
}

/** A container's status in a pod. */
export function statusOf(pod: KubeObject | undefined, container = 'main'): JsonObject {
  const found = listAt(pod, 'status', 'containerStatuses').find(
    (one) => textAt(one, 'name') === container,
  );
  return objectAt(found);
}

/** A container that runs code in Node.js. */
export function code(source: string, more: JsonObject = {}): JsonObject {
  return { name: 'main', image: 'node:24-alpine', command: ['node', '-e', source], ...more };
}

/** Code of a server on a port that answers with a text. */
export const server = (port: number, text: string) =>
  `require('http').createServer((q, s) => s.end(${JSON.stringify(text)})).listen(${port}, () => console.log('listening'))`;
