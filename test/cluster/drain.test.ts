import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { KubeObject } from '../../src/kubernetes/objects.ts';
import { isHumanError } from '../../src/messages/error.ts';
import { type Activities, newActivities } from './activities-support.ts';
import { faultProxy } from './connection-support.ts';
import {
  deployOnto,
  newBudget,
  newNodes,
  nodeLabel,
  nodesPath,
  ontoNodesOf,
  playKubelet,
  setCordoned,
  type TestNode,
} from './node-support.ts';
import {
  type After,
  audited,
  clusterProgram,
  newNamespace,
  ready,
  type TestCluster,
  testCluster,
  until,
} from './support.ts';

const drain = 'chaosk8s.node.actions.drain_nodes';
const uncordon = 'chaosk8s.node.actions.uncordon_node';

interface Pod extends KubeObject {
  spec: { nodeName?: string };
}

let cluster: TestCluster;

before(() => {
  cluster = testCluster();
});

/** A namespace with nodes of its own, and the activities of a run. */
async function start(test: After, parts: readonly string[]) {
  const ns = await newNamespace(cluster, 'drain', test);
  await newNodes(cluster, ns, test, parts);
  playKubelet(cluster, ns, test);
  const activities = await newActivities(cluster.kubeconfig, test);
  return { ns, activities, ofWorld: { label_selector: `${nodeLabel}=${ns}` } };
}

const podsOf = (ns: string) => cluster.list<Pod>(`/api/v1/namespaces/${ns}/pods`);

/** Names of the nodes that carry pods, without the namespace. */
async function carrying(ns: string): Promise<string[]> {
  const names = (await podsOf(ns)).map(({ spec }) => spec.nodeName?.slice(ns.length + 1) ?? '');
  return [...new Set(names)].sort();
}

async function cordoned(ns: string): Promise<string[]> {
  const nodes = await cluster.list<TestNode>(nodesPath(ns));
  return nodes
    .filter(({ spec }) => spec.unschedulable)
    .map(({ metadata }) => metadata.name.slice(ns.length + 1));
}

const states = async (activities: Activities) =>
  (await activities.ledger()).map(({ target, state }) => `${target['kind']} ${state}`).sort();

test('a node is cordoned and emptied, and its pods come up elsewhere', async (t) => {
  const { ns, activities } = await start(t, ['a', 'b']);
  await deployOnto(cluster, ns, 'web', 4);
  assert.deepEqual(await carrying(ns), ['a', 'b']);
  const args = { name: `${ns}-a` };
  await activities.prepare([{ path: drain, args }]);
  const [fault] = activities.questions[0]?.faults ?? [];
  assert.equal(fault?.undo.grade, 'exact');
  assert.deepEqual(await activities.call(drain, args), [`${ns}-a`]);
  assert.deepEqual(
    activities.effects.map(({ verb, uid }) => [verb, uid]).sort(),
    fault?.targets.map(({ kind, uid }) => [kind === 'Node' ? 'patched' : 'evicted', uid]).sort(),
  );
  await ready(cluster, ns, 'web', 4);
  assert.deepEqual(await carrying(ns), ['b']);
  assert.deepEqual(await cordoned(ns), ['a']);
  const before = await activities.ledger();
  assert.deepEqual(await activities.call(drain, args), [`${ns}-a`]);
  assert.equal((await activities.ledger()).length, before.length);
  assert.deepEqual(await activities.call(uncordon, args), [`${ns}-a`]);
  assert.deepEqual(await cordoned(ns), []);
});

test('pods of a daemon set, static pods and what emptyDir volumes hold stay', async (t) => {
  const { ns, activities, ofWorld } = await start(t, ['a']);
  const emptyDir = { volumes: [{ name: 'data', emptyDir: {} }] };
  await deployOnto(cluster, ns, 'web', 1);
  await deployOnto(cluster, ns, 'cache', 1, emptyDir);
  const labels = { app: 'agent' };
  await cluster.api('POST', `/apis/apps/v1/namespaces/${ns}/daemonsets`, {
    metadata: { name: 'agent' },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { ...ontoNodesOf(ns), ...emptyDir } },
    },
  });
  await cluster.api('POST', `/api/v1/namespaces/${ns}/pods`, {
    metadata: { name: 'static', annotations: { 'kubernetes.io/config.mirror': 'x' } },
    spec: { ...ontoNodesOf(ns), nodeName: `${ns}-a` },
  });
  await until('all pods are on the node', async () => {
    const pods = await podsOf(ns);
    return pods.length === 4 && pods.every(({ spec }) => spec.nodeName !== undefined);
  });
  const onNode = async () =>
    (await podsOf(ns))
      .filter(({ spec }) => spec.nodeName !== undefined)
      .map(({ metadata }) => metadata.labels?.['app'] ?? metadata.name)
      .sort();
  await activities.prepare([{ path: drain, args: ofWorld }]);
  assert.deepEqual(
    activities.questions[0]?.faults[0]?.warnings.map(({ code }) => code),
    ['kubernetes.warn-kept'],
  );
  await activities.call(drain, ofWorld);
  assert.deepEqual(await onNode(), ['agent', 'cache', 'static']);
  await activities.call(drain, { ...ofWorld, delete_pods_with_local_storage: true });
  assert.deepEqual(await onNode(), ['agent', 'static']);
});

test('a pod without a controller is found before anything is changed', async (t) => {
  const { ns, activities, ofWorld } = await start(t, ['a']);
  await cluster.api('POST', `/api/v1/namespaces/${ns}/pods`, {
    metadata: { name: 'alone' },
    spec: { ...ontoNodesOf(ns), nodeName: `${ns}-a` },
  });
  await assert.rejects(activities.call(drain, ofWorld), { code: 'kubernetes.drain-unmanaged' });
  assert.deepEqual(await cordoned(ns), []);
  assert.deepEqual(await activities.ledger(), []);
});

test('nodes are chosen by the pods they carry', async (t) => {
  const { ns, activities } = await start(t, ['a', 'b', 'c']);
  await deployOnto(cluster, ns, 'web', 2, { part: 'b' });
  await deployOnto(cluster, ns, 'api', 1, { part: 'c' });
  const args = { pod_namespace: ns, pod_label_selector: 'app=web' };
  assert.deepEqual(await activities.call(drain, args), [`${ns}-b`]);
  assert.deepEqual(await cordoned(ns), ['b']);
});

describe('a PodDisruptionBudget', () => {
  test('that holds fails the drain in its time; the nodes are as before', async (t) => {
    const { ns, activities, ofWorld } = await start(t, ['a', 'b']);
    await deployOnto(cluster, ns, 'web', 2);
    await newBudget(cluster, ns, 'keep', 2, 'web');
    await setCordoned(cluster, `${ns}-b`, true);
    const args = { ...ofWorld, timeout: 3 };
    await activities.prepare([{ path: drain, args }]);
    assert.deepEqual(
      activities.questions[0]?.faults[0]?.warnings.map(({ code }) => code),
      ['kubernetes.warn-budget-holds'],
    );
    const uids = (await podsOf(ns)).map(({ metadata }) => metadata.uid).sort();
    await assert.rejects(activities.call(drain, args), (error) => {
      assert.ok(isHumanError(error));
      assert.equal(error.code, 'kubernetes.drain-held');
      assert.match(error.message, /disruption budget keep needs 2 healthy pods and has 2/);
      assert.match(error.message, new RegExp(`${ns}/web-`));
      return true;
    });
    assert.deepEqual((await podsOf(ns)).map(({ metadata }) => metadata.uid).sort(), uids);
    assert.deepEqual(await cordoned(ns), ['b']);
    assert.deepEqual(await states(activities), ['Node undone', 'Pod failed', 'Pod failed']);
  });

  test('that yields lets the drain go on, pod by pod, never below its number', async (t) => {
    const { ns, activities } = await start(t, ['a', 'b', 'c']);
    await deployOnto(cluster, ns, 'web', 3, { part: 'a' });
    await newBudget(cluster, ns, 'keep', 2, 'web');
    // From now on new pods may come up elsewhere.
    await cluster.api(
      'PATCH',
      `/api/v1/nodes/${ns}-b`,
      { metadata: { labels: { part: 'a' } } },
      'application/merge-patch+json',
    );
    let fewest = 3;
    let over = false;
    const watching = (async () => {
      while (!over) {
        const { status } = await cluster.api<{ status: { currentHealthy: number } }>(
          'GET',
          `/apis/policy/v1/namespaces/${ns}/poddisruptionbudgets/keep`,
        );
        fewest = Math.min(fewest, status.currentHealthy);
      }
    })();
    const drained = activities.call(drain, { name: `${ns}-a`, timeout: 40 });
    assert.deepEqual(await drained, [`${ns}-a`]);
    over = true;
    await watching;
    assert.ok(fewest >= 2, `${fewest} healthy`);
    await ready(cluster, ns, 'web', 3);
    assert.deepEqual(await carrying(ns), ['b']);
    assert.deepEqual(await states(activities), [
      'Node applied',
      'Pod applied',
      'Pod applied',
      'Pod applied',
    ]);
  });

  test('that is taken away after a while lets the drain go on', async (t) => {
    const { ns, activities, ofWorld } = await start(t, ['a']);
    await deployOnto(cluster, ns, 'web', 1);
    await newBudget(cluster, ns, 'keep', 1, 'web');
    const drained = activities.call(drain, { ...ofWorld, timeout: 40 });
    await until('the node is cordoned', async () => (await cordoned(ns)).length === 1);
    const path = `/apis/policy/v1/namespaces/${ns}/poddisruptionbudgets/keep`;
    await cluster.api('DELETE', path);
    assert.deepEqual(await drained, [`${ns}-a`]);
  });

  test('and another one about the same pods can’t be heeded', async (t) => {
    const { ns, activities, ofWorld } = await start(t, ['a']);
    await deployOnto(cluster, ns, 'web', 1);
    await newBudget(cluster, ns, 'one', 0, 'web');
    await newBudget(cluster, ns, 'two', 0, 'web');
    await assert.rejects(activities.call(drain, { ...ofWorld, timeout: 20 }), {
      code: 'kubernetes.two-budgets',
    });
    assert.deepEqual(await cordoned(ns), []);
    assert.deepEqual(await states(activities), ['Node undone', 'Pod failed']);
  });

  test('about pods of one node does not keep another from being drained', async (t) => {
    const { ns, activities, ofWorld } = await start(t, ['a', 'b']);
    await deployOnto(cluster, ns, 'web', 1, { part: 'a' });
    await deployOnto(cluster, ns, 'api', 5, { part: 'b' });
    await newBudget(cluster, ns, 'keep', 1, 'web');
    await assert.rejects(activities.call(drain, { ...ofWorld, timeout: 3 }), {
      code: 'kubernetes.drain-held',
    });
    const evicted = activities.effects.filter(({ verb }) => verb === 'evicted');
    assert.equal(evicted.length, 5);
  });
});

test('a pod that does not end fails the drain in its time', async (t) => {
  const { ns, activities, ofWorld } = await start(t, ['a']);
  const labels = { app: 'stuck' };
  await cluster.api('POST', `/apis/apps/v1/namespaces/${ns}/statefulsets`, {
    metadata: { name: 'stuck' },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { ...ontoNodesOf(ns), terminationGracePeriodSeconds: 600 },
      },
    },
  });
  await until('the pod is on the node', async () => (await carrying(ns)).includes('a'));
  await assert.rejects(activities.call(drain, { ...ofWorld, timeout: 2 }), (error) => {
    assert.ok(isHumanError(error));
    assert.equal(error.code, 'kubernetes.drain-slow');
    assert.equal(error.args['names'], `${ns}/stuck-0`);
    return true;
  });
  assert.deepEqual(await cordoned(ns), []);
  assert.deepEqual(await states(activities), ['Node undone', 'Pod applied']);
});

test('evictions whose answers are lost happen once', { skip: !clusterProgram }, async (t) => {
  const { ns, ofWorld } = await start(t, ['a']);
  await deployOnto(cluster, ns, 'web', 3);
  const { kubeconfig, fault } = await faultProxy(t);
  await fault(`POST ^/api/v1/namespaces/${ns}/pods/.*/eviction`, 'drop-response', '--times', '2');
  const activities = await newActivities(kubeconfig, t);
  const filter = { resource: 'pods/eviction', userAgent: 'chaos-workbench' };
  const { changes } = await audited(filter, () => activities.call(drain, ofWorld));
  assert.deepEqual(
    changes
      .filter(({ object }) => object.startsWith(`${ns}/`))
      .map(({ count, code }) => [count, code]),
    [
      [1, 201],
      [1, 201],
      [1, 201],
    ],
  );
  assert.deepEqual(await states(activities), [
    'Node applied',
    'Pod applied',
    'Pod applied',
    'Pod applied',
  ]);
});
