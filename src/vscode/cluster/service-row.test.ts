import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ServiceRow } from '../../kubernetes/feed-types.ts';
import { format } from '../../messages/format.ts';
import { describeService, serviceUrls } from './service-row.ts';

const server = 'https://cluster.example:6443';

const service = (more: Partial<ServiceRow>): ServiceRow => ({
  uid: 'u',
  name: 'frontend',
  namespace: 'default',
  type: 'ClusterIP',
  ports: [{ port: 80, target: '8080', protocol: 'TCP' }],
  endpoints: 1,
  ...more,
});

test('a load balancer is tried first, then the node, then the cluster’s own address', () => {
  const balanced = service({
    type: 'LoadBalancer',
    address: '10.0.0.1',
    external: '203.0.113.9',
    ports: [{ port: 80, nodePort: 30080, protocol: 'TCP' }],
  });
  assert.deepEqual(serviceUrls(balanced, server), [
    'http://203.0.113.9',
    'http://cluster.example:30080',
    'http://10.0.0.1',
  ]);
  const moved = { ...balanced, ports: [{ port: 80, protocol: 'TCP', external: 40001 }] };
  assert.equal(serviceUrls(moved, server)[0], 'http://203.0.113.9:40001');
  assert.equal(describeService(moved, format).description, 'http://203.0.113.9:40001');
  assert.equal(describeService(balanced, format).description, 'http://203.0.113.9');
});

test('addresses are written as a browser wants them', () => {
  const ports = [
    { port: 443, protocol: 'TCP' },
    { port: 53, protocol: 'UDP' },
  ];
  assert.deepEqual(serviceUrls(service({ address: 'fd00::1', ports }), server), [
    'https://[fd00::1]',
  ]);
  assert.deepEqual(serviceUrls(service({ ports }), server), []);
});

test('a load balancer without an address says so, and can be opened all the same', () => {
  const row = describeService(service({ type: 'LoadBalancer', address: '10.0.0.1' }), format);
  assert.equal(row.description, '10.0.0.1:80');
  assert.match(row.tooltip ?? '', /has not given it an address yet/);
  assert.equal(row.kind, 'service.web');
});

test('a headless service can’t be opened', () => {
  const row = describeService(service({}), format);
  assert.equal(row.description, 'no address of its own');
  assert.equal(row.kind, 'service');
});
