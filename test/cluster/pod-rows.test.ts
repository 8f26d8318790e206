import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KubeObject } from '../../src/kubernetes/objects.ts';
import { podRow } from '../../src/kubernetes/rows/pod-row.ts';
import { kubectl } from './connection-support.ts';
import { newNamespace, testCluster, until } from './support.ts';

const cluster = testCluster();
const image = 'node:24-alpine';
const sleep = 'setInterval(() => {}, 1e6)';
const container = (name: string, script: string, more: object = {}) => ({
  name,
  image,
  command: ['node', '-e', script],
  ...more,
});

/** Pods by name, each in a state of its own; and the status that each reaches. */
const pods: Record<string, { spec: object; reaches: string }> = {
  running: { spec: { containers: [container('a', sleep)] }, reaches: 'Running' },
  completed: {
    spec: { restartPolicy: 'Never', containers: [container('a', '')] },
    reaches: 'Completed',
  },
  failing: {
    spec: { restartPolicy: 'Never', containers: [container('a', 'process.exit(3)')] },
    reaches: 'Error',
  },
  crashing: {
    spec: { containers: [container('a', 'process.exit(1)')] },
    reaches: 'CrashLoopBackOff',
  },
  'no-image': {
    spec: { containers: [container('a', '', { image: 'none', imagePullPolicy: 'Never' })] },
    reaches: 'ErrImageNeverPull',
  },
  'half-done': {
    spec: { restartPolicy: 'Never', containers: [container('a', ''), container('b', sleep)] },
    reaches: 'NotReady',
  },
  'init-runs': {
    spec: {
      initContainers: [container('one', ''), container('two', sleep)],
      containers: [container('a', sleep)],
    },
    reaches: 'Init:1/2',
  },
  'init-fails': {
    spec: {
      restartPolicy: 'Never',
      initContainers: [container('one', 'process.exit(1)')],
      containers: [container('a', sleep)],
    },
    reaches: 'Init:Error',
  },
  sidecar: {
    spec: {
      initContainers: [container('helper', sleep, { restartPolicy: 'Always' })],
      containers: [container('a', sleep)],
    },
    reaches: 'Running',
  },
  'not-ready': {
    spec: {
      containers: [container('a', sleep, { readinessProbe: { exec: { command: ['false'] } } })],
    },
    reaches: 'Running',
  },
  nowhere: {
    spec: { nodeSelector: { 'no.such/node': 'yes' }, containers: [container('a', sleep)] },
    reaches: 'Pending',
  },
  gated: {
    spec: { schedulingGates: [{ name: 'test/gate' }], containers: [container('a', sleep)] },
    reaches: 'SchedulingGated',
  },
};

describe('rows of pods', () => {
  it('say what kubectl get pods prints', async (t) => {
    const namespace = await newNamespace(cluster, 'rows', t);
    const path = `/api/v1/namespaces/${namespace}/pods`;
    for (const [name, { spec }] of Object.entries(pods)) {
      const whole = { terminationGracePeriodSeconds: 1, ...spec };
      await cluster.api('POST', path, { metadata: { name }, spec: whole });
    }
    const ours = async () =>
      (await cluster.list<KubeObject>(path)).map(podRow).map((row) => ({
        name: row.name,
        ready: `${row.ready}/${row.containers}`,
        phase: row.phase,
        restarts: String(row.restarts),
      }));
    const rows = await until('every pod in its state', async () => {
      const now = await ours();
      return now.every(({ name, phase }) => phase === pods[name]?.reaches) && now;
    });
    assert.equal(rows.length, Object.keys(pods).length);
    // A container that crashes counts on between two looks: both must be the same once.
    await until('the same as kubectl', async () => {
      const { stdout } = await kubectl(cluster.kubeconfig, [
        ...['get', 'pods', '--namespace', namespace, '--no-headers'],
      ]);
      const printed = stdout
        .trim()
        .split('\n')
        .map((line) => {
          const [name, ready, phase, restarts] = line.split(/\s+/);
          return { name, ready, phase, restarts };
        });
      assert.deepEqual(await ours(), printed);
      return true;
    });
  });
});
