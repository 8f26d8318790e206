import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { describe, it, type TestContext } from 'node:test';
import { watchNamespace } from '../../src/kubernetes/feed.ts';
import type { NamespaceChange } from '../../src/kubernetes/feed-types.ts';
import type { KubeObject } from '../../src/kubernetes/objects.ts';
import { faultProxy, kubeconfigOf, open, textOf } from './connection-support.ts';
import { audited, newDeployment, newNamespace, testCluster, until } from './support.ts';

const cluster = testCluster();
const limit = () => AbortSignal.timeout(30_000);

/** A namespace with config maps, and a client that goes through a fault proxy. */
async function disturbed(t: TestContext, names: string[] = ['x']) {
  const namespace = await newNamespace(cluster, 'faults', t);
  const path = `/api/v1/namespaces/${namespace}/configmaps`;
  const made = new Map<string, KubeObject>();
  for (const name of names) {
    const body = { metadata: { name, labels: { part: 'faults' } } };
    made.set(name, await cluster.api('POST', path, body));
  }
  const proxy = await faultProxy(t);
  const limits = { answer: 2_000 };
  const client = await open(t, proxy.kubeconfig, { limits });
  return { namespace, path, proxy, client, made };
}

describe('mutations whose answer is lost', () => {
  it('are sent once and told as unknown', async (t) => {
    const { path, proxy, client, made } = await disturbed(t);
    await proxy.fault('DELETE /configmaps/', 'drop-response');
    const { changes } = await audited({ verb: 'delete', userAgent: 'connection-test' }, () =>
      assert.rejects(client.request({ method: 'DELETE', path: `${path}/x` }, limit()), {
        code: 'kubernetes.unknown-outcome',
      }),
    );
    const uid = made.get('x')?.metadata.uid;
    assert.deepEqual(
      changes.filter((each) => each.uid === uid).map(({ count }) => count),
      [1],
    );
  });

  it('are told as unknown after 500 and 504, and when nothing comes', async (t) => {
    const { path, proxy, client } = await disturbed(t);
    for (const action of ['status:500', 'status:504', 'stall']) {
      await proxy.fault('POST /configmaps', action, '--times', '1');
      const body = { metadata: { name: `made-${action.replace(':', '-')}` } };
      await assert.rejects(client.request({ method: 'POST', path, body }, limit()), {
        code: 'kubernetes.unknown-outcome',
      });
    }
  });

  it('are repeated when they name the uid: the namesake is safe', async (t) => {
    const { path, proxy, client, made } = await disturbed(t);
    await proxy.fault('DELETE /configmaps/', 'drop-response', '--times', '1');
    const body = {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      preconditions: { uid: made.get('x')?.metadata.uid ?? '' },
    };
    const remove = { method: 'DELETE' as const, path: `${path}/x`, body, repeatable: true };
    await assert.rejects(client.request(remove, limit()), { status: 404 });
    await cluster.api('POST', path, { metadata: { name: 'x' } });
    await assert.rejects(client.request(remove, limit()), { status: 409 });
    assert.notEqual(await cluster.find(`${path}/x`), undefined);
  });

  it('are sent again after 429', async (t) => {
    const { path, proxy, client } = await disturbed(t);
    await proxy.fault('POST /configmaps', 'status:429', '--times', '2', '--retry-after', '0');
    const body = { metadata: { name: 'patient' } };
    await client.request({ method: 'POST', path, body }, limit());
    assert.notEqual(await cluster.find(`${path}/patient`), undefined);
  });
});

describe('evictions', () => {
  it('that a budget refuses are told at once; those that overload puts off are sent again', async (t) => {
    const namespace = await newNamespace(cluster, 'evict', t);
    await newDeployment(cluster, namespace, 'web');
    const policies = `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets`;
    await cluster.api('POST', policies, {
      metadata: { name: 'keep' },
      spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
    });
    await until('the budget counts the pod', async () => {
      const budget = await cluster.find<KubeObject & { status: { currentHealthy?: number } }>(
        `${policies}/keep`,
      );
      return budget?.status.currentHealthy === 1;
    });
    const [pod] = await cluster.list<KubeObject>(`/api/v1/namespaces/${namespace}/pods`);
    const { name, uid } = pod?.metadata ?? { name: '', uid: '' };
    const proxy = await faultProxy(t);
    const client = await open(t, proxy.kubeconfig);
    const path = `/api/v1/namespaces/${namespace}/pods/${name}/eviction`;
    const body = {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name, namespace },
      deleteOptions: { preconditions: { uid } },
    };
    const evict = () => client.request({ method: 'POST', path, body }, limit());
    const { changes } = await audited({ resource: 'pods/eviction' }, () =>
      assert.rejects(evict(), { code: 'kubernetes.disruption-budget', status: 429 }),
    );
    const own = changes.filter(({ object }) => object === `${namespace}/${name}`);
    assert.deepEqual(
      own.map(({ count, code }) => [count, code]),
      [[1, 429]],
    );
    await cluster.api('DELETE', `${policies}/keep`);
    await proxy.fault('POST /eviction', 'status:429', '--times', '2', '--retry-after', '0');
    await evict();
    const left = await cluster.find(`/api/v1/namespaces/${namespace}/pods/${name}`);
    assert.ok(left === undefined || left.metadata.deletionTimestamp !== undefined);
  });
});

describe('reads', () => {
  it('get through resets, 500, 503 and 429', async (t) => {
    const { path, proxy, client } = await disturbed(t);
    await proxy.fault('GET /configmaps', 'reset', '--times', '1');
    await proxy.fault('GET /configmaps', 'status:500', '--times', '1');
    await proxy.fault('GET /configmaps', 'status:503', '--times', '1');
    await proxy.fault('GET /configmaps', 'status:429', '--times', '1', '--retry-after', '0');
    const { items } = await client.list(path, { labelSelector: 'part=faults' }, limit());
    assert.deepEqual(
      items.map(({ metadata }) => metadata.name),
      ['x'],
    );
  });

  it('start over when their continue token has expired', async (t) => {
    const { path, proxy, client } = await disturbed(t, ['a', 'b', 'c', 'd', 'e']);
    await proxy.fault('GET continue=', 'status:410', '--times', '1', '--after', '1');
    const query = { labelSelector: 'part=faults', limit: 2 };
    const { items } = await client.list(path, query, limit());
    assert.deepEqual(
      items.map(({ metadata }) => metadata.name),
      ['a', 'b', 'c', 'd', 'e'],
    );
  });

  it('that get no answer are told of, and leave at once when asked to', async (t) => {
    const { path, proxy, client } = await disturbed(t);
    await proxy.fault('GET /configmaps', 'stall');
    await assert.rejects(client.list(path, {}, limit()), { code: 'kubernetes.no-answer' });
    const end = new AbortController();
    const reason = new Error('enough');
    setTimeout(() => end.abort(reason), 100);
    await assert.rejects(client.list(path, {}, end.signal), reason);
  });

  it('go on with what somebody has signed in with meanwhile', async (t) => {
    const { path, proxy, client } = await disturbed(t);
    const viewer = JSON.parse(await textOf(await kubeconfigOf('viewer')));
    const config = JSON.parse(await textOf(proxy.kubeconfig));
    config.users[0].user.token = viewer.users[0].user.token;
    await writeFile(proxy.kubeconfig, JSON.stringify(config));
    await proxy.fault('GET /configmaps', 'status:401', '--times', '1');
    await client.list(path, {}, limit());
    await assert.rejects(client.list('/api/v1/nodes', {}, limit()), /viewer may not list nodes/);
  });
});

describe('watches', () => {
  const changes = async (t: TestContext, action: string) => {
    const { path, proxy, client } = await disturbed(t);
    const { resourceVersion } = await client.list(path, {}, limit());
    await proxy.fault('GET watch=', action, '--times', '1');
    for await (const _event of client.watch(path, { resourceVersion }, limit())) {
      // Only how it ends is of interest.
    }
  };

  it('that expire say so', async (t) => {
    await assert.rejects(changes(t, 'watch-error-410:0.1'), {
      code: 'kubernetes.watch-expired',
      status: 410,
    });
  });

  it('that are cut say so', async (t) => {
    await assert.rejects(changes(t, 'cut-watch:0.1'), { code: 'kubernetes.watch-failed' });
  });

  it('that send garbage say so', async (t) => {
    await assert.rejects(changes(t, 'garbage:0.1'), { code: 'kubernetes.watch-garbage' });
  });
});

describe('the model of a namespace', () => {
  const follow = async (t: TestContext, faults: string[]) => {
    const namespace = await newNamespace(cluster, 'feed', t);
    await newDeployment(cluster, namespace, 'web');
    const proxy = await faultProxy(t);
    const client = await open(t, proxy.kubeconfig);
    for (const action of faults) {
      await proxy.fault('GET watch=', action);
    }
    const pods = new Map<string, string>();
    const end = new AbortController();
    const snapshot = Promise.withResolvers<void>();
    const take = (change: NamespaceChange) => {
      const rows = change.kind === 'snapshot' ? change.snapshot.pods : change.patch.pods.set;
      const gone = change.kind === 'snapshot' ? [] : change.patch.pods.gone;
      for (const row of rows) {
        pods.set(row.uid, row.phase);
      }
      for (const uid of gone) {
        pods.delete(uid);
      }
      if (pods.size > 0) {
        snapshot.resolve();
      }
    };
    const times = { backoff: 50, longest: 500, poll: 200, steady: 5_000, forbidden: 10_000 };
    const ended = watchNamespace(client, namespace, take, end.signal, times);
    t.after(async () => {
      end.abort();
      await ended;
    });
    await snapshot.promise;
    const [old] = [...pods.keys()];
    const path = `/api/v1/namespaces/${namespace}/pods`;
    const [pod] = await cluster.list<KubeObject>(path);
    await cluster.api('DELETE', `${path}/${pod?.metadata.name}`);
    await until('the pod gone and another running', async () => {
      const rest = [...pods].filter(([uid]) => uid !== old);
      return !pods.has(old ?? '') && rest.length === 1 && rest[0]?.[1] === 'Running';
    });
  };

  it('follows a deletion', (t) => follow(t, []));
  it('follows it through cut watches', (t) => follow(t, ['cut-watch:0.3']));
  it('follows it through expired ones', (t) => follow(t, ['watch-error-410:0.3']));
  it('follows it through garbage', (t) => follow(t, ['garbage:0.2']));
  it('follows it where watch is forbidden', (t) => follow(t, ['status:403']));
});
