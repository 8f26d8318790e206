import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered, calm, FakeCluster, object } from '../../testing/fake-cluster.ts';
import { readerOf } from './reader.ts';
import { autoscalerWarnings, budgetWarnings, gitOpsWarnings, selects } from './warnings.ts';

const scalers = '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers';
const budgets = '/apis/policy/v1/namespaces/default/poddisruptionbudgets';

test('a label selector takes what Kubernetes’ takes', () => {
  const labels = { app: 'web', tier: 'front' };
  const expression = (key: string, operator: string, values: string[] = []) => ({
    matchExpressions: [{ key, operator, values }],
  });
  assert.equal(selects({}, labels), true);
  assert.equal(selects({ matchLabels: { app: 'web' } }, labels), true);
  assert.equal(selects({ matchLabels: { app: 'db' } }, labels), false);
  assert.equal(selects(expression('app', 'In', ['web', 'db']), labels), true);
  assert.equal(selects(expression('x', 'In', ['web']), labels), false);
  assert.equal(selects(expression('app', 'NotIn', ['web']), labels), false);
  assert.equal(selects(expression('x', 'NotIn', ['web']), labels), true);
  assert.equal(selects(expression('tier', 'Exists'), labels), true);
  assert.equal(selects(expression('tier', 'DoesNotExist'), labels), false);
  assert.equal(
    selects({ matchLabels: { app: 'web' }, ...expression('x', 'Exists') }, labels),
    false,
  );
});

test('an autoscaler warns about its own workload only', async () => {
  const cluster = new FakeCluster();
  const spec = { scaleTargetRef: { kind: 'Deployment', name: 'front' } };
  cluster.add(scalers, object('hpa', { spec }));
  const about = (kind: string, name: string) =>
    autoscalerWarnings(readerOf(cluster), 'default', kind, name, calm);
  assert.deepEqual(await about('Deployment', 'front'), [
    { code: 'kubernetes.warn-autoscaler', args: { name: 'front', autoscaler: 'hpa' } },
  ]);
  assert.deepEqual(await about('Deployment', 'back'), []);
  assert.deepEqual(await about('StatefulSet', 'front'), []);
});

test('a budget warns when it covers a pod', async () => {
  const cluster = new FakeCluster();
  cluster.add(budgets, object('pdb', { spec: { selector: { matchLabels: { app: 'web' } } } }));
  const pod = (app: string) => {
    const made = object(app);
    made.metadata.labels = { app };
    return made;
  };
  const about = (app: string) => budgetWarnings(readerOf(cluster), 'default', [pod(app)], calm);
  assert.deepEqual(await about('web'), [
    { code: 'kubernetes.warn-budget', args: { budget: 'pdb' } },
  ]);
  assert.deepEqual(await about('db'), []);
});

test('who may not list is not warned, and not refused', async () => {
  const cluster = new FakeCluster();
  cluster.before = () => {
    throw answered('kubernetes.forbidden-plain', 403);
  };
  assert.deepEqual(await budgetWarnings(readerOf(cluster), 'default', [object('web')], calm), []);
});

test('where nobody reads warnings nothing is read for them', async () => {
  const cluster = new FakeCluster();
  cluster.before = () => assert.fail('read');
  const reader = { ...readerOf(cluster), unwarned: true };
  assert.deepEqual(await budgetWarnings(reader, 'default', [object('web')], calm), []);
});

test('a workload that a repository governs says so', () => {
  const front = object('front');
  front.metadata.annotations = { 'argocd.argoproj.io/tracking-id': 'x' };
  assert.deepEqual(gitOpsWarnings([front, object('back')]), [
    { code: 'kubernetes.warn-gitops', args: { name: 'front', tool: 'Argo CD' } },
  ]);
});
