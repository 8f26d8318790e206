import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asJson, asObject } from './api.ts';
import { numberAt, textAt, valueAt } from './objects.ts';
import { patchTypes } from './patch/index.ts';
import { Bench, deployment, pod, writer } from './testing.ts';

test('the server gives an object its metadata', () => {
  const bench = new Bench();
  const created = bench.create('deployments.apps', {
    ...deployment('web'),
    status: { replicas: 9 },
  });
  const { metadata } = created;
  assert.equal(created.apiVersion, 'apps/v1');
  assert.equal(created.kind, 'Deployment');
  assert.equal(metadata.namespace, 'shop');
  assert.match(metadata.uid, /^[0-9a-f-]{36}$/);
  assert.equal(metadata.creationTimestamp, '2026-01-02T03:04:05Z');
  assert.equal(metadata.generation, 1);
  assert.deepEqual(created.status, {});
  const [entry] = metadata.managedFields ?? [];
  assert.equal(entry?.manager, 'test');
  assert.equal(entry?.operation, 'Update');
  assert.ok(valueAt(entry, 'fieldsV1', 'f:spec', 'f:replicas'));
});

test('a name can be generated', () => {
  const bench = new Bench();
  const { metadata } = bench.create('configmaps', { metadata: { generateName: 'a-' } });
  assert.match(metadata.name, /^a-[a-z0-9]{5}$/);
  assert.equal(metadata.generateName, 'a-');
});

test('what cannot be created is refused as by the real server', () => {
  const bench = new Bench();
  bench.create('configmaps', { metadata: { name: 'a' } });
  const map =
    (metadata: object, more: object = {}) =>
    () =>
      bench.create('configmaps', asJson(asObject({ metadata: { ...metadata }, ...more })));
  assert.throws(map({ name: 'a' }), { code: 409, message: 'configmaps "a" already exists' });
  assert.throws(map({}), {
    code: 422,
    message:
      'ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required',
  });
  assert.throws(map({ name: 'A_b' }), { code: 422, reason: 'Invalid' });
  assert.throws(map({ name: 'b', namespace: 'other' }), { code: 400 });
  assert.throws(map({ name: 'b', resourceVersion: '1' }), { code: 500 });
  assert.throws(map({ name: 'b' }, { kind: 'Pod' }), { code: 400 });
  const resource = bench.resource('configmaps');
  assert.throws(
    () => bench.api.create(resource, 'none', asObject({ metadata: { name: 'b' } }), writer),
    { code: 404, message: 'namespaces "none" not found' },
  );
});

test('a change of the spec counts, and one of the metadata or the status does not', () => {
  const bench = new Bench();
  bench.create('deployments.apps', deployment('web'));
  const resource = bench.resource('deployments.apps');
  const change = (edit: Parameters<typeof bench.api.change>[3], part?: 'status') =>
    bench.api.change(resource, 'shop', 'web', edit, {
      ...writer,
      ...(part === undefined ? {} : { part }),
    });
  const scaled = change((copy) => Object.assign(copy.spec ?? {}, { replicas: 3 }));
  assert.equal(scaled.metadata.generation, 2);
  const labelled = change((copy) => Object.assign(copy.metadata, { labels: { a: 'b' } }));
  assert.equal(labelled.metadata.generation, 2);
  const reported = change((copy) => {
    copy.status = { replicas: 3 };
    copy.spec = { replicas: 7 };
  }, 'status');
  assert.equal(reported.metadata.generation, 2);
  assert.equal(numberAt(reported, 'spec', 'replicas'), 3);
  assert.equal(numberAt(reported, 'status', 'replicas'), 3);
  const ignored = change((copy) => Object.assign(copy.status ?? {}, { replicas: 0 }));
  assert.equal(ignored.metadata.resourceVersion, reported.metadata.resourceVersion);
  const subresources = reported.metadata.managedFields?.map((entry) => entry.subresource);
  assert.deepEqual(subresources, [undefined, 'status']);
});

test('an old version, another uid and another name are refused on an update', () => {
  const bench = new Bench();
  const created = bench.create('configmaps', { metadata: { name: 'a' } });
  const put = (metadata: object) => () =>
    bench.api.update(
      bench.resource('configmaps'),
      'shop',
      'a',
      { ...created, metadata: { ...created.metadata, ...metadata }, data: { k: 'v' } },
      writer,
    );
  assert.throws(put({ resourceVersion: '1' }), { code: 409, reason: 'Conflict' });
  assert.throws(put({ uid: 'x' }), { code: 409 });
  assert.throws(put({ name: 'b' }), { code: 400 });
  assert.notEqual(put({ resourceVersion: '' })().metadata.resourceVersion, '');
});

test('what may not change does not', () => {
  const bench = new Bench();
  bench.create('deployments.apps', deployment('web'));
  bench.create('pods', pod('p'));
  bench.create('configmaps', { metadata: { name: 'a' }, immutable: true, data: { a: 'b' } });
  const merge = (id: string, name: string, body: object) => () =>
    bench.api.patch(
      bench.resource(id),
      'shop',
      name,
      { body: asJson(asObject(JSON.parse(JSON.stringify(body)))), type: patchTypes.merge },
      writer,
    );
  const selector = { spec: { selector: { matchLabels: { z: 'z' } } } };
  assert.throws(merge('deployments.apps', 'web', selector), {
    message: /spec\.selector: Invalid value: .*: field is immutable/,
  });
  assert.throws(merge('pods', 'p', { spec: { nodeSelector: { a: 'b' } } }), {
    message: /pod updates may not change fields other than/,
  });
  assert.throws(merge('configmaps', 'a', { data: { a: 'c' } }), { code: 422 });
  merge('pods', 'p', { metadata: { labels: { a: 'b' } } })();
});

test('a dry run answers as usual and stores nothing', () => {
  const bench = new Bench();
  const resource = bench.resource('configmaps');
  const dry = { ...writer, dryRun: true };
  const before = bench.api.store.version;
  bench.api.create(resource, 'shop', asObject({ metadata: { name: 'a' } }), dry);
  assert.equal(bench.find('configmaps', 'a'), undefined);
  bench.create('configmaps', { metadata: { name: 'a' } });
  bench.api.delete(resource, 'shop', 'a', { dryRun: true });
  assert.equal(bench.get('configmaps', 'a').metadata.deletionTimestamp, undefined);
  assert.equal(bench.api.store.version, before + 1);
});

test('a pod that runs nowhere goes at once; one on a node waits for its node', () => {
  const bench = new Bench();
  const pods = bench.resource('pods');
  bench.create('pods', pod('idle'));
  assert.equal(bench.api.delete(pods, 'shop', 'idle').finished, true);
  bench.create('pods', pod('busy'));
  bench.api.bind('shop', 'busy', 'node-1', writer);
  const first = bench.api.delete(pods, 'shop', 'busy', { gracePeriodSeconds: 20 });
  assert.equal(first.finished, false);
  assert.equal(first.object.metadata.deletionTimestamp, '2026-01-02T03:04:25Z');
  bench.time += 1_000;
  const second = bench.api.delete(pods, 'shop', 'busy', { gracePeriodSeconds: 5 });
  assert.equal(second.object.metadata.deletionTimestamp, '2026-01-02T03:04:10Z');
  const last = bench.api.delete(pods, 'shop', 'busy', { gracePeriodSeconds: 0 });
  assert.equal(last.finished, true);
  assert.equal(bench.find('pods', 'busy'), undefined);
});

test('finalizers and propagation hold an object until they are taken away', () => {
  const bench = new Bench();
  const resource = bench.resource('deployments.apps');
  bench.create('deployments.apps', deployment('web'));
  const held = bench.api.delete(resource, 'shop', 'web', { propagationPolicy: 'Foreground' });
  assert.equal(held.finished, false);
  assert.deepEqual(held.object.metadata.finalizers, ['foregroundDeletion']);
  const add = () =>
    bench.api.change(
      resource,
      'shop',
      'web',
      ({ metadata }) => metadata.finalizers?.push('x/y'),
      writer,
    );
  assert.throws(add, { code: 422 });
  bench.api.change(resource, 'shop', 'web', ({ metadata }) => delete metadata.finalizers, writer);
  assert.equal(bench.find('deployments.apps', 'web'), undefined);
});

test('preconditions of a deletion hold', () => {
  const bench = new Bench();
  const { metadata } = bench.create('configmaps', { metadata: { name: 'a' } });
  const remove = (preconditions: object) =>
    bench.api.delete(bench.resource('configmaps'), 'shop', 'a', { preconditions });
  assert.throws(() => remove({ uid: 'x' }), { code: 409 });
  assert.throws(() => remove({ resourceVersion: '1' }), { code: 409 });
  assert.equal(remove({ uid: metadata.uid }).finished, true);
});

test('a namespace ends by its finalizer, and takes nothing new meanwhile', () => {
  const bench = new Bench();
  const namespaces = bench.resource('namespaces');
  const { object } = bench.api.delete(namespaces, '', 'shop');
  assert.equal(textAt(object, 'status', 'phase'), 'Terminating');
  assert.throws(() => bench.create('configmaps', { metadata: { name: 'a' } }), {
    code: 403,
    message: /because it is being terminated/,
  });
  bench.api.update(
    namespaces,
    '',
    'shop',
    { ...object, spec: { finalizers: [] } },
    { ...writer, part: 'finalize' },
  );
  assert.equal(bench.find('namespaces', 'shop'), undefined);
});

test('a Scale shows and sets the replicas', () => {
  const bench = new Bench();
  const resource = bench.resource('deployments.apps');
  bench.create('deployments.apps', deployment('web'));
  const scale = bench.api.scale(resource, 'shop', 'web');
  assert.deepEqual(scale.spec, { replicas: 1 });
  assert.equal(textAt(scale, 'status', 'selector'), 'app=web');
  const patch = { body: { spec: { replicas: 4 } }, type: patchTypes.merge };
  bench.api.patchScale(resource, 'shop', 'web', patch, writer);
  assert.equal(numberAt(bench.get('deployments.apps', 'web'), 'spec', 'replicas'), 4);
  const wrong = { body: { spec: { replicas: -1 } }, type: patchTypes.merge };
  assert.throws(() => bench.api.patchScale(resource, 'shop', 'web', wrong, writer), {
    code: 422,
    message: /Scale.autoscaling "web" is invalid: spec.replicas/,
  });
});

test('an eviction uses the budget up, and then it is refused', () => {
  const bench = new Bench();
  const running = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] };
  for (const name of ['a', 'b']) {
    bench.create('pods', pod(name, { labels: { app: 'web' } }));
    bench.api.change(
      bench.resource('pods'),
      'shop',
      name,
      (copy) => Object.assign(copy, { status: running }),
      { ...writer, part: 'status' },
    );
  }
  bench.create('poddisruptionbudgets.policy', {
    metadata: { name: 'web' },
    spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
  });
  const evict = (name: string) => bench.api.evict('shop', name, {}, writer);
  assert.throws(() => evict('a'), { code: 429, message: /Cannot evict pod/ });
  const status = {
    observedGeneration: 1,
    disruptionsAllowed: 1,
    currentHealthy: 2,
    desiredHealthy: 1,
    expectedPods: 2,
  };
  bench.api.change(
    bench.resource('poddisruptionbudgets.policy'),
    'shop',
    'web',
    (copy) => Object.assign(copy, { status }),
    { ...writer, part: 'status' },
  );
  assert.equal(evict('a')['status'], 'Success');
  assert.equal(bench.find('pods', 'a'), undefined);
  assert.throws(() => evict('b'), {
    code: 429,
    details: {
      causes: [
        {
          reason: 'DisruptionBudget',
          message: 'The disruption budget web needs 1 healthy pods and has 2 currently',
        },
      ],
    },
  });
});

test('a definition brings a kind, and takes it and its objects away', () => {
  const bench = new Bench();
  bench.create('customresourcedefinitions.apiextensions.k8s.io', {
    metadata: { name: 'lamps.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { plural: 'lamps', kind: 'Lamp' },
      versions: [{ name: 'v1', served: true, storage: true, subresources: { status: {} } }],
    },
  });
  const lamps = bench.api.registry.find('example.com', 'v1', 'lamps') ?? assert.fail();
  bench.api.create(
    lamps,
    'shop',
    asObject({ metadata: { name: 'l', finalizers: ['x/y'] } }),
    writer,
  );
  const definitions = bench.resource('customresourcedefinitions.apiextensions.k8s.io');
  assert.equal(bench.api.delete(definitions, '', 'lamps.example.com').finished, false);
  bench.api.change(lamps, 'shop', 'l', ({ metadata }) => delete metadata.finalizers, writer);
  assert.equal(bench.api.registry.find('example.com', 'v1', 'lamps'), undefined);
  assert.equal(bench.api.find(definitions, '', 'lamps.example.com'), undefined);
});
