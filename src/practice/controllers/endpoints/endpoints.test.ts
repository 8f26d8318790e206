import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json, JsonObject } from '../../../experiment/json.ts';
import { type KubeObject, listAt, textAt, valueAt } from '../../api/objects.ts';
import { pod } from '../../api/testing.ts';
import { setReady } from '../fake-kubelet.ts';
import { TestCluster } from '../testing.ts';

const slicesId = 'endpointslices.discovery.k8s.io';

function cluster(spec: JsonObject = {}, names = ['a', 'b']): TestCluster {
  const shop = new TestCluster();
  const ports = [{ name: 'http', containerPort: 8080 }];
  const containers = [{ name: 'main', image: 'web:1', ports }];
  for (const name of names) {
    shop.made('pods', pod(name, { labels: { app: 'web' }, spec: { containers } }));
  }
  shop.made('services', {
    metadata: { name: 'web', labels: { tier: 'front' } },
    spec: {
      selector: { app: 'web' },
      ports: [{ name: 'http', port: 80, targetPort: 'http' }],
      ...spec,
    },
  });
  return shop;
}

const subsets = (shop: TestCluster) => listAt(shop.get('endpoints', 'web'), 'subsets');
const slices = (shop: TestCluster) => shop.all(slicesId);
const endpoints = (slice: KubeObject | undefined) => listAt(slice, 'endpoints');
const names = (list: Json[]) => list.map((one) => textAt(one, 'targetRef', 'name')).sort();

test('both forms say where the ready pods are, with the port that the pods name', () => {
  const shop = cluster();
  const [subset] = subsets(shop);
  assert.deepEqual(names(listAt(subset, 'addresses')), ['a', 'b']);
  assert.deepEqual(listAt(subset, 'ports'), [{ name: 'http', port: 8080, protocol: 'TCP' }]);
  const [slice] = slices(shop);
  assert.partialDeepStrictEqual(slice, {
    addressType: 'IPv4',
    ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    metadata: {
      generateName: 'web-',
      labels: {
        tier: 'front',
        'kubernetes.io/service-name': 'web',
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
      },
      ownerReferences: [{ kind: 'Service', name: 'web', controller: true }],
    },
  });
  const one = shop.get('pods', 'a');
  assert.partialDeepStrictEqual(endpoints(slice)[0], {
    addresses: [textAt(one, 'status', 'podIP')],
    nodeName: textAt(one, 'spec', 'nodeName'),
    conditions: { ready: true, serving: true, terminating: false },
    targetRef: { kind: 'Pod', namespace: 'shop', name: 'a', uid: one.metadata.uid },
  });
  shop.close();
});

test('a pod that is not ready is told apart', () => {
  const shop = cluster();
  setReady(shop.api, shop.get('pods', 'a'), false);
  shop.settle();
  const [subset] = subsets(shop);
  assert.deepEqual(names(listAt(subset, 'addresses')), ['b']);
  assert.deepEqual(names(listAt(subset, 'notReadyAddresses')), ['a']);
  const one = endpoints(slices(shop)[0]).find((each) => textAt(each, 'targetRef', 'name') === 'a');
  const conditions = { ready: false, serving: false, terminating: false };
  assert.deepEqual(valueAt(one, 'conditions'), conditions);
  shop.close();
});

test('a service may tell of all', () => {
  const shop = cluster({ publishNotReadyAddresses: true });
  setReady(shop.api, shop.get('pods', 'a'), false);
  shop.settle();
  assert.deepEqual(names(listAt(subsets(shop)[0], 'addresses')), ['a', 'b']);
  const one = endpoints(slices(shop)[0]).find((each) => textAt(each, 'targetRef', 'name') === 'a');
  const conditions = { ready: true, serving: false, terminating: false };
  assert.deepEqual(valueAt(one, 'conditions'), conditions);
  shop.close();
});

test('a pod under deletion is in the slices still, and serves as long as it is ready', () => {
  const shop = new TestCluster({ kubelet: false });
  shop.made('services', {
    metadata: { name: 'web' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
  });
  shop.made('pods', pod('a', { labels: { app: 'web' } }));
  const change = (copy: KubeObject) => {
    const conditions = [{ type: 'Ready', status: 'True' }];
    copy.status = { phase: 'Running', podIP: '10.244.0.9', conditions };
  };
  const options = { manager: 'test', part: 'status' } as const;
  shop.api.change(shop.resource('pods'), 'shop', 'a', change, options);
  shop.deleted('pods', 'a');
  assert.deepEqual(subsets(shop), []);
  const [one] = endpoints(slices(shop)[0]);
  const conditions = { ready: false, serving: true, terminating: true };
  assert.deepEqual(valueAt(one, 'conditions'), conditions);
  shop.close();
});

test('without pods there is one empty slice', () => {
  const shop = cluster({}, ['a']);
  const [before] = slices(shop);
  shop.deleted('pods', 'a');
  assert.deepEqual(subsets(shop), []);
  assert.deepEqual(
    slices(shop).map(({ metadata }) => metadata.name),
    [before?.metadata.name],
  );
  assert.deepEqual(endpoints(slices(shop)[0]), []);
  shop.close();
});

test('a slice holds a hundred endpoints, and one that stays does not move', () => {
  const many = Array.from({ length: 150 }, (_, number) => `pod-${String(number).padStart(3, '0')}`);
  const shop = cluster({}, many);
  assert.deepEqual(
    slices(shop)
      .map((slice) => endpoints(slice).length)
      .sort(),
    [100, 50].sort(),
  );
  const second = slices(shop).find((slice) => endpoints(slice).length === 50);
  shop.deleted('pods', 'pod-000');
  const after = slices(shop).find(({ metadata }) => metadata.name === second?.metadata.name);
  assert.equal(endpoints(after).length, 50);
  shop.close();
});

test('a service that goes takes both with it', () => {
  const shop = cluster();
  shop.deleted('services', 'web');
  assert.equal(shop.find('endpoints', 'web'), undefined);
  assert.deepEqual(slices(shop), []);
  shop.close();
});
