import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/experiment/json.ts';
import { listAt, textAt } from '../../../src/practice/api/objects.ts';
import { condition, counts, type Scenario } from './lab.ts';
import { pod, podSpec, workload } from './objects.ts';

const refused = (reasons: string) =>
  new RegExp(
    `^0/(\\d+) nodes are available: ${reasons}\\. no new claims to deallocate, preemption: 0/\\1 nodes are available: \\1 Preemption is not helpful for scheduling\\.$`,
  );

const unscheduled = (one: JsonObject) => condition(one, 'PodScheduled')['status'] === 'False';

export const nodes: Scenario[] = [
  {
    name: 'scheduler: a pod that no node is right for says why',
    async run(lab) {
      const spec = { ...podSpec(), nodeSelector: { no: 'where' } };
      await lab.create('pods', pod('lost', {}, spec));
      const object = await lab.one('pods', 'lost', unscheduled);
      const { reason, message } = condition(object, 'PodScheduled');
      assert.equal(reason, 'Unschedulable');
      const affinity = "\\d+ node\\(s\\) didn't match Pod's node affinity/selector";
      assert.match(String(message), refused(`.*${affinity}.*`));
      await lab.told('lost', `FailedScheduling: ${message}`);
    },
  },
  {
    name: 'scheduler: a claim that is not there',
    async run(lab) {
      const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'none' } }];
      await lab.create('pods', pod('lost', {}, { ...podSpec(), volumes }));
      const object = await lab.one('pods', 'lost', unscheduled);
      assert.match(
        String(condition(object, 'PodScheduled')['message']),
        /^0\/\d+ nodes are available: persistentvolumeclaim "none" not found\. not found$/,
      );
    },
  },
  {
    name: 'scheduler: a pod that has a node says so',
    async run(lab) {
      await lab.create('pods', pod('here', {}));
      const object = await lab.one('pods', 'here', (one) => textAt(one, 'spec', 'nodeName') !== '');
      assert.equal(condition(object, 'PodScheduled')['status'], 'True');
      const node = textAt(object, 'spec', 'nodeName');
      await lab.told('here', `Scheduled: Successfully assigned ${lab.namespace}/here to ${node}`);
    },
  },
  {
    name: 'taints: pods leave a node unless they tolerate it',
    async run(lab) {
      const node = `ghost-${lab.namespace}`;
      await lab.create('nodes', { metadata: { name: node } });
      try {
        const on = (tolerations: JsonObject[]) => ({ ...podSpec(), nodeName: node, tolerations });
        const tolerant = [{ operator: 'Exists' }];
        const known = ['not-ready', 'unreachable'].map((key) => ({
          key: `node.kubernetes.io/${key}`,
          operator: 'Exists',
        }));
        await lab.create('pods', pod('firm', {}, on(tolerant)));
        await lab.create('pods', pod('weak', {}, on(known)));
        const taints = [{ key: 'fire', effect: 'NoExecute' }];
        await lab.patch('nodes', node, { spec: { taints } });
        await lab.until('pods', (found) => {
          const weak = found.find((one) => textAt(one, 'metadata', 'name') === 'weak');
          return weak === undefined || textAt(weak, 'metadata', 'deletionTimestamp') !== '';
        });
        const name = `${lab.namespace}/weak`;
        await lab.told('weak', `TaintManagerEviction: Marking for deletion Pod ${name}`);
        const firm = await lab.get('pods', 'firm');
        assert.equal(textAt(firm, 'metadata', 'deletionTimestamp'), '');
      } finally {
        await lab.remove('nodes', node);
      }
    },
  },
  {
    name: 'taints: a cordoned node has one that says so',
    async run(lab) {
      const node = `ghost-${lab.namespace}`;
      await lab.create('nodes', { metadata: { name: node } });
      try {
        const cordon = (one: JsonObject) =>
          listAt(one, 'spec', 'taints').some(
            (taint) =>
              textAt(taint, 'key') === 'node.kubernetes.io/unschedulable' &&
              textAt(taint, 'effect') === 'NoSchedule',
          );
        await lab.patch('nodes', node, { spec: { unschedulable: true } });
        await lab.one('nodes', node, cordon);
        await lab.patch('nodes', node, { spec: { unschedulable: null } });
        await lab.one('nodes', node, (one) => !cordon(one));
      } finally {
        await lab.remove('nodes', node);
      }
    },
  },
  {
    name: 'autoscaler: brings its target within bounds, and has no metrics',
    async run(lab) {
      await lab.create('deployments', workload('web', { replicas: 3 }));
      await lab.create('horizontalpodautoscalers', {
        metadata: { name: 'web' },
        spec: {
          maxReplicas: 2,
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        },
      });
      await lab.one('deployments', 'web', (one) => counts(one, { replicas: 2, readyReplicas: 2 }));
      const object = await lab.one(
        'horizontalpodautoscalers',
        'web',
        (one) => condition(one, 'ScalingActive')['status'] === 'False',
      );
      assert.deepEqual(condition(object, 'AbleToScale'), {
        status: 'True',
        reason: 'SucceededGetScale',
        message: "the HPA controller was able to get the target's current scale",
      });
      assert.deepEqual(condition(object, 'ScalingActive'), {
        status: 'False',
        reason: 'FailedGetResourceMetric',
        message:
          'the HPA was unable to compute the replica count: failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)',
      });
      await lab.told(
        'web',
        'SuccessfulRescale: New size: 2; reason: Current number of replicas above Spec.MaxReplicas',
      );
    },
  },
];
