import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  EventRow,
  NodeRow,
  PodRow,
  RowsChange,
  WorkloadRow,
} from '../../kubernetes/feed-types.ts';
import { format } from '../../messages/format.ts';
import { childrenOf } from './children.ts';
import { ExplorerModel } from './model.ts';
import { type Node, nodes } from './nodes.ts';
import { rowOf } from './row.ts';

const at = '2026-01-01T12:00:00Z';
const place = { namespace: 'default' };
const workload = (kind: WorkloadRow['kind'], name: string, more: object = {}): WorkloadRow => ({
  uid: `u-${name}`,
  kind,
  name,
  ...place,
  ready: 1,
  wanted: 1,
  ...more,
});
const pod = (name: string, more: Partial<PodRow> = {}): PodRow => ({
  uid: `u-${name}`,
  name,
  ...place,
  phase: 'Running',
  ready: 1,
  containers: 1,
  restarts: 0,
  list: [],
  createdAt: at,
  ...more,
});

function open(workloads: WorkloadRow[], pods: PodRow[] = []): ExplorerModel {
  const model = new ExplorerModel();
  const context = { name: 'one', cluster: 'one', current: true, exec: false, file: 'f', line: 1 };
  model.setContexts({ contexts: [context], paths: [], found: true });
  model.setLink('one', {
    phase: 'open',
    connection: 'c1',
    server: 'https://one',
    identity: { id: 'one', server: 'https://one', complete: true },
    namespace: 'default',
    namespaces: { names: ['default', 'web-team', 'zoo'], complete: true },
    silent: false,
  });
  const snapshot = { ...place, workloads, pods, services: [], resources: {} as never };
  model.apply('one', 'default', { kind: 'snapshot', snapshot }, 0);
  return model;
}

const here = nodes.namespace('one', 'default');

/** Labels and descriptions of the rows below one. */
function below(model: ExplorerModel, node: Node): string[] {
  return childrenOf(model, node, format).map((child) => {
    const { label, description, icon } = rowOf(model, child, format, 0);
    const sign = icon?.[0] === 'warning' ? ' (!)' : '';
    return `${label}${description ? ` | ${description}` : ''}${sign}`;
  });
}

function child(model: ExplorerModel, node: Node, label: string): Node {
  const found = childrenOf(model, node, format).find(
    (each) => rowOf(model, each, format, 0).label === label,
  );
  assert.ok(found, label);
  return found;
}

test('jobs say how far they are, and lie below the CronJob that made them', () => {
  const model = open(
    [
      workload('CronJob', 'nightly', {
        state: 'active',
        schedule: '0 3 * * *',
        ready: 1,
        wanted: 0,
      }),
      workload('Job', 'nightly-1', { state: 'failed', ready: 0, owner: 'u-nightly' }),
      workload('Job', 'nightly-2', { state: 'active', ready: 0, owner: 'u-nightly' }),
      workload('Job', 'import', { state: 'complete' }),
      workload('Job', 'orphan', { state: 'suspended', ready: 0, owner: 'u-gone' }),
    ],
    [pod('nightly-2-x', { workload: 'u-nightly-2' })],
  );
  assert.deepEqual(below(model, here), [
    'import | complete',
    'nightly | 0 3 * * * · 1 job running',
    'orphan | suspended · 0/1 done',
    'Events',
  ]);
  const nightly = child(model, here, 'nightly');
  assert.deepEqual(below(model, nightly), [
    'nightly-2 | 0/1 done',
    'nightly-1 | failed · 0/1 done (!)',
  ]);
  assert.deepEqual(below(model, child(model, nightly, 'nightly-2')), ['nightly-2-x | Running']);
});

test('a pod shows its containers, those of its start first', () => {
  const list: PodRow['list'] = [
    { name: 'prepare', role: 'init', state: 'Completed', ready: true, restarts: 0 },
    { name: 'main', state: 'CrashLoopBackOff', ready: false, restarts: 3 },
  ];
  const model = open([], [pod('lone', { list })]);
  assert.deepEqual(below(model, child(model, here, 'lone')), [
    'prepare | Completed · runs first',
    'main | CrashLoopBackOff · 3 restarts (!)',
  ]);
});

test('the filter leaves what matches by itself or holds a match, in any case', () => {
  const model = open(
    [workload('Deployment', 'front'), workload('Deployment', 'back')],
    [
      pod('front-1', { workload: 'u-front' }),
      pod('front-2', { workload: 'u-front', phase: 'CrashLoopBackOff' }),
      pod('back-1', { workload: 'u-back' }),
    ],
  );
  const context = nodes.context('one', true);
  model.setFilter('crashloop');
  assert.deepEqual(below(model, here), ['front | 1/1', 'Events']);
  assert.deepEqual(below(model, child(model, here, 'front')), ['front-2 | CrashLoopBackOff (!)']);
  model.setFilter('FRONT');
  assert.equal(below(model, child(model, here, 'front')).length, 2);
  model.setFilter('web');
  assert.deepEqual(below(model, context), ['web-team', 'Nodes']);
  model.setFilter('nothing');
  assert.deepEqual(below(model, here), ['Nothing here matches the filter', 'Events']);
  model.setFilter('');
  assert.deepEqual(below(model, here), ['back | 1/1', 'front | 1/1', 'Events']);
});

const live = { state: 'live' } as const;
const whole = <Row>(set: Row[]): RowsChange<Row> => ({ whole: true, set, gone: [], state: live });

test('nodes say whether they are ready and take pods', () => {
  const model = open([]);
  const all = nodes.nodes('one');
  assert.deepEqual(below(model, all), ['Loading …']);
  const node = (name: string, more: Partial<NodeRow>): NodeRow => ({
    uid: name,
    name,
    ready: true,
    cordoned: false,
    roles: [],
    version: 'v1',
    ...more,
  });
  const rows = [node('a', {}), node('b', { ready: false }), node('c', { cordoned: true })];
  model.applyRows('one', '', 'nodes', whole(rows));
  assert.deepEqual(below(model, all), ['a | Ready', 'b | NotReady (!)', 'c | Ready · cordoned']);
});

test('events are told the newest first; what may not be read says so', () => {
  const model = open([]);
  const event = (uid: string, more: Partial<EventRow>): EventRow => ({
    uid,
    name: uid,
    warning: false,
    reason: 'Killing',
    message: 'Stopping container main',
    object: { kind: 'Pod', name: 'back-1' },
    count: 1,
    at,
    ...more,
  });
  const rows = [
    event('1', {}),
    event('2', { warning: true, reason: 'BackOff', at: '2026-01-01T12:00:05Z' }),
  ];
  const events = nodes.events('one', 'default');
  model.applyRows('one', 'default', 'events', whole(rows));
  assert.deepEqual(
    below(model, events).map((text) => text.replace(/\d\d:\d\d:\d\d/, 'T')),
    [
      'BackOff back-1 | T · Stopping container main (!)',
      'Killing back-1 | T · Stopping container main',
    ],
  );
  const error = { code: 'kubernetes.forbidden-plain', args: { what: 'it', reason: 'no' } };
  const refused = { whole: true, set: [], gone: [], state: { state: 'forbidden', error } } as const;
  model.applyRows('one', 'default', 'events', { ...refused, set: [], gone: [] });
  assert.deepEqual(below(model, events), ['You may not list events']);
});

test('a cluster that stops answering says so, and no more when it is back', () => {
  const model = open([]);
  const context = nodes.context('one', true);
  const row = () => rowOf(model, context, format, 0);
  const ill = { code: 'editor.explorer.no-answer', args: { server: 'https://one', seconds: 4 } };
  model.setHealth('one', ill);
  assert.match(`${row().description} ${row().icon?.[0]}`, /not answering warning/);
  assert.match(row().tooltip ?? '', /https:\/\/one has not answered/);
  assert.equal(below(model, here).at(-1), 'Events', 'what was known stays');
  model.setHealth('one', undefined);
  assert.doesNotMatch(row().description ?? '', /not answering/);
});
