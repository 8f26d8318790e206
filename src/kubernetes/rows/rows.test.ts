import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KubeObject } from '../objects.ts';
import { Owners } from './owners.ts';
import { podRow } from './pod-row.ts';
import { RowTable } from './row-table.ts';
import { readyAddresses, serviceRow } from './service-row.ts';
import { workloadRow } from './workload-row.ts';

const object = (name: string, rest: object = {}, metadata: object = {}): KubeObject => ({
  metadata: { name, namespace: 'shop', uid: `uid-${name}`, resourceVersion: '1', ...metadata },
  ...rest,
});

describe('the STATUS column of a pod', () => {
  const running = { name: 'main', ready: true, state: { running: {} }, restartCount: 1 };
  const container = { containers: [{ name: 'main' }] };
  const text = (status: object, spec: object = container, metadata: object = {}) =>
    podRow(object('web-0', { spec, status }, metadata)).phase;
  const withInit = { ...container, initContainers: [{ name: 'a' }, { name: 'b' }] };
  const withSidecar = { ...container, initContainers: [{ name: 'a', restartPolicy: 'Always' }] };
  const done = { name: 'a', state: { terminated: { exitCode: 0, reason: 'Completed' } } };
  const deleting = { deletionTimestamp: '2026-01-01T00:00:30Z', deletionGracePeriodSeconds: 30 };

  const cases: [string, string, object, object?, object?][] = [
    ['running', 'Running', { phase: 'Running', containerStatuses: [running] }],
    ['pending', 'Pending', { phase: 'Pending' }],
    [
      'gated',
      'SchedulingGated',
      {
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }],
      },
    ],
    ['evicted', 'Evicted', { phase: 'Failed', reason: 'Evicted' }],
    [
      'crashing',
      'CrashLoopBackOff',
      {
        phase: 'Running',
        containerStatuses: [{ name: 'main', state: { waiting: { reason: 'CrashLoopBackOff' } } }],
      },
    ],
    [
      'ended without a reason',
      'ExitCode:3',
      {
        phase: 'Failed',
        containerStatuses: [{ name: 'main', state: { terminated: { exitCode: 3 } } }],
      },
    ],
    [
      'ended by a signal',
      'Signal:9',
      {
        phase: 'Failed',
        containerStatuses: [{ name: 'main', state: { terminated: { exitCode: 137, signal: 9 } } }],
      },
    ],
    [
      'the first of two containers speaks',
      'ErrImagePull',
      {
        phase: 'Pending',
        containerStatuses: [
          { name: 'a', state: { waiting: { reason: 'ErrImagePull' } } },
          { name: 'b', state: { waiting: { reason: 'ContainerCreating' } } },
        ],
      },
    ],
    [
      'one container through, one not ready',
      'NotReady',
      {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: 'False' }],
        containerStatuses: [
          { name: 'a', state: { terminated: { exitCode: 0, reason: 'Completed' } } },
          running,
        ],
      },
    ],
    [
      'second init container',
      'Init:1/2',
      {
        phase: 'Pending',
        initContainerStatuses: [done, { name: 'b', state: { running: {} } }],
      },
      withInit,
    ],
    [
      'init container fails',
      'Init:Error',
      {
        phase: 'Pending',
        initContainerStatuses: [
          { name: 'a', state: { terminated: { exitCode: 1, reason: 'Error' } } },
        ],
      },
      withInit,
    ],
    [
      'init container crashes',
      'Init:CrashLoopBackOff',
      {
        phase: 'Pending',
        initContainerStatuses: [{ name: 'a', state: { waiting: { reason: 'CrashLoopBackOff' } } }],
      },
      withInit,
    ],
    [
      'sidecar runs, container starts',
      'PodInitializing',
      {
        phase: 'Pending',
        initContainerStatuses: [{ name: 'a', started: true, ready: true, state: { running: {} } }],
        containerStatuses: [{ name: 'main', state: { waiting: { reason: 'PodInitializing' } } }],
      },
      withSidecar,
    ],
    [
      'being deleted',
      'Terminating',
      { phase: 'Running', containerStatuses: [running] },
      container,
      deleting,
    ],
    [
      'deleted after its end',
      'Completed',
      {
        phase: 'Succeeded',
        containerStatuses: [done],
      },
      container,
      deleting,
    ],
    ['on a lost node', 'Unknown', { phase: 'Running', reason: 'NodeLost' }, container, deleting],
  ];
  for (const [name, wanted, status, spec, metadata] of cases) {
    it(`${name}: ${wanted}`, () => {
      assert.equal(text(status, spec, metadata), wanted);
    });
  }

  it('comes with counts that include sidecars', () => {
    const sidecar = {
      name: 'a',
      started: true,
      ready: true,
      restartCount: 2,
      state: { running: {} },
    };
    const status = {
      phase: 'Running',
      conditions: [{ type: 'Initialized', status: 'True' }],
      initContainerStatuses: [sidecar],
      containerStatuses: [{ ...running, ready: false }],
    };
    const row = podRow(object('web-0', { spec: { ...withSidecar, nodeName: 'n' }, status }));
    assert.deepEqual(
      { ready: row.ready, containers: row.containers, restarts: row.restarts, node: row.node },
      { ready: 1, containers: 2, restarts: 3, node: 'n' },
    );
  });

  it('comes with the time at which deletion was asked for, not its deadline', () => {
    const row = podRow(object('web-0', { spec: container, status: {} }, deleting));
    assert.equal(row.deletedAt, '2026-01-01T00:00:00.000Z');
  });
});

describe('rows of workloads and services', () => {
  it('count what is ready and wanted', () => {
    const deployment = object('web', { spec: { replicas: 3 }, status: { readyReplicas: 1 } });
    assert.deepEqual(workloadRow('Deployment', deployment), {
      uid: 'uid-web',
      kind: 'Deployment',
      name: 'web',
      namespace: 'shop',
      ready: 1,
      wanted: 3,
    });
    const set = object('agent', { status: { numberReady: 2, desiredNumberScheduled: 4 } });
    const { ready, wanted } = workloadRow('DaemonSet', set);
    assert.deepEqual([ready, wanted], [2, 4]);
  });

  it('tell where a service is', () => {
    const ports = [{ port: 80, targetPort: 'http', nodePort: 30080, protocol: 'TCP' }];
    const balanced = object('web', {
      spec: { type: 'LoadBalancer', clusterIP: '10.0.0.7', ports },
      status: { loadBalancer: { ingress: [{ ip: '1.2.3.4' }] } },
    });
    assert.deepEqual(serviceRow(balanced), {
      uid: 'uid-web',
      name: 'web',
      namespace: 'shop',
      type: 'LoadBalancer',
      ports: [{ port: 80, target: 'http', nodePort: 30080, protocol: 'TCP' }],
      address: '10.0.0.7',
      external: '1.2.3.4',
    });
    const moved = object('m', {
      spec: { type: 'LoadBalancer', ports: [{ port: 80 }, { port: 8080 }] },
      status: {
        loadBalancer: {
          ingress: [{ ip: '127.0.0.1', ports: [{ port: 40001 }, { port: 8080 }] }],
        },
      },
    });
    assert.deepEqual(
      serviceRow(moved).ports.map(({ external }) => external),
      [40001, undefined],
    );
    assert.equal('address' in serviceRow(object('h', { spec: { clusterIP: 'None' } })), false);
    const named = serviceRow(object('e', { spec: { type: 'ExternalName', externalName: 'x.y' } }));
    assert.equal(named.address, 'x.y');
  });

  it('count only addresses that are ready; unknown is ready', () => {
    const slice = object(
      's',
      {
        endpoints: [
          { addresses: ['10.0.0.1'], conditions: { ready: true } },
          { addresses: ['10.0.0.2'], conditions: { ready: false } },
          { addresses: ['10.0.0.3'] },
        ],
      },
      { labels: { 'kubernetes.io/service-name': 'web' } },
    );
    assert.deepEqual(readyAddresses(slice), {
      service: 'web',
      addresses: ['10.0.0.1', '10.0.0.3'],
    });
  });
});

describe('the workload of a pod', () => {
  const owned = (name: string, kind: string, owner: string, labels: object = {}) =>
    object(
      name,
      {},
      {
        labels,
        ownerReferences: [
          { apiVersion: 'v1', kind, name: owner, uid: `uid-${owner}`, controller: true },
        ],
      },
    );
  const rows = [workloadRow('Deployment', object('web'))];

  it('is found through its ReplicaSet', () => {
    const owners = new Owners();
    owners.putPod(owned('web-1-a', 'ReplicaSet', 'web-1'));
    assert.equal(owners.workloadOf('uid-web-1-a', Owners.byName(rows)), undefined);
    owners.putReplicaSet(owned('web-1', 'Deployment', 'web'));
    assert.equal(owners.workloadOf('uid-web-1-a', Owners.byName(rows)), 'uid-web');
  });

  it('is found by name where ReplicaSets may not be read', () => {
    const owners = new Owners();
    owners.putPod(owned('web-5f-a', 'ReplicaSet', 'web-5f', { 'pod-template-hash': '5f' }));
    assert.equal(owners.workloadOf('uid-web-5f-a', Owners.byName(rows)), 'uid-web');
  });

  it('is its own controller, or none', () => {
    const owners = new Owners();
    owners.replacePods([
      owned('db-0', 'StatefulSet', 'db'),
      object('bare'),
      owned('j', 'Job', 'job'),
    ]);
    assert.equal(owners.workloadOf('uid-db-0', Owners.byName(rows)), 'uid-db');
    assert.equal(owners.workloadOf('uid-bare', Owners.byName(rows)), undefined);
    assert.equal(owners.workloadOf('uid-j', Owners.byName(rows)), 'uid-job');
  });
});

describe('a table of rows', () => {
  const row = (name: string, value = 0) => ({ uid: `u-${name}`, name, value });

  it('tells only what changed since it was last asked', () => {
    const table = new RowTable<ReturnType<typeof row>>();
    table.replace([row('b'), row('a')]);
    assert.deepEqual(
      table.sorted().map(({ name }) => name),
      ['a', 'b'],
    );
    table.take();
    table.put(row('a'));
    assert.deepEqual(table.take(), { set: [], gone: [] });
    table.put(row('a', 1));
    table.remove('u-b');
    table.remove('u-nothing');
    assert.deepEqual(table.take(), { set: [row('a', 1)], gone: ['u-b'] });
    table.replace([row('c')]);
    assert.deepEqual(table.take(), { set: [row('c')], gone: ['u-a'] });
  });

  it('does not tell of what came and went in between', () => {
    const table = new RowTable<ReturnType<typeof row>>();
    table.put(row('a'));
    table.remove('u-a');
    table.put(row('a'));
    assert.deepEqual(table.take(), { set: [row('a')], gone: [] });
  });
});
