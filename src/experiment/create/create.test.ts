import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { createCatalogue } from '../../catalogue/index.ts';
import { kubernetesEntries } from '../../catalogue/kubernetes/index.ts';
import { format, learn } from '../../messages/format.ts';
import type { Format } from '../document.ts';
import { parseExperiment } from '../parse.ts';
import { validateExperiment } from '../validate.ts';
import { createExperiment } from './create.ts';
import { faultsFor } from './faults.ts';
import type { Seed, SeedKind } from './seed.ts';

const catalogue = createCatalogue(kubernetesEntries);
const kinds: SeedKind[] = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
  'Pod',
];
const seedOf = (kind: SeedKind, changes: Partial<Seed> = {}): Seed => ({
  kind,
  name: 'back',
  namespace: 'shop',
  replicas: 2,
  selector: 'app=back',
  manifest: { apiVersion: 'apps/v1', kind, metadata: { name: 'back' }, spec: { replicas: 2 } },
  ...changes,
});

function problems(text: string, as: Format) {
  return validateExperiment(parseExperiment(text, as), catalogue);
}

await learn('ja');

for (const kind of kinds) {
  test(`every experiment for a ${kind} is without problems, in both formats and languages`, () => {
    const service = { name: 'backend', url: 'http://127.0.0.1:8081/', status: 200 };
    for (const seed of [seedOf(kind), seedOf(kind, { service }), seedOf(kind, { selector: '' })]) {
      for (const fault of faultsFor(seed)) {
        for (const language of ['en', 'ja']) {
          const experiment = createExperiment(seed, fault, (message) => format(message, language));
          assert.deepEqual(problems(JSON.stringify(experiment, null, 2), 'json'), [], fault);
          assert.deepEqual(problems(stringify(experiment), 'yaml'), [], fault);
        }
      }
    }
  });
}

test('what a fault takes away is put back by a rollback', () => {
  const english = (seed: Seed, fault: Parameters<typeof createExperiment>[1]) =>
    createExperiment(seed, fault, (message) => format(message, 'en'));
  const rollbacks = (seed: Seed, fault: Parameters<typeof createExperiment>[1]) =>
    (english(seed, fault)['rollbacks'] as { provider: { func: string; arguments: object } }[]).map(
      ({ provider }) => [provider.func, provider.arguments],
    );
  const deployment = seedOf('Deployment');
  const name = 'back';
  assert.deepEqual(rollbacks(deployment, 'scale'), [
    ['scale_deployment', { name, replicas: 2, ns: 'shop' }],
  ]);
  assert.deepEqual(rollbacks(deployment, 'delete'), [
    [
      'create_custom_object',
      {
        group: 'apps',
        version: 'v1',
        plural: 'deployments',
        ns: 'shop',
        resource: deployment.manifest,
      },
    ],
  ]);
  assert.deepEqual(rollbacks(deployment, 'pod'), []);
});

test('a manifest with what looks like a variable is not written down', () => {
  const manifest = { spec: { command: ['sh', '-c', 'echo ${HOME}'] } };
  const experiment = createExperiment(seedOf('Deployment', { manifest }), 'delete', (message) =>
    format(message, 'en'),
  );
  assert.deepEqual(experiment['rollbacks'], []);
});

test('pods are never chosen without a selector', () => {
  for (const kind of kinds.filter((each) => each !== 'Pod')) {
    const faults = faultsFor(seedOf(kind, { selector: '' }));
    assert.ok(!faults.includes('pod') && !faults.includes('pods'), kind);
  }
});
