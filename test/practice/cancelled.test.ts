import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { KubeObject } from '../../src/kubernetes/objects.ts';
import { holdPractice } from '../../src/practice/lifetime/hold.ts';
import { testCluster } from '../cluster/support.ts';
import { cli, freshAccess } from './support.ts';

interface Deployment extends KubeObject {
  spec: { replicas: number };
}

const deployments = '/apis/apps/v1/namespaces/default/deployments';
const labels = { app: 'web' };

const scale = (replicas: number) => ({
  type: 'action',
  name: `scale to ${replicas}`,
  provider: {
    type: 'python',
    module: 'chaosk8s.deployment.actions',
    func: 'scale_deployment',
    arguments: { name: 'web', replicas },
  },
});

const experiment = {
  title: 'a job that is cancelled',
  description: 'While the deployment is gone.',
  method: [{ ...scale(0), pauses: { after: 600 } }],
  rollbacks: [scale(2)],
};

test('a cancelled job has put back what it changed, and its ledger can be kept', {
  skip: process.platform === 'win32' && 'no SIGTERM there',
}, async (t) => {
  const held = await holdPractice(await freshAccess(t));
  const cluster = testCluster(held.kubeconfig);
  await cluster.api('POST', deployments, {
    metadata: { name: 'web' },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'web', image: 'node:24-alpine', command: ['sleep', '600'] }] },
      },
    },
  });
  const replicas = async () =>
    (await cluster.api<Deployment>('GET', `${deployments}/web`)).spec.replicas;
  const job = await mkdtemp(join(tmpdir(), 'job-'));
  t.after(() => rm(job, { recursive: true }));
  await writeFile(join(job, 'experiment.json'), JSON.stringify(experiment));

  const artefact = join(job, 'artefact');
  const args = ['--change-dir', job, 'run', 'experiment.json', '--junit', 'artefact/junit.xml'];
  const how = ['--rollback-strategy', 'always', '--kubeconfig', held.kubeconfig];
  const run = cli(artefact, ...args, ...how);
  await run.said(/Pausing after/);
  assert.equal(await replicas(), 0);
  run.child.kill('SIGTERM');
  const { code, text } = await run.ended;
  assert.equal(code, 1, text);

  assert.equal(await replicas(), 2, text);
  const [id = ''] = await readdir(join(artefact, 'runs'));
  const read = (name: string) => readFile(join(artefact, 'runs', id, name), 'utf8');
  const ledger = (await read('ledger.jsonl')).trim().split('\n');
  assert.ok(ledger.length >= 4, ledger.join('\n'));
  assert.match(ledger.join('\n'), /"web"/);
  assert.equal(JSON.parse(await read('journal.json')).status, 'interrupted');
  assert.match(await readFile(join(artefact, 'junit.xml'), 'utf8'), /name="scale to 2"[^>]*\/>/);
});
