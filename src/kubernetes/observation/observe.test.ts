import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Observation } from '../../engine/native.ts';
import type { ClusterClient } from '../client.ts';
import { apiFailure } from '../errors.ts';
import type { KubeObject, WatchEvent } from '../objects.ts';
import { accessToObserve } from './access.ts';
import { observe } from './observe.ts';

const times = { backoff: 1, longest: 5, poll: 1, steady: 10_000, forbidden: 10_000 };

interface Resource {
  items?: KubeObject[];
  changes?: WatchEvent[];
  refused?: boolean;
}

/** A cluster whose resources change as soon as they are watched. */
function cluster(resources: Record<string, Resource>) {
  const of = (path: string) => resources[path.split('/').at(-1) ?? ''] ?? {};
  const refuse = (path: string) => {
    if (of(path).refused) {
      throw apiFailure('kubernetes.forbidden', { verb: 'list' }, { status: 403 });
    }
  };
  const asked: string[] = [];
  const client: Pick<ClusterClient, 'list' | 'watch' | 'request'> = {
    async list(path) {
      refuse(path);
      return { items: of(path).items ?? [], resourceVersion: '1' };
    },
    async request<T>({ path, query }: { path: string; query?: object }) {
      asked.push(JSON.stringify(query));
      refuse(path);
      return { metadata: { resourceVersion: '1' }, items: of(path).items ?? [] } as T;
    },
    async *watch(path, _query, signal) {
      yield* of(path).changes?.splice(0) ?? [];
      signal.throwIfAborted();
      await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    },
  };
  return { client, asked };
}

async function told(resources: Record<string, Resource>, count: number): Promise<Observation[]> {
  const end = new AbortController();
  const all: Observation[] = [];
  const listener = (observation: Observation) => {
    all.push(observation);
    if (all.length === count) {
      end.abort();
    }
  };
  await observe(cluster(resources).client, ['shop'], listener, end.signal, times);
  return all;
}

const object = (name: string, rest: object = {}): KubeObject => ({
  metadata: { name, namespace: 'shop', uid: `uid-${name}`, resourceVersion: '1' },
  ...rest,
});

/** A slice of the service `backend` with pods, ready or not. */
function slice(name: string, pods: Record<string, boolean | undefined>): KubeObject {
  const made = object(name, {
    endpoints: Object.entries(pods).map(([uid, ready]) => ({
      addresses: [`10.0.0.${uid}`],
      conditions: ready === undefined ? {} : { ready },
      targetRef: { uid },
    })),
  });
  made.metadata.labels = { 'kubernetes.io/service-name': 'backend' };
  return made;
}

const event = (reason: string, rest: object = {}): WatchEvent => ({
  type: 'ADDED',
  object: object(`event-${reason}`, {
    involvedObject: { kind: 'Pod', name: 'back-1' },
    reason,
    message: 'text',
    type: 'Normal',
    ...rest,
  }),
});

describe('what is seen of a cluster beside a run', () => {
  it('counts a service’s pods once, over all its slices, until none is ready', async () => {
    const observations = await told(
      {
        endpointslices: {
          items: [slice('v4', { a: true, b: false }), slice('v6', { a: true, c: undefined })],
          changes: [
            { type: 'MODIFIED', object: slice('v6', { a: true }) },
            { type: 'DELETED', object: slice('v4', {}) },
            { type: 'MODIFIED', object: slice('v6', {}) },
          ],
        },
      },
      4,
    );
    assert.deepEqual(
      observations.map(({ type, facts }) => [type, { ...facts, namespace: undefined }]),
      [
        [2, 3],
        [1, 2],
        [1, 1],
        [0, 0],
      ].map(([ready, wanted]) => [
        'observed',
        { kind: 'Service', namespace: undefined, name: 'backend', ready, wanted },
      ]),
    );
  });

  it('tells events from now on, each sort up to a limit and texts up to a length', async () => {
    const flood = Array.from({ length: 200 }, () => event('Unhealthy', { type: 'Warning' }));
    const changes = [...flood, event('Killing', { message: 'x'.repeat(1000) })];
    const { client, asked } = cluster({ events: { items: [object('old')], changes } });
    const end = new AbortController();
    const all: Observation[] = [];
    const listener = (observation: Observation) => {
      all.push(observation);
      if (observation.type === 'cluster-event' && observation.facts.reason === 'Killing') {
        end.abort();
      }
    };
    await observe(client, ['shop'], listener, end.signal, times);
    assert.deepEqual(asked, ['{"limit":1}']);
    assert.equal(all.length, 61);
    const last = all.at(-1);
    assert.ok(last?.type === 'cluster-event');
    const { text, ...facts } = last.facts;
    assert.equal(text.length, 300);
    assert.deepEqual(facts, {
      kind: 'Pod',
      namespace: 'shop',
      name: 'back-1',
      reason: 'Killing',
      warning: false,
    });
  });

  it('tells once what may not be read, and goes on with the rest', async () => {
    const observations = await told(
      {
        events: { refused: true },
        endpointslices: { refused: true },
        deployments: { items: [object('back', { spec: { replicas: 1 }, status: {} })] },
      },
      3,
    );
    const refused = observations.filter(({ type }) => type === 'unobserved');
    assert.deepEqual(refused.map(({ facts }) => 'resource' in facts && facts.resource).sort(), [
      'endpointslices',
      'events',
    ]);
    assert.equal(observations.filter(({ type }) => type === 'observed').length, 1);
  });

  it('reads what its list of accesses says, and nothing else', async () => {
    const paths = new Set<string>();
    const { client } = cluster({});
    const end = new AbortController();
    const expected = accessToObserve(['shop']);
    const noted = (verb: string, path: string) => {
      const [, group] = /^\/apis\/([^/]+)\//.exec(path) ?? [];
      paths.add(`${verb} ${group ?? ''} ${path.split('/').at(-1)}`);
      if (paths.size === expected.length) {
        end.abort();
      }
    };
    const spy: typeof client = {
      list: (path, ...rest) => {
        noted('list', path);
        return client.list(path, ...rest);
      },
      request: (request, signal) => {
        noted('list', request.path);
        return client.request(request, signal);
      },
      watch: (path, ...rest) => {
        noted('watch', path);
        return client.watch(path, ...rest);
      },
    };
    await observe(spy, ['shop'], () => {}, end.signal, times);
    const listed = expected.map(({ verb, group, resource }) => `${verb} ${group} ${resource}`);
    assert.deepEqual([...paths].sort(), listed.sort());
    assert.ok(expected.every(({ optional }) => optional === true));
  });
});
