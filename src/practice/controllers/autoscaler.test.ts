import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../experiment/json.ts';
import { conditionOf } from '../api/objects.ts';
import { TestCluster, workload } from './testing.ts';

const id = 'horizontalpodautoscalers.autoscaling';

function cluster(replicas: number, spec: JsonObject = {}): TestCluster {
  const shop = new TestCluster();
  shop.made('deployments.apps', workload('web', { replicas }));
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
  const bounds = { minReplicas: 2, maxReplicas: 4, scaleTargetRef, ...spec };
  shop.made(id, { metadata: { name: 'web' }, spec: bounds });
  return shop;
}

const replicas = (shop: TestCluster) => shop.get('deployments.apps', 'web').spec?.['replicas'];

test('a target is brought within its bounds', () => {
  for (const [before, after, why] of [
    [7, 4, 'above Spec.MaxReplicas'],
    [1, 2, 'below Spec.MinReplicas'],
  ] as const) {
    const shop = cluster(before);
    assert.equal(replicas(shop), after);
    const text = `SuccessfulRescale: New size: ${after}; reason: Current number of replicas ${why}`;
    assert.ok(shop.events('web').includes(text));
    shop.close();
  }
});

test('within them it says that there are no metrics', () => {
  const shop = cluster(3);
  assert.equal(replicas(shop), 3);
  const scaler = shop.get(id, 'web');
  assert.partialDeepStrictEqual(conditionOf(scaler, 'AbleToScale'), {
    status: 'True',
    reason: 'SucceededGetScale',
  });
  assert.partialDeepStrictEqual(conditionOf(scaler, 'ScalingActive'), {
    status: 'False',
    reason: 'FailedGetResourceMetric',
    message:
      'the HPA was unable to compute the replica count: failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)',
  });
  assert.equal(scaler.status?.['currentReplicas'], 3);
  shop.close();
});

test('a target of none is left alone', () => {
  const shop = cluster(0);
  assert.equal(replicas(shop), 0);
  assert.partialDeepStrictEqual(conditionOf(shop.get(id, 'web'), 'ScalingActive'), {
    status: 'False',
    reason: 'ScalingDisabled',
  });
  shop.close();
});

test('a target that is not there is told of', () => {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'none' };
  const shop = cluster(3, { scaleTargetRef });
  assert.partialDeepStrictEqual(conditionOf(shop.get(id, 'web'), 'AbleToScale'), {
    status: 'False',
    reason: 'FailedGetScale',
    message:
      'the HPA controller was unable to get the target\'s current scale: deployments.apps "none" not found',
  });
  shop.close();
});
