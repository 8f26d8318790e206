import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** An object as the API has it; only what the explorer reads. */
export interface FakeObject {
  metadata: { name: string; uid: string; namespace?: string; [key: string]: unknown };
  spec?: object;
  status?: object;
}

/** A Kubernetes API server as far as the explorer needs one: lists and watches of one namespace. */
export class FakeCluster {
  readonly requests: string[] = [];
  readonly #objects = new Map<string, FakeObject[]>();
  readonly #watches = new Map<ServerResponse, string>();
  readonly #server = createServer((request, response) => this.#answer(request, response));
  readonly #sockets = new Set<Socket>();
  #waiting: (() => void)[] = [];
  #version = 1;

  /** Starts it; resolves with its URL. */
  async start(): Promise<string> {
    this.#server.on('connection', (socket) => this.#sockets.add(socket));
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
    for (const socket of this.#sockets) {
      socket.destroy();
    }
  }

  /** @param resource the plural, such as `pods` */
  add(resource: string, object: FakeObject): void {
    this.#objects.set(resource, [...(this.#objects.get(resource) ?? []), object]);
    this.#tell(resource, 'ADDED', object);
  }

  change(resource: string, uid: string, change: (object: FakeObject) => FakeObject): void {
    const objects = this.#objects.get(resource) ?? [];
    const next = objects.map((object) => (object.metadata.uid === uid ? change(object) : object));
    this.#objects.set(resource, next);
    const changed = next.find(({ metadata }) => metadata.uid === uid);
    if (changed !== undefined) {
      this.#tell(resource, 'MODIFIED', changed);
    }
  }

  remove(resource: string, uid: string): void {
    const objects = this.#objects.get(resource) ?? [];
    const gone = objects.find(({ metadata }) => metadata.uid === uid);
    this.#objects.set(
      resource,
      objects.filter((object) => object !== gone),
    );
    if (gone !== undefined) {
      this.#tell(resource, 'DELETED', gone);
    }
  }

  /** Resolves when as many watches are open. */
  async watches(wanted: (open: number) => boolean): Promise<void> {
    while (!wanted(this.#watches.size)) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://cluster');
    this.requests.push(`${request.method} ${url.pathname}`);
    const resource = url.pathname.split('/').at(-1) ?? '';
    response.setHeader('Content-Type', 'application/json');
    if (url.pathname === '/api/v1/namespaces/kube-system') {
      response.end(JSON.stringify({ metadata: { name: 'kube-system', uid: 'fake' } }));
    } else if (url.searchParams.get('watch') === 'true') {
      this.#watches.set(response, resource);
      response.flushHeaders();
      response.on('close', () => {
        this.#watches.delete(response);
        this.#moved();
      });
      this.#moved();
    } else {
      const items = this.#objects.get(resource) ?? [];
      const metadata = { resourceVersion: String(this.#version) };
      response.end(JSON.stringify({ kind: 'List', metadata, items }));
    }
  }

  #tell(resource: string, type: string, object: FakeObject): void {
    this.#version += 1;
    const metadata = { ...object.metadata, resourceVersion: String(this.#version) };
    for (const [response, watched] of this.#watches) {
      if (watched === resource) {
        response.write(`${JSON.stringify({ type, object: { ...object, metadata } })}\n`);
      }
    }
  }

  #moved(): void {
    for (const resolve of this.#waiting.splice(0)) {
      resolve();
    }
  }
}

/** A Deployment, its ReplicaSet, and pods of them. */
export function deployment(name: string, pods: number): [string, FakeObject][] {
  const owner = (kind: string, uid: string) => [
    { apiVersion: 'apps/v1', kind, name, uid, controller: true },
  ];
  return [
    [
      'deployments',
      {
        metadata: { name, uid: `d-${name}`, namespace: 'default' },
        spec: { replicas: pods },
        status: { readyReplicas: pods },
      },
    ],
    [
      'replicasets',
      {
        metadata: {
          name: `${name}-rs`,
          uid: `rs-${name}`,
          namespace: 'default',
          ownerReferences: owner('Deployment', `d-${name}`),
        },
      },
    ],
    ...Array.from({ length: pods }, (_, index): [string, FakeObject] => [
      'pods',
      pod(name, index + 1),
    ]),
  ];
}

/** A running pod of a deployment. */
export function pod(name: string, number: number): FakeObject {
  return {
    metadata: {
      name: `${name}-pod-${number}`,
      uid: `p-${name}-${number}`,
      namespace: 'default',
      creationTimestamp: new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString(),
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name, uid: `rs-${name}`, controller: true },
      ],
    },
    spec: { containers: [{ name: 'c' }] },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [{ name: 'c', ready: true, restartCount: 0, state: { running: {} } }],
    },
  };
}

/** Writes the kubeconfig that KUBECONFIG names: contexts by name, with their server. */
export async function writeKubeconfig(
  servers: Record<string, string>,
  users: Record<string, object> = {},
): Promise<void> {
  const names = Object.keys(servers);
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': names[0],
    contexts: names.map((name) => ({ name, context: { cluster: name, user: name } })),
    clusters: names.map((name) => ({ name, cluster: { server: servers[name] } })),
    users: names.map((name) => ({ name, user: users[name] ?? {} })),
  };
  await writeFile(process.env['KUBECONFIG'] ?? '', JSON.stringify(config));
}
