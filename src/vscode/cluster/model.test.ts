import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  FeedResource,
  FeedState,
  NamespaceSnapshot,
  PodRow,
  ServiceRow,
  WorkloadRow,
} from '../../kubernetes/feed-types.ts';
import type { ContextRow } from '../../kubernetes/kubeconfig/contexts.ts';
import { format } from '../../messages/format.ts';
import { childrenOf } from './children.ts';
import { afterglow } from './live-namespace.ts';
import { ExplorerModel } from './model.ts';
import type { Node } from './nodes.ts';
import { page } from './paged.ts';
import { rowOf } from './row.ts';

const noon = Date.parse('2026-01-01T12:00:00Z');
const iso = (ms: number) => new Date(ms).toISOString();
const live = { state: 'live' } as const;
const allLive = Object.fromEntries(
  [
    'deployments',
    'statefulsets',
    'daemonsets',
    'replicasets',
    'jobs',
    'cronjobs',
    'pods',
    'services',
    'endpointslices',
  ].map((name) => [name, live]),
) as Record<FeedResource, FeedState>;

const context = (name: string, more: Partial<ContextRow> = {}): ContextRow => ({
  name,
  cluster: name,
  server: `https://${name}:6443`,
  current: false,
  exec: false,
  file: '/kube/config',
  line: 1,
  ...more,
});

const pod = (name: string, more: Partial<PodRow> = {}): PodRow => ({
  uid: `uid-${name}`,
  name,
  namespace: 'default',
  phase: 'Running',
  ready: 1,
  containers: 1,
  restarts: 0,
  list: [{ name: 'main', state: 'Running', ready: true, restarts: 0 }],
  workload: 'uid-front',
  createdAt: iso(noon),
  ...more,
});

const front: WorkloadRow = {
  uid: 'uid-front',
  kind: 'Deployment',
  name: 'front',
  namespace: 'default',
  ready: 2,
  wanted: 2,
};

const frontend: ServiceRow = {
  uid: 'uid-frontend',
  name: 'frontend',
  namespace: 'default',
  type: 'ClusterIP',
  ports: [{ port: 80, protocol: 'TCP' }],
  address: '10.0.0.1',
  endpoints: 2,
};

const snapshot = (more: Partial<NamespaceSnapshot> = {}): NamespaceSnapshot => ({
  namespace: 'default',
  workloads: [front],
  pods: [pod('front-1'), pod('front-2', { createdAt: iso(noon + 1) })],
  services: [frontend],
  resources: allLive,
  ...more,
});

/** A model with one open connection whose namespace `default` is followed. */
function open(more: Partial<NamespaceSnapshot> = {}): ExplorerModel {
  const model = new ExplorerModel();
  model.setContexts({ contexts: [context('one', { current: true })], paths: [], found: true });
  model.setLink('one', {
    phase: 'open',
    connection: 'c1',
    server: 'https://one:6443',
    identity: { id: 'one', server: 'https://one:6443', complete: true },
    namespace: 'default',
    namespaces: { names: ['default', 'zoo', 'apes'], complete: true },
    silent: false,
  });
  model.apply('one', 'default', { kind: 'snapshot', snapshot: snapshot(more) }, noon);
  return model;
}

/** The practice cluster that nobody started. */
const off = 'Practice cluster | not running, click to start';

/** The tree as lines of text, folded only where a person would find it so. */
function draw(model: ExplorerModel, now = noon, node?: Node, depth = 0): string[] {
  return childrenOf(model, node, format).flatMap((child) => {
    const row = rowOf(model, child, format, now);
    const icon = row.icon?.[0] === 'warning' ? ' (!)' : '';
    const line = `${' '.repeat(depth)}${row.label}${row.description ? ` | ${row.description}` : ''}${icon}`;
    const unknown =
      child.t === 'namespace' &&
      model.clusters.get(child.context)?.live.get(child.namespace) === undefined;
    const folded = child.t === 'pod' || child.t === 'events' || child.t === 'nodes';
    return [line, ...(unknown || folded ? [] : draw(model, now, child, depth + 1))];
  });
}

test('contexts appear without a connection, and offer to connect', () => {
  const model = new ExplorerModel();
  const contexts = [context('one', { current: true }), context('two', { exec: true })];
  model.setContexts({ contexts, paths: [], found: true });
  assert.deepEqual(draw(model), [
    off,
    'one | runs go here',
    ' Connect',
    'two | Restricted Mode: no sign-in programs',
    ' Connect (signs in with a program of your kubeconfig)',
  ]);
  model.setTrusted(true);
  model.setTarget({ context: 'two' });
  assert.deepEqual(
    draw(model).filter((line) => !line.startsWith(' ')),
    [off, 'one | current', 'two | runs go here'],
  );
});

test('the practice cluster comes first, and is no other context of its name', () => {
  const model = new ExplorerModel();
  const contexts = [context('practice', { current: true })];
  model.setContexts({ contexts, paths: [], found: true });
  model.setPractice({ phase: 'starting' }, undefined);
  assert.equal(draw(model)[0], 'Practice cluster | starting …');
  const running = { phase: 'running', kubeconfig: '/own', version: '1', id: 'i' } as const;
  model.setPractice(running, context('practice', { current: true, file: '/own' }));
  model.setTarget({ practice: true, kubeconfig: '/own' });
  model.setContexts({ contexts, paths: [], found: true });
  assert.deepEqual(
    draw(model).filter((line) => !line.startsWith(' ')),
    ['Practice cluster | running · runs go here', 'practice | current'],
  );
  model.setPractice({ phase: 'failed', error: { code: 'editor.practice.not-running' } }, undefined);
  const [first, why, again] = draw(model);
  assert.equal(first, 'Practice cluster | not running · runs go here (!)');
  assert.match(why ?? '', /Start it/);
  assert.equal(again, ' Retry');
});

test('where there is no other cluster, the last row says why', () => {
  const model = new ExplorerModel();
  model.setContexts({ contexts: [], paths: [], found: false });
  assert.deepEqual(draw(model), [off, 'No other cluster: there is no kubeconfig']);
  model.setContexts({ contexts: [], paths: [], found: true });
  assert.deepEqual(draw(model), [off, 'No other cluster: the kubeconfig has no contexts']);
  model.setBroken();
  assert.deepEqual(draw(model), [off, 'The kubeconfig can’t be read (!)']);
});

test('an open connection shows its own namespace first, with workloads, pods and services', () => {
  assert.deepEqual(draw(open()), [
    off,
    'one | current',
    ' default | runs go here',
    '  front | 2/2',
    '   front-1 | Running',
    '   front-2 | Running',
    '  frontend | 10.0.0.1:80',
    '  Events',
    ' apes',
    ' zoo',
    ' Nodes',
  ]);
});

test('a deleted pod counts its seconds, stays a moment after its end, its heir beneath', () => {
  const model = open();
  const heir = pod('front-3', {
    createdAt: iso(noon + 5_000),
    phase: 'ContainerCreating',
    ready: 0,
  });
  const nothing = { set: [], gone: [] };
  const change = (set: PodRow[], gone: string[], now: number) =>
    model.apply(
      'one',
      'default',
      {
        kind: 'patch',
        patch: {
          namespace: 'default',
          workloads: nothing,
          services: nothing,
          pods: { set, gone },
          resources: {},
        },
      },
      now,
    );
  const pods = (now: number) => draw(model, now).filter((line) => line.startsWith('   '));
  change([pod('front-1', { deletedAt: iso(noon) }), heir], [], noon + 12_000);
  assert.deepEqual(pods(noon + 12_000), [
    '   front-1 | Terminating 12 s',
    '   front-2 | Running',
    '   front-3 | ContainerCreating',
  ]);
  change([], ['uid-front-1'], noon + 20_000);
  assert.ok(model.tick(noon + 20_000 + afterglow - 1), 'the row waits for its end');
  assert.equal(pods(noon + 21_000)[0], '   front-1 | Gone');
  assert.equal(model.tick(noon + 20_000 + afterglow), false);
  assert.deepEqual(pods(noon + 23_000), ['   front-2 | Running', '   front-3 | ContainerCreating']);
});

test('a pod missing in a new snapshot is gone like one whose deletion was seen', () => {
  const model = open();
  const next = snapshot({ pods: [pod('front-2')] });
  model.apply('one', 'default', { kind: 'snapshot', snapshot: next }, noon);
  assert.ok(draw(model).includes('   front-1 | Gone'));
  model.tick(noon + afterglow);
  assert.ok(!draw(model).some((line) => line.includes('front-1')));
});

test('only what is wrong now has a warning', () => {
  const model = open({
    workloads: [{ ...front, ready: 1 }],
    pods: [
      pod('a', { phase: 'CrashLoopBackOff', ready: 0, restarts: 3 }),
      pod('b', { phase: 'Pending', ready: 0 }),
      pod('c', { phase: 'CrashLoopBackOff', ready: 0, deletedAt: iso(noon) }),
      pod('d', { phase: 'Completed', ready: 0 }),
      pod('e', { ready: 1, containers: 2 }),
    ],
    services: [{ ...frontend, endpoints: 0 }],
  });
  const wrong = draw(model).filter((line) => line.includes('(!)'));
  assert.deepEqual(wrong, [
    '  front | 1/2 (!)',
    '   a | CrashLoopBackOff · 3 restarts (!)',
    '  frontend | 10.0.0.1:80 · no pod ready (!)',
  ]);
  assert.ok(draw(model).includes('   e | Running · 1/2 ready'));
});

test('pods of a deployment lose the hash they share, others keep their name', () => {
  const model = open({ pods: [pod('front-6bf86cfb84-s6dtx'), pod('front-canary')] });
  const labels = draw(model).filter((line) => line.startsWith('   '));
  assert.deepEqual(labels, ['   front-…-s6dtx | Running', '   front-canary | Running']);
});

test('pods whose workload is gone are still shown, in the namespace', () => {
  const model = open({ workloads: [], services: [] });
  assert.ok(draw(model).includes('  front-1 | Running'));
});

test('long lists end with a row that shows more', () => {
  const count = page + 20;
  const pods = Array.from({ length: count }, (_, i) => pod(`p-${String(i).padStart(3, '0')}`));
  const model = open({ pods });
  const more = childrenOf(model, workloadNode(model), format).at(-1);
  assert.ok(more?.t === 'more');
  assert.equal(rowOf(model, more, format, noon).label, 'Show 20 more');
  model.showMore(more);
  assert.equal(childrenOf(model, workloadNode(model), format).length, count);
});

test('an empty namespace and one that may not be read say so', () => {
  const empty = open({ workloads: [], pods: [], services: [] });
  assert.ok(draw(empty).includes('  Nothing runs here yet'));
  const error = {
    code: 'kubernetes.forbidden-plain',
    args: { server: 's', what: 'w', reason: 'r' },
  };
  const resources = { ...allLive, pods: { state: 'forbidden', error } as FeedState };
  const lines = draw(open({ pods: [], resources }));
  assert.ok(lines.includes('  You may not list pods'));
  assert.ok(lines.includes('  front | 2/2'), 'the rest is shown');
});

test('namespaces that may not be listed leave the connection’s own', () => {
  const model = open();
  const link = model.clusters.get('one')?.link;
  assert.ok(link?.phase === 'open');
  model.setLink('one', { ...link, namespaces: { names: ['default'], complete: false } });
  const lines = draw(model).filter((line) => line.startsWith(' ') && !line.startsWith('  '));
  assert.deepEqual(lines, [
    ' default | runs go here',
    ' Other namespaces may not be listed',
    ' Nodes',
  ]);
});

test('a cluster that is slow or broken offers another try, the others go on', () => {
  const model = open();
  const contexts = [context('one', { current: true }), context('two'), context('three')];
  model.setContexts({ contexts, paths: [], found: true });
  model.setLink('two', { phase: 'opening', silent: true });
  const args = { server: 'https://three:6443', reason: 'connection refused' };
  model.setLink('three', { phase: 'failed', error: { code: 'kubernetes.unreachable', args } });
  const lines = draw(model);
  assert.ok(lines.includes('  front | 2/2'));
  assert.deepEqual(lines.slice(lines.indexOf('two | not answering (!)')), [
    'two | not answering (!)',
    ' Retry (!)',
    'three | not connected (!)',
    ` ${format({ code: 'kubernetes.unreachable', args })} (!)`,
    ' Retry',
  ]);
});

test('rows keep their ids over changes; a replacement is another row', () => {
  const model = open();
  const ids = () => childrenOf(model, workloadNode(model), format).map(({ id }) => id);
  const before = ids();
  model.apply('one', 'default', { kind: 'snapshot', snapshot: snapshot() }, noon);
  assert.deepEqual(ids(), before);
  const replaced = snapshot({ pods: [pod('front-1', { uid: 'another' })] });
  model.apply('one', 'default', { kind: 'snapshot', snapshot: replaced }, noon);
  assert.deepEqual(
    ids().filter((id) => !before.includes(id)),
    ['pod/one/another'],
  );
});

function workloadNode(model: ExplorerModel): Node {
  const contextNode = childrenOf(model, undefined, format).find(({ t }) => t === 'context');
  const [namespace] = childrenOf(model, contextNode, format);
  const [workload] = childrenOf(model, namespace, format);
  assert.ok(workload?.t === 'workload');
  return workload;
}
