import assert from 'node:assert/strict';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { chaosCommand } from '../chaos-python.ts';
import {
  backendGone,
  deploy,
  deviated,
  frontendPod,
  held,
  original,
  ours,
  type Place,
  podsOf,
  type Runner,
  runExperiment,
} from './lesson-support.ts';
import {
  type After,
  audited,
  clusterProgram,
  newNamespace,
  ready,
  runClusterProgram,
  testCluster,
  until,
} from './support.ts';

const cluster = testCluster();

/** How often the same verdict must come in a row. */
const times = Number(process.env['CHAOS_WORKBENCH_LESSON_TIMES'] || 10);

/** The pod experiment: completed, and exactly one pod of the frontend was deleted and replaced. */
async function podLesson(runner: Runner, place: Place, url: string): Promise<void> {
  const before = await podsOf(place, 'front');
  const { result, changes } = await faults(runner, place, () =>
    runExperiment(runner, place, 'pod', url),
  );
  assert.deepEqual(result.verdict, { ...held, method: ['succeeded', 'succeeded'] });
  await ready(cluster, place.namespace, 'front', 2);
  const after = await podsOf(place, 'front');
  const uids = new Set(after.map(({ uid }) => uid));
  const gone = before.filter(({ uid }) => !uids.has(uid));
  assert.equal(gone.length, 1);
  assert.equal(after.length, 2);
  const [pod] = gone;
  assertOnce(changes, 'pods', `${place.namespace}/${pod?.name}`, pod?.uid);
}

/** The deployment experiment; the backend's deployment was deleted exactly once. */
async function deploymentLesson(runner: Runner, place: Place, url: string, wanted: typeof held) {
  const { namespace } = place;
  const path = `/apis/apps/v1/namespaces/${namespace}/deployments/back`;
  const { uid } = (await cluster.api('GET', path)).metadata;
  const { result, changes } = await faults(runner, place, () =>
    runExperiment(runner, place, 'deployment', url),
  );
  assert.deepEqual(result.verdict, wanted);
  assert.equal(await cluster.find(path), undefined);
  assertOnce(changes, 'deployments.apps', `${namespace}/back`, uid);
}

/** What a runner deleted in a namespace; undefined on a cluster without an audit log. */
async function faults<T>(runner: Runner, { namespace }: Place, use: () => Promise<T>) {
  if (clusterProgram === undefined) {
    return { result: await use(), changes: undefined };
  }
  const { result, changes } = await audited({ verb: 'delete', userAgent: runner.userAgent }, use);
  return { result, changes: changes.filter(({ object }) => object.startsWith(`${namespace}/`)) };
}

function assertOnce(
  changes: Awaited<ReturnType<typeof faults>>['changes'],
  resource: string,
  object: string,
  uid: string | undefined,
): void {
  if (changes !== undefined) {
    const seen = changes.map((change) => [change.count, change.resource, change.object]);
    assert.deepEqual(seen, [[1, resource, object]]);
    assert.equal(changes[0]?.uid, uid);
    assert.equal(changes[0]?.code, 200);
  }
}

/**
 * The deployment experiment with frontend v2, while requests make the breaker of one pod open and
 * short-circuit; then the backend comes back, and the breaker half-opens and closes.
 */
async function breakerLesson(runner: Runner, place: Place, url: string): Promise<void> {
  const [pod] = await podsOf(place, 'front');
  const front = frontendPod(place, pod?.name ?? '');
  const known = (await front.events()).length;
  assert.equal((await front.breaker()).state, 'closed');

  const lesson = deploymentLesson(runner, place, url, held);
  const requests = backendGone(place).then(async () => {
    await until('the breaker opens', async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, front.ask));
      assert.deepEqual(new Set(answers), new Set(["Sorry...I'm frontend."]));
      return (await front.breaker()).state === 'open';
    });
    const { rejects } = (await front.breaker()).stats;
    assert.equal(await front.ask(), "Sorry...I'm frontend.");
    assert.equal((await front.breaker()).stats.rejects, rejects + 1);
  });
  await Promise.all([lesson, requests]);

  await until('it half-opens', async () => (await front.breaker()).state === 'halfOpen');
  await deploy(place, 'v2');
  await until('it lets the backend answer', async () =>
    (await front.ask()).startsWith('Hello from the backend'),
  );
  assert.equal((await front.breaker()).state, 'closed');
  const events = (await front.events()).slice(known);
  let from = 0;
  for (const event of ['open', 'short-circuit', 'half-open', 'close']) {
    const at = events.indexOf(`breaker-${event}`, from);
    assert.notEqual(at, -1, `breaker-${event} after ${from} in ${events}`);
    from = at + 1;
  }
}

/** The whole lesson, once; frontend v2 and the backend run afterwards, at the address it gives. */
async function lesson(runner: Runner, place: Place): Promise<string> {
  const url = await deploy(place, 'v1');
  await podLesson(runner, place, url);
  await deploymentLesson(runner, place, url, deviated);
  await deploy(place, 'v2');
  await breakerLesson(runner, place, url);
  return url;
}

/** Images made as the Dockerfiles say, on the cluster's node. */
async function loadImages(test: After): Promise<Required<Place>['images']> {
  const folder = await mkdtemp(join(tmpdir(), 'images-'));
  test.after(() => rm(folder, { recursive: true }));
  const root = join(import.meta.dirname, '..', '..');
  const image = async (sample: string) => {
    const dockerfile = await readFile(join(root, 'sample-apps', sample, 'Dockerfile'), 'utf8');
    const line = (word: string) => new RegExp(`^${word} (.+)$`, 'm').exec(dockerfile)?.[1] ?? '';
    const [from = '', to = ''] = line('COPY').split(' ');
    await mkdir(join(folder, sample));
    await copyFile(join(root, 'dist', 'samples', from), join(folder, sample, to));
    const [[entrypoint], command] = [JSON.parse(line('ENTRYPOINT')), JSON.parse(line('CMD'))];
    const name = `lesson-${sample}:test`;
    const options = ['--into', line('WORKDIR'), '--entrypoint', entrypoint, '--cmd', ...command];
    await runClusterProgram('load-image', name, join(folder, sample), ...options);
    return name;
  };
  return {
    backend: await image('backend'),
    'frontend-v1': await image('frontend-v1'),
    'frontend-v2': await image('frontend-v2'),
  };
}

suite('the lesson', { concurrency: true }, () => {
  test(`without a registry; frontend v1 ${times} times`, async (t) => {
    const place = { cluster, namespace: await newNamespace(cluster, 'lesson', t) };
    await lesson(ours, place);
    for (let time = 2; time <= times; time++) {
      const url = await deploy(place, 'v1');
      await podLesson(ours, place, url);
      await deploymentLesson(ours, place, url, deviated);
    }
  });

  const from = clusterProgram ? 'from images of one’s own' : 'again without a registry';
  test(`${from}; frontend v2 ${times} times`, async (t) => {
    const place = {
      cluster,
      namespace: await newNamespace(cluster, 'lesson', t),
      ...(clusterProgram && { images: await loadImages(t) }),
    };
    const url = await lesson(ours, place);
    for (let time = 2; time <= times; time++) {
      await breakerLesson(ours, place, url);
    }
  });

  test('with the real chaos', async (t) => {
    const place = { cluster, namespace: await newNamespace(cluster, 'lesson', t) };
    await lesson(original(await chaosCommand()), place);
  });
});
