import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, type TestContext, test } from 'node:test';
import type { JsonObject } from '../../src/experiment/json.ts';
import { newActivities } from './activities-support.ts';
import { emptyWorkload } from './mutations/inert.ts';
import {
  audited,
  clusterProgram,
  newNamespace,
  type TestCluster,
  testCluster,
  until,
} from './support.ts';

/** Pods of the deployment; its controller makes another for each that is deleted. */
const count = 120;

const terminate = 'chaosk8s.pod.actions.terminate_pods';

describe('of many pods just those are deleted that were shown', { skip: !clusterProgram }, () => {
  let cluster: TestCluster;

  before(() => {
    cluster = testCluster();
  });

  /** A deployment with so many pods that wait for ever. */
  async function start(t: TestContext) {
    const ns = await newNamespace(cluster, 'many', t);
    const path = `/apis/apps/v1/namespaces/${ns}/deployments`;
    await cluster.api('POST', path, emptyWorkload('Deployment', 'many'));
    const scale = async (replicas: number) => {
      const merge = 'application/merge-patch+json';
      await cluster.api('PATCH', `${path}/many`, { spec: { replicas } }, merge);
      await until('the pods are there', async () => (await uids()).length === replicas);
    };
    const uids = async () =>
      (await cluster.list(`/api/v1/namespaces/${ns}/pods`)).map(({ metadata }) => metadata.uid);
    await scale(count);
    return { ns, scale, uids };
  }

  /**
   * Shows what an action would hit, lets more pods be made, and does it.
   * @param more pods that are made between
   */
  async function hit(t: TestContext, args: JsonObject, more: number) {
    const { ns, scale, uids } = await start(t);
    const runId = `many-${randomBytes(3).toString('hex')}`;
    const tidy = { after: (work: () => Promise<void>) => t.after(work) };
    const activities = await newActivities(cluster.kubeconfig, tidy, { runId });
    const whole = { ns, ...args };
    await activities.prepare([{ path: terminate, args: whole }]);
    const shown = activities.questions[0]?.faults[0]?.targets.map(({ uid }) => uid ?? '') ?? [];
    if (more > 0) {
      await scale(count + more);
    }
    const { changes } = await audited({ verb: 'delete', resource: 'pods', userAgent: runId }, () =>
      activities.call(terminate, whole, { pointer: '/method/0' }),
    );
    assert.deepEqual(changes.map(({ uid }) => uid).sort(), shown.toSorted());
    assert.ok(changes.every((change) => change.count === 1 && change.code === 200));
    const states = (await activities.ledger()).map(({ state }) => state);
    assert.deepEqual(new Set(states), new Set(['applied']));
    await until('others are made in their place', async () => {
      const now = await uids();
      return now.length === count + more && !now.some((uid) => shown.includes(uid));
    });
    return shown.length;
  }

  const label = { label_selector: 'part=of-many' };

  test('all, while others are made in their place', async (t) => {
    assert.equal(await hit(t, { ...label, all: true }, 0), count);
  });

  test('some by chance, of more than there were', async (t) => {
    assert.equal(await hit(t, { ...label, rand: true, qty: 50 }, 10), 50);
  });

  test('some by a pattern', async (t) => {
    assert.equal(await hit(t, { name_pattern: '^many-[0-9a-f]+-', qty: 50 }, 10), 50);
  });

  test('a share of them', async (t) => {
    const share = { ...label, rand: true, mode: 'percentage', qty: 40 };
    assert.equal(await hit(t, share, 0), count * 0.4);
  });
});
