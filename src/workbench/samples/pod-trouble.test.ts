import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '../../kubernetes/objects.ts';
import { troubleOf } from './pod-trouble.ts';

const pod = (status: object): KubeObject => ({
  metadata: { name: 'web-0', uid: '1', resourceVersion: '1' },
  status,
});

const waiting = (reason: string, message?: string) =>
  pod({ containerStatuses: [{ ready: false, state: { waiting: { reason, message } } }] });

test('a ready pod has no trouble', () => {
  assert.equal(troubleOf(pod({ conditions: [{ type: 'Ready', status: 'True' }] })), undefined);
});

test('a container that can’t be started is told in Kubernetes’ words', () => {
  assert.deepEqual(troubleOf(waiting('ImagePullBackOff', 'Back-off pulling image "x"')), {
    pod: 'web-0',
    reason: 'ImagePullBackOff',
    message: 'Back-off pulling image "x"',
    final: true,
  });
});

test('what Kubernetes tries again by itself is not final', () => {
  assert.equal(troubleOf(waiting('ErrImagePull'))?.final, false);
  assert.equal(troubleOf(pod({}))?.final, false);
  const starting = pod({
    conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady' }],
    containerStatuses: [{ ready: false, state: { waiting: { reason: 'ContainerCreating' } } }],
  });
  assert.deepEqual(
    [troubleOf(starting)?.reason, troubleOf(starting)?.final],
    ['ContainersNotReady', false],
  );
});

test('a crash without words has its exit code', () => {
  const crashed = pod({
    containerStatuses: [
      {
        ready: false,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated: { exitCode: 1 } },
      },
    ],
  });
  assert.equal(troubleOf(crashed)?.message, 'exit code 1');
});

test('a pod without a node has the scheduler’s sentence', () => {
  const message = '0/1 nodes are available: 1 Insufficient cpu.';
  const unscheduled = pod({
    conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
  });
  assert.deepEqual(troubleOf(unscheduled), {
    pod: 'web-0',
    reason: 'Unschedulable',
    message,
    final: false,
  });
});
