import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bench, pod, writer } from './testing.ts';
import type { WatchEvent } from './watch.ts';

const many = (bench: Bench, count: number) => {
  for (let index = 0; index < count; index++) {
    bench.create('pods', pod(`p-${index}`, { labels: { half: String(index % 2) } }));
  }
};

test('pages of a list show one version, whatever happens between them', () => {
  const bench = new Bench();
  many(bench, 5);
  const pods = bench.resource('pods');
  const first = bench.api.list(pods, { namespace: 'shop', limit: 2 });
  assert.equal(first.remaining, 3);
  bench.api.delete(pods, 'shop', 'p-3');
  bench.create('pods', pod('p-9'));
  const rest = bench.api.list(pods, { limit: 9, continue: first.continue ?? assert.fail() });
  assert.deepEqual(
    [...first.items, ...rest.items].map(({ metadata }) => metadata.name),
    ['p-0', 'p-1', 'p-2', 'p-3', 'p-4'],
  );
  assert.equal(rest.resourceVersion, first.resourceVersion);
  assert.equal(rest.continue, undefined);
});

test('a page of a version that is forgotten has expired; a token of nobody is refused', () => {
  const bench = new Bench();
  many(bench, 3);
  const pods = bench.resource('pods');
  const { continue: token = '' } = bench.api.list(pods, { limit: 1 });
  bench.create('pods', pod('new'));
  bench.api.store.compact();
  assert.throws(() => bench.api.list(pods, { limit: 1, continue: token }), { code: 410 });
  assert.throws(() => bench.api.list(pods, { continue: 'abc' }), { code: 400 });
  assert.throws(() => bench.api.list(pods, { resourceVersion: 'abc' }), { code: 400 });
  assert.throws(() => bench.api.list(pods, { resourceVersion: '99999' }), { code: 504 });
});

test('a list takes selectors of labels and fields', () => {
  const bench = new Bench();
  many(bench, 4);
  bench.api.bind('shop', 'p-1', 'node-1', writer);
  const names = (options: object) =>
    bench.api.list(bench.resource('pods'), options).items.map(({ metadata }) => metadata.name);
  assert.deepEqual(names({ labelSelector: 'half=1' }), ['p-1', 'p-3']);
  assert.deepEqual(names({ fieldSelector: 'spec.nodeName=node-1' }), ['p-1']);
  assert.deepEqual(names({ fieldSelector: 'spec.nodeName=', labelSelector: 'half=1' }), ['p-3']);
});

/** Reads that many events of a watch. */
async function read(watch: AsyncGenerator<WatchEvent>, count: number): Promise<string[]> {
  const seen: string[] = [];
  while (seen.length < count) {
    const { value, done } = await watch.next();
    if (done === true) {
      break;
    }
    seen.push(`${value.type} ${value.object.metadata.name ?? ''}`.trim());
  }
  return seen;
}

test('a watch goes on from a version, and objects enter and leave its selection', async () => {
  const bench = new Bench();
  const pods = bench.resource('pods');
  bench.create('pods', pod('old', { labels: { app: 'web' } }));
  const from = bench.api.list(pods).resourceVersion;
  const stop = new AbortController();
  const options = { namespace: 'shop', labelSelector: 'app=web', resourceVersion: from };
  const events = bench.api.watch(pods, options, stop.signal);
  const label = (name: string, app: string) =>
    bench.api.change(
      pods,
      'shop',
      name,
      (copy) => Object.assign(copy.metadata, { labels: { app } }),
      writer,
    );
  bench.create('pods', pod('other'));
  label('other', 'web');
  label('old', 'none');
  const first = await read(events, 2);
  assert.deepEqual(first, ['ADDED other', 'DELETED old']);
  const next = read(events, 1);
  bench.api.delete(pods, 'shop', 'other');
  assert.deepEqual(await next, ['DELETED other']);
  const end = events.next();
  stop.abort();
  assert.equal((await end).done, true);
});

test('a watch can begin with what is there, and say where that ends', async () => {
  const bench = new Bench();
  many(bench, 2);
  const stop = new AbortController();
  const options = { sendInitialEvents: true, bookmarks: true };
  const events = bench.api.watch(bench.resource('pods'), options, stop.signal);
  assert.deepEqual(await read(events, 2), ['ADDED p-0', 'ADDED p-1']);
  const { value } = await events.next();
  assert.equal(value?.type, 'BOOKMARK');
  assert.deepEqual(value?.object.metadata.annotations, { 'k8s.io/initial-events-end': 'true' });
  stop.abort();
});

test('a watch that lags behind the log has expired; one that is only idle has not', async () => {
  const bench = new Bench(5);
  const pods = bench.resource('pods');
  const maps = bench.resource('configmaps');
  bench.create('pods', pod('a'));
  const stop = new AbortController();
  const lagging = bench.api.watch(
    pods,
    { resourceVersion: bench.api.list(pods).resourceVersion },
    stop.signal,
  );
  many(bench, 20);
  await assert.rejects(lagging.next(), { code: 410 });
  const idle = bench.api.watch(maps, {}, stop.signal);
  const next = read(idle, 1);
  many(new Bench(5), 20);
  bench.create('configmaps', { metadata: { name: 'm' } });
  assert.deepEqual(await next, ['ADDED m']);
  stop.abort();
});
