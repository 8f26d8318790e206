import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createExperiment } from '../../src/experiment/create/create.ts';
import { faultsFor, type SeedFault } from '../../src/experiment/create/faults.ts';
import { openCluster } from '../../src/kubernetes/connection.ts';
import type { InteractiveCluster } from '../../src/kubernetes/interactive.ts';
import type { KubeObject } from '../../src/kubernetes/objects.ts';
import { findSeed } from '../../src/kubernetes/seed.ts';
import { format } from '../../src/messages/format.ts';
import { nodePlatform } from '../../src/platform/platform.ts';
import { userAgent } from '../../src/platform/program.ts';
import { holdPractice } from '../../src/practice/lifetime/hold.ts';
import { type TestCluster, testCluster, until } from '../cluster/support.ts';
import { cli, freshAccess } from './support.ts';

/** A container of nearly any image: its first process has no handler, so it lives through SIGTERM. */
const stubborn = {
  // Longer than the pause after a fault, shorter than the default's half a minute.
  terminationGracePeriodSeconds: 12,
  containers: [
    {
      name: 'main',
      image: 'node:24-alpine',
      command: ['node', '-e', "process.on('SIGTERM', () => {}); setInterval(() => {}, 60_000);"],
    },
  ],
};

const template = (name: string, spec: object = {}) => ({
  metadata: { labels: { app: name } },
  spec: { ...stubborn, ...spec },
});

const selector = (name: string) => ({ matchLabels: { app: name } });
const batch = (name: string) => template(name, { restartPolicy: 'Never' });

/** Of an entry of the journal. */
interface Played {
  activity: { type: string };
  output: unknown;
}

interface Sample {
  group: string;
  plural: string;
  spec: (name: string) => object;
  /** What is there of it, when it is well. */
  well: (object: KubeObject) => unknown;
}

/** Figures of a status. */
const status = (object: KubeObject) => (object.status ?? {}) as Record<string, unknown>;

const samples: Record<string, Sample> = {
  Deployment: {
    group: 'apis/apps/v1',
    plural: 'deployments',
    spec: (name) => ({ replicas: 2, selector: selector(name), template: template(name) }),
    well: (object) => status(object)['readyReplicas'] === 2,
  },
  StatefulSet: {
    group: 'apis/apps/v1',
    plural: 'statefulsets',
    spec: (name) => ({
      replicas: 2,
      serviceName: name,
      selector: selector(name),
      template: template(name),
    }),
    well: (object) => status(object)['readyReplicas'] === 2,
  },
  DaemonSet: {
    group: 'apis/apps/v1',
    plural: 'daemonsets',
    spec: (name) => ({ selector: selector(name), template: template(name) }),
    well: (object) =>
      Number(status(object)['numberReady']) > 0 &&
      status(object)['numberReady'] === status(object)['desiredNumberScheduled'],
  },
  ReplicaSet: {
    group: 'apis/apps/v1',
    plural: 'replicasets',
    spec: (name) => ({ replicas: 2, selector: selector(name), template: template(name) }),
    well: (object) => status(object)['readyReplicas'] === 2,
  },
  Job: {
    group: 'apis/batch/v1',
    plural: 'jobs',
    spec: (name) => ({ parallelism: 2, completions: 2, backoffLimit: 6, template: batch(name) }),
    well: (object) => status(object)['ready'] === 2,
  },
  CronJob: {
    group: 'apis/batch/v1',
    plural: 'cronjobs',
    spec: (name) => ({ schedule: '0 3 * * *', jobTemplate: { spec: { template: batch(name) } } }),
    well: (object) => (object.spec as { suspend?: boolean }).suspend !== true,
  },
  Pod: {
    group: 'api/v1',
    plural: 'pods',
    spec: () => stubborn,
    well: (object) =>
      (status(object)['conditions'] as { type: string; status: string }[] | undefined)?.some(
        ({ type, status: is }) => type === 'Ready' && is === 'True',
      ),
  },
};

/** What a person expects to be told after each fault: that it healed, or that it did not hold. */
const heals: Readonly<Record<SeedFault, boolean>> = {
  pod: true,
  pods: true,
  gone: false,
  restart: true,
  scale: false,
  delete: false,
  suspend: false,
};

describe('experiments that are created for an object, on the practice cluster', {
  concurrency: 6,
}, () => {
  let folder: string;
  let cluster: TestCluster;
  let client: InteractiveCluster;
  const tidy: (() => Promise<unknown>)[] = [];

  before(async () => {
    const access = await freshAccess({ after: (work) => void tidy.push(work) });
    const held = await holdPractice(access);
    cluster = testCluster(held.kubeconfig);
    folder = await mkdtemp(join(tmpdir(), 'created-'));
    tidy.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    const platform = nodePlatform();
    client = await openCluster(
      { kubeconfig: held.kubeconfig },
      { environment: platform.environment, platform, trusted: true, userAgent: userAgent('test') },
      AbortSignal.timeout(60_000),
    );
  });
  after(async () => {
    client?.close();
    for (const each of tidy.reverse()) {
      await each();
    }
  });

  for (const [kind, { group, plural, spec, well }] of Object.entries(samples)) {
    for (const fault of faultsFor({ kind: kind as 'Pod', selector: 'app' })) {
      it(`${kind}, ${fault}: ${heals[fault] ? 'heals' : 'deviates and is put back'}`, async () => {
        const namespace = `${kind}-${fault}`.toLowerCase();
        const name = 'sample.one';
        await cluster.api('POST', '/api/v1/namespaces', { metadata: { name: namespace } });
        const path = `/${group}/namespaces/${namespace}/${plural}`;
        await cluster.api('POST', path, {
          metadata: { name, labels: { app: name } },
          spec: spec(name),
        });
        const find = () => cluster.find(`${path}/${name}`);
        const isWell = async () => {
          const found = await find();
          return found !== undefined && well(found) === true;
        };
        await until(`${kind} is ready`, isWell);

        const { seed } = await findSeed(
          client,
          { kind, name, namespace },
          AbortSignal.timeout(10_000),
        );
        const experiment = createExperiment(seed, fault, (message) => format(message, 'en'));
        const file = join(folder, `${namespace}.json`);
        const journal = join(folder, `${namespace}.journal.json`);
        await writeFile(file, JSON.stringify(experiment, null, 2));
        const how = ['--journal-path', journal, '--kubeconfig', cluster.kubeconfig];
        const state = join(folder, namespace);
        const run = await cli(state, 'run', file, ...how).ended;
        const kept = JSON.parse(await readFile(journal, 'utf8'));
        assert.equal(kept.status, 'completed', run.text);
        assert.equal(kept.steady_states.before.steady_state_met, true, run.text);
        const failed = [...kept.run, ...kept.rollbacks].filter(
          (each) => each.status !== 'succeeded',
        );
        assert.deepEqual(failed, [], run.text);
        assert.equal(kept.deviated, !heals[fault], run.text);
        assert.equal(run.code, heals[fault] ? 0 : 1, run.text);
        // What waits for the fault to show has seen it.
        const waited = kept.run.filter((each: Played) => each.activity.type === 'probe');
        assert.deepEqual(
          waited.map(({ output }: Played) => output),
          waited.map(() => true),
        );
        if (fault === 'gone') {
          assert.equal(await find(), undefined);
          const [id = ''] = await readdir(join(state, 'runs'));
          const undone = await cli(state, 'undo', id, '--kubeconfig', cluster.kubeconfig).ended;
          assert.equal(undone.code, 0, undone.text);
        }
        await until(`${kind} is as before`, isWell);
      });
    }
  }
});
