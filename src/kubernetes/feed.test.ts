import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ClusterClient } from './client.ts';
import { apiFailure } from './errors.ts';
import { watchNamespace } from './feed.ts';
import type { NamespaceChange } from './feed-types.ts';
import { type Follower, type FollowTimes, follow } from './follow.ts';
import { listNamespaces } from './namespaces.ts';
import type { KubeObject, WatchEvent } from './objects.ts';
import { observeWorkloads, type Readiness } from './observation/workloads.ts';

const times = { backoff: 1, longest: 5, poll: 1, steady: 10_000, forbidden: 10_000 };

const object = (name: string, version: string, rest: object = {}): KubeObject => ({
  metadata: { name, namespace: 'shop', uid: `uid-${name}`, resourceVersion: version },
  ...rest,
});
const event = (type: WatchEvent['type'], of: KubeObject): WatchEvent => ({ type, object: of });
const status = (code: number) => apiFailure('kubernetes.refused', {}, { status: code });

type Step = WatchEvent | Error | 'end';

/** A client whose lists and watches are written down; a watch without steps left stays silent. */
function fake(lists: (KubeObject[] | Error)[], watches: Step[][]) {
  const calls: string[] = [];
  const client: Pick<ClusterClient, 'list' | 'watch'> = {
    async list() {
      calls.push('list');
      const next = lists.length > 1 ? lists.shift() : lists[0];
      if (next instanceof Error) {
        throw next;
      }
      return { items: next ?? [], resourceVersion: '10' };
    },
    async *watch(_path, query, signal) {
      calls.push(`watch ${query?.['resourceVersion']}`);
      for (const step of watches.shift() ?? []) {
        if (step instanceof Error) {
          throw step;
        }
        if (step === 'end') {
          return;
        }
        yield step;
      }
      signal.throwIfAborted();
      await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    },
  };
  return { client, calls };
}

/** Follows until `until` holds of what was told, and gives all of it. */
async function followed(
  made: ReturnType<typeof fake>,
  until: (told: string[]) => boolean,
  changes: Partial<FollowTimes> = {},
): Promise<string[]> {
  const told: string[] = [];
  const end = new AbortController();
  const tell = (text: string) => {
    told.push(text);
    if (until(told)) {
      end.abort();
    }
  };
  const follower: Follower = {
    listed: (items) => tell(`listed ${items.map(({ metadata }) => metadata.name)}`),
    changed: ({ type, object: { metadata } }) => tell(`${type} ${metadata.name}`),
    state: ({ state, error }) => tell(error ? `${state} ${error.code}` : state),
  };
  await follow(made.client, '/p', follower, end.signal, { ...times, ...changes });
  return told;
}

describe('following a resource', () => {
  it('takes a watch that ended up where it was, bookmarks included', async () => {
    const made = fake(
      [[object('a', '5')]],
      [
        [event('ADDED', object('b', '11')), event('BOOKMARK', object('', '20')), 'end'],
        [event('DELETED', object('a', '21'))],
      ],
    );
    const told = await followed(made, (all) => all.includes('DELETED a'));
    assert.deepEqual(told, ['listed a', 'live', 'ADDED b', 'DELETED a']);
    assert.deepEqual(made.calls, ['list', 'watch 10', 'watch 20']);
  });

  it('lists again when the changes have expired', async () => {
    const made = fake([[object('a', '5')], [object('b', '6')]], [[status(410)], []]);
    const told = await followed(made, (all) => all.includes('listed b'));
    assert.deepEqual(told, ['listed a', 'live', 'listed b', 'live']);
  });

  it('takes a cut watch up once, and lists again when that fails too', async () => {
    const cut = new Error('cut');
    const made = fake(
      [[object('a', '5')], [object('b', '6')]],
      [[event('ADDED', object('x', '12')), cut], [cut], []],
    );
    const told = await followed(made, (all) => all.includes('listed b'));
    assert.deepEqual(made.calls.slice(0, 4), ['list', 'watch 10', 'watch 12', 'list']);
    assert.deepEqual(told, [
      'listed a',
      'live',
      'ADDED x',
      'waiting kubernetes.unexpected',
      'listed b',
      'live',
    ]);
  });

  it('takes a watch up as often as it is cut after a steady life', async () => {
    const cut = new Error('cut');
    const made = fake(
      [[object('a', '5')]],
      [[cut], [cut], [cut], [event('ADDED', object('b', '11'))]],
    );
    const told = await followed(made, (all) => all.includes('ADDED b'), { steady: 0 });
    assert.deepEqual(told, ['listed a', 'live', 'live', 'ADDED b']);
    assert.equal(made.calls.filter((call) => call === 'list').length, 1);
  });

  it('polls where watch is forbidden', async () => {
    const made = fake([[object('a', '5')], [object('b', '6')]], [[status(403)]]);
    const told = await followed(
      made,
      (all) => all.filter((each) => each === 'listed b').length === 2,
    );
    assert.deepEqual(told.slice(0, 4), ['listed a', 'live', 'listed b', 'polled']);
    assert.deepEqual(
      made.calls.filter((call) => call !== 'list'),
      ['watch 10'],
    );
  });

  it('reports what may not be listed', async () => {
    const told = await followed(fake([status(403)], []), (all) => all.length === 1);
    assert.deepEqual(told, ['forbidden kubernetes.refused']);
  });

  it('ends with the connection', async () => {
    const closed = apiFailure('kubernetes.closed', { server: 's' });
    const made = fake([[object('a', '5')]], [[closed]]);
    assert.deepEqual(await followed(made, () => false), ['listed a', 'live']);
  });

  it('comes back after failures, one try after the other', async () => {
    const made = fake([status(500), status(401), status(500), [object('a', '5')]], []);
    const told = await followed(made, (all) => all.includes('live'));
    assert.deepEqual(told, [
      ...Array.from({ length: 3 }, () => 'waiting kubernetes.refused'),
      'listed a',
      'live',
    ]);
  });
});

/** A client of a whole namespace: lists by resource, one stream of changes for each. */
function namespace(lists: Record<string, KubeObject[] | Error>) {
  const streams = new Map<
    string,
    { push(event: WatchEvent): void; iterable: AsyncIterable<WatchEvent> }
  >();
  const resource = (path: string) => path.split('/').at(-1) ?? '';
  const stream = (name: string) => {
    const known = streams.get(name);
    if (known) {
      return known;
    }
    const events: WatchEvent[] = [];
    let wake = Promise.withResolvers<void>();
    const iterable = (async function* () {
      for (;;) {
        const next = events.shift();
        if (next) {
          yield next;
        } else {
          await wake.promise;
          wake = Promise.withResolvers();
        }
      }
    })();
    const made = {
      iterable,
      push(each: WatchEvent) {
        events.push(each);
        wake.resolve();
      },
    };
    streams.set(name, made);
    return made;
  };
  const client: Pick<ClusterClient, 'list' | 'watch'> = {
    async list(path) {
      const items = lists[resource(path)] ?? [];
      if (items instanceof Error) {
        throw items;
      }
      return { items, resourceVersion: '1' };
    },
    async *watch(path, _query, signal) {
      signal.throwIfAborted();
      const source = stream(resource(path)).iterable[Symbol.asyncIterator]();
      const ended = new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
      ended.catch(() => undefined);
      for (;;) {
        const next = await Promise.race([source.next(), ended]);
        yield next.value;
      }
    },
  };
  return { client, push: (name: string, each: WatchEvent) => stream(name).push(each) };
}

const deployment = (version: string, ready: number) =>
  object('back', version, { spec: { replicas: 2 }, status: { readyReplicas: ready } });
const pod = (name: string, version: string, phase: string): KubeObject => {
  const made = object(name, version, { spec: { containers: [{ name: 'c' }] }, status: { phase } });
  made.metadata.ownerReferences = [owner('ReplicaSet', 'back-1')];
  return made;
};
const owner = (kind: string, name: string) => ({
  apiVersion: 'apps/v1',
  kind,
  name,
  uid: `uid-${name}`,
  controller: true,
});
const replicaSet = (): KubeObject => {
  const made = object('back-1', '1');
  made.metadata.ownerReferences = [owner('Deployment', 'back')];
  return made;
};

describe('the model of a namespace', () => {
  it('is the workloads at first, then pods and services, then what changed', async () => {
    const cluster = namespace({
      deployments: [deployment('1', 2)],
      replicasets: [replicaSet()],
      pods: [pod('back-b', '1', 'Running'), pod('back-a', '1', 'Running')],
      services: [object('back', '1', { spec: { type: 'ClusterIP', clusterIP: '10.0.0.1' } })],
      endpointslices: status(403),
    });
    const end = new AbortController();
    const changes: NamespaceChange[] = [];
    await watchNamespace(
      cluster.client,
      'shop',
      (change) => {
        changes.push(change);
        if (changes.length === 2) {
          cluster.push('pods', event('MODIFIED', pod('back-a', '2', 'Failed')));
          cluster.push('pods', event('DELETED', pod('back-a', '3', 'Failed')));
          cluster.push('pods', event('ADDED', pod('back-c', '4', 'Pending')));
          cluster.push('deployments', event('MODIFIED', deployment('5', 1)));
        } else if (changes.length === 3) {
          end.abort();
        }
      },
      end.signal,
      times,
    );
    const [first, second, third] = changes;
    assert.equal(changes.length, 3);
    assert.ok(first?.kind === 'snapshot' && second?.kind === 'patch' && third?.kind === 'patch');
    const { snapshot } = first;
    assert.equal(snapshot.workloads[0]?.ready, 2);
    assert.deepEqual([snapshot.pods, snapshot.resources.pods.state], [[], 'loading']);
    assert.deepEqual(second.patch.pods.set.map(({ name, workload }) => [name, workload]).sort(), [
      ['back-a', 'uid-back'],
      ['back-b', 'uid-back'],
    ]);
    assert.equal(second.patch.resources.endpointslices?.state, 'forbidden');
    assert.equal(second.patch.resources.pods?.state, 'live');
    assert.equal('endpoints' in (second.patch.services.set[0] ?? {}), false);
    const { patch } = third;
    assert.deepEqual(patch.pods.gone, ['uid-back-a']);
    assert.deepEqual(
      patch.pods.set.map(({ name, phase }) => [name, phase]),
      [['back-c', 'Pending']],
    );
    assert.equal(patch.workloads.set[0]?.ready, 1);
    assert.deepEqual(patch.services, { set: [], gone: [] });
  });
});

describe('readiness during a run', () => {
  it('is told at the start and at each change, and is 0 of 0 after a deletion', async () => {
    const cluster = namespace({ deployments: [deployment('1', 2)], daemonsets: status(403) });
    const end = new AbortController();
    const told: string[] = [];
    const steps = [
      event('MODIFIED', deployment('2', 2)),
      event('MODIFIED', deployment('3', 1)),
      event('DELETED', deployment('4', 1)),
    ];
    const tell = ({ kind, namespace: of, name, ready, wanted }: Readiness) => {
      told.push(`${kind} ${of}/${name} ${ready}/${wanted}`);
      for (const step of steps.splice(0)) {
        cluster.push('deployments', step);
      }
      if (told.length === 3) {
        end.abort();
      }
    };
    await observeWorkloads(cluster.client, ['shop'], tell, end.signal, times);
    assert.deepEqual(told, [
      'Deployment shop/back 2/2',
      'Deployment shop/back 1/2',
      'Deployment shop/back 0/0',
    ]);
  });
});

describe('the namespaces a person may see', () => {
  const { signal } = new AbortController();
  const client = (items: KubeObject[] | Error) => ({
    ...fake([items], []).client,
    namespace: 'mine',
  });

  it('are all, by name', async () => {
    assert.deepEqual(await listNamespaces(client([object('b', '1'), object('a', '1')]), signal), {
      names: ['a', 'b'],
      complete: true,
    });
  });

  it('are the context’s own where listing is forbidden', async () => {
    assert.deepEqual(await listNamespaces(client(status(403)), signal), {
      names: ['mine'],
      complete: false,
    });
    await assert.rejects(listNamespaces(client(status(500)), signal), { status: 500 });
  });
});
