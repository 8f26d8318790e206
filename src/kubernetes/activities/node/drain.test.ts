import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { apiFailure } from '../../errors.ts';
import type { WatchEvent } from '../../objects.ts';
import { acting } from '../../testing/acting.ts';
import { answered, FakeCluster, lost, node, object } from '../../testing/fake-cluster.ts';
import { drainNodes } from './drain.ts';
import { isCordoned } from './node.ts';

const nodes = '/api/v1/nodes';
const pods = '/api/v1/namespaces/shop/pods';
const near = { label_selector: 'zone=near' };

let cluster: FakeCluster;

beforeEach(() => {
  cluster = new FakeCluster();
  cluster.watching = silence;
  for (const name of ['a', 'b']) {
    cluster.add(nodes, node(name, { zone: 'near' }));
  }
});

/** A watch that says nothing until its signal ends it. */
async function* silence(signal: AbortSignal): AsyncIterable<WatchEvent> {
  await new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function pod(name: string, nodeName: string, kind: string | undefined = 'ReplicaSet') {
  const made = object(name, { spec: { nodeName }, status: { phase: 'Running' } });
  made.metadata.namespace = 'shop';
  made.metadata.labels = { app: 'web' };
  if (kind !== 'none') {
    const owner = { apiVersion: 'apps/v1', kind, name: 'web', uid: 'o', controller: true };
    made.metadata.ownerReferences = [owner];
  }
  return cluster.add(pods, made);
}

function budget(name: string, disruptionsAllowed: number): void {
  const spec = { selector: { matchLabels: { app: 'web' } } };
  const made = object(name, { spec, status: { disruptionsAllowed } });
  made.metadata.namespace = 'shop';
  cluster.add('/apis/policy/v1/namespaces/shop/poddisruptionbudgets', made);
}

/** An eviction's answer where the budget does not allow it. */
function held(): Error {
  const message = 'The disruption budget keep needs 2 healthy pods and has 2 currently';
  const details = { details: { causes: [{ reason: 'DisruptionBudget', message }] } };
  return apiFailure('kubernetes.disruption-budget', { reason: 'held' }, { status: 429, details });
}

const evicts = (path: string, name = '') => path.endsWith(`${name}/eviction`);
const cordoned = () =>
  [...cluster.objects.values()].filter(isCordoned).map(({ metadata }) => metadata.name);
const left = () => [...cluster.objects.keys()].filter((path) => path.startsWith(pods)).length;
const action = () => acting(cluster, drainNodes);

test('nodes are cordoned, then emptied of all but what stays', async () => {
  pod('web-0', 'a');
  pod('web-1', 'b');
  pod('agent', 'a', 'DaemonSet');
  pod('elsewhere', 'c');
  const drain = action();
  assert.deepEqual(await drain.act(near), ['a', 'b']);
  assert.deepEqual(cordoned(), ['a', 'b']);
  assert.equal(left(), 2);
  const states = drain.ledger().map(([name, state]) => `${name} ${state}`);
  assert.deepEqual(states.sort(), ['a applied', 'b applied', 'web-0 applied', 'web-1 applied']);
  const written = cluster.requests.filter(({ method }) => method !== 'GET');
  const methods = written.map(({ method }) => method);
  assert.deepEqual(methods, ['PATCH', 'PATCH', 'POST', 'POST']);
  assert.deepEqual(drain.effects.map(({ verb }) => verb).sort(), [
    'evicted',
    'evicted',
    'patched',
    'patched',
  ]);
});

test('a second drain changes nothing', async () => {
  pod('web-0', 'a');
  await action().act(near);
  const again = action();
  assert.deepEqual(await again.act(near), ['a', 'b']);
  assert.deepEqual(again.ledger(), []);
});

test('a node that is no longer there for a pod of the same name is not waited for', async () => {
  pod('web-0', 'a');
  cluster.afterwards = ({ path }) => {
    if (evicts(path)) {
      pod('web-0', 'a').metadata.uid = 'another';
    }
  };
  assert.deepEqual(await action().act({ ...near, timeout: 5 }), ['a', 'b']);
});

test('a pod that nobody replaces is found before anything is changed', async () => {
  pod('web-0', 'a');
  pod('alone', 'b', 'none');
  const args = { count: 1, names: 'shop/alone' };
  await assert.rejects(action().act(near), { code: 'kubernetes.drain-unmanaged', args });
  assert.deepEqual(cluster.requests, []);
});

test('what is ending already is waited for, not evicted', async () => {
  pod('web-0', 'a').metadata.deletionTimestamp = '2026-01-01T00:00:00Z';
  cluster.watching = () => {
    const [path, gone] = [...cluster.objects].find(([at]) => at.startsWith(pods)) ?? [];
    cluster.objects.delete(path ?? '');
    return (async function* () {
      if (gone !== undefined) {
        yield { type: 'DELETED', object: gone } as WatchEvent;
      }
    })();
  };
  const drain = action();
  await drain.act(near);
  assert.equal(left(), 0);
  assert.ok(!cluster.requests.some(({ path }) => evicts(path)));
});

test('a number of nodes is drawn, each once', async () => {
  assert.deepEqual(await action().act({ ...near, count: 0 }), []);
  assert.deepEqual(((await action().act({ ...near, count: 3 })) as string[]).sort(), ['a', 'b']);
});

describe('a budget', () => {
  test('that yields lets the drain go on', async () => {
    pod('web-0', 'a');
    let asked = 0;
    cluster.before = ({ path }) => {
      asked += evicts(path) ? 1 : 0;
      if (asked === 1) {
        asked += 1;
        throw held();
      }
    };
    const drain = action();
    await drain.act({ ...near, timeout: 10 });
    assert.equal(left(), 0);
    assert.equal(drain.ledger().at(-1)?.[1], 'applied');
  });

  test('that holds fails the drain, and its own cordons are taken back', async () => {
    pod('web-0', 'a');
    cluster.add(nodes, node('b', { zone: 'near' })).spec = { unschedulable: true };
    cluster.before = ({ path }) => {
      if (evicts(path)) {
        throw held();
      }
    };
    const drain = action();
    await assert.rejects(drain.act({ ...near, timeout: 1 }), {
      code: 'kubernetes.drain-held',
      args: {
        seconds: 1,
        count: 1,
        names: 'shop/web-0',
        budgets: 'The disruption budget keep needs 2 healthy pods and has 2 currently',
      },
    });
    assert.deepEqual(cordoned(), ['b']);
    assert.deepEqual(drain.ledger(), [
      ['a', 'undone'],
      ['web-0', 'failed'],
    ]);
  });

  test('holds no other pod and no other node', async () => {
    for (let index = 0; index < 20; index += 1) {
      pod(`web-${index}`, index % 2 === 0 ? 'a' : 'b');
    }
    cluster.before = ({ path }) => {
      if (evicts(path) && !evicts(path, 'web-19')) {
        throw held();
      }
      if (evicts(path)) {
        cluster.before = () => undefined;
      }
    };
    await action().act({ ...near, timeout: 10 });
    assert.equal(left(), 0);
  });

  test('and another one about the same pod can’t be heeded', async () => {
    pod('web-0', 'a');
    cluster.before = ({ path }) => {
      if (evicts(path)) {
        const reason = 'This pod has more than one PodDisruptionBudget, which …';
        throw apiFailure('kubernetes.unknown-outcome', { what: 'create', reason });
      }
    };
    const drain = action();
    await assert.rejects(drain.act(near), { code: 'kubernetes.two-budgets' });
    assert.deepEqual(cordoned(), []);
    assert.deepEqual(drain.ledger(), [
      ['a', 'undone'],
      ['b', 'undone'],
      ['web-0', 'failed'],
    ]);
  });
});

test('an eviction whose answer is lost is looked for, not repeated', async () => {
  pod('web-0', 'a');
  cluster.afterwards = ({ path }) => {
    if (evicts(path)) {
      throw lost();
    }
  };
  const drain = action();
  await drain.act(near);
  assert.equal(cluster.requests.filter(({ path }) => evicts(path)).length, 1);
  assert.equal(drain.ledger().at(-1)?.[1], 'applied');
});

test('what was gone before its eviction is no failure', async () => {
  pod('web-0', 'a');
  cluster.before = ({ path }) => {
    if (evicts(path)) {
      cluster.objects.delete(`${pods}/web-0`);
    }
  };
  assert.deepEqual(await action().act(near), ['a', 'b']);
});

test('a refusal ends the drain; what could not be uncordoned is told', async () => {
  pod('web-0', 'a');
  pod('web-1', 'b');
  cluster.before = ({ path }) => {
    if (evicts(path)) {
      cluster.before = ({ path }) => {
        if (path === `${nodes}/a`) {
          throw answered('kubernetes.forbidden-plain', 403);
        }
      };
      throw answered('kubernetes.forbidden-plain', 403);
    }
  };
  const drain = action();
  await assert.rejects(drain.act(near), (error: Error & { code: string; args: object }) => {
    assert.equal(error.code, 'kubernetes.drain-left-cordoned');
    assert.partialDeepStrictEqual(error.args, { names: 'a', count: 1 });
    return true;
  });
  assert.deepEqual(cordoned(), ['a']);
  assert.deepEqual(drain.ledger().slice(0, 2), [
    ['a', 'applied'],
    ['b', 'undone'],
  ]);
});

test('a pod that does not end fails the drain', async () => {
  pod('web-0', 'a');
  cluster.afterwards = ({ path }) => {
    if (evicts(path)) {
      pod('web-0', 'a').metadata.deletionTimestamp = '2026-01-01T00:00:00Z';
    }
  };
  const drain = action();
  await assert.rejects(drain.act({ ...near, timeout: 1 }), {
    code: 'kubernetes.drain-slow',
    args: { seconds: 1, count: 1, names: 'shop/web-0' },
  });
  assert.deepEqual(cordoned(), []);
  assert.deepEqual(drain.ledger().at(-1), ['web-0', 'applied']);
});

test('a stop ends it at once, and leaves the rest to the undo of the ledger', async () => {
  pod('web-0', 'a');
  const stop = new AbortController();
  cluster.before = ({ path }) => {
    if (evicts(path)) {
      queueMicrotask(() => stop.abort(new Error('stopped')));
      throw held();
    }
  };
  const drain = acting(cluster, drainNodes, { signal: stop.signal });
  await assert.rejects(drain.act(near), { message: 'stopped' });
  assert.deepEqual(cordoned(), ['a', 'b']);
  assert.deepEqual(drain.ledger(), [
    ['a', 'applied'],
    ['b', 'applied'],
    ['web-0', 'unknown'],
  ]);
});

test('the preview tells what is lost, what stays and what holds it up', async () => {
  const emptyDir = { volumes: [{ name: 'data', emptyDir: {} }] };
  pod('web-0', 'a').spec = { nodeName: 'a', ...emptyDir };
  pod('ended', 'a', 'none').status = { phase: 'Succeeded' };
  budget('keep', 0);
  const codes = async (args: object) =>
    (await action().plan({ ...near, ...args })).warnings.map(({ code }) => code);
  assert.deepEqual(await codes({}), ['kubernetes.warn-bare-pod', 'kubernetes.warn-kept']);
  const withStorage = { delete_pods_with_local_storage: true };
  assert.deepEqual(await codes(withStorage), [
    'kubernetes.warn-bare-pod',
    'kubernetes.warn-local-storage',
    'kubernetes.warn-budget-holds',
  ]);
  budget('keep', 1);
  budget('other', 1);
  const [, , last] = await codes({ ...withStorage, delete_pods_with_local_storage: 'no' });
  assert.equal(last, 'kubernetes.warn-local-storage');
  assert.ok((await codes(withStorage)).includes('kubernetes.warn-two-budgets'));
});
