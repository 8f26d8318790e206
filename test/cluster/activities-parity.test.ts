import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { inspect, isDeepStrictEqual } from 'node:util';
import { kubernetesEntries } from '../../src/catalogue/kubernetes/index.ts';
import type { Json } from '../../src/experiment/json.ts';
import { isHumanError } from '../../src/messages/error.ts';
import { actionCases } from './activities-action-cases.ts';
import type { Call, Case, Ended } from './activities-case.ts';
import { casesWhereAllIsWell, casesWhereOneIsStuck } from './activities-probe-cases.ts';
import { type Activities, newActivities } from './activities-support.ts';
import { addPending, populate } from './activities-world.ts';
import { callWithChaos } from './chaos.ts';
import { newNamespace, type TestCluster, testCluster } from './support.ts';

let cluster: TestCluster;

before(() => {
  cluster = testCluster();
});

async function callHere(activities: Activities, calls: readonly Call[]): Promise<Ended[]> {
  const ended: Ended[] = [];
  for (const { path, args } of calls) {
    try {
      ended.push({ status: 'succeeded', output: await activities.call(path, args) });
    } catch (error) {
      const code = isHumanError(error) ? error.code : String(error);
      ended.push({ status: 'failed', output: null, code });
    }
  }
  return ended;
}

/** With the real `chaos`. */
function callThere(calls: readonly Call[]): Promise<Ended[]> {
  return callWithChaos(cluster.kubeconfig, calls);
}

/** Names that the cluster chose, and times, are alike. */
function normal(value: Json): Json {
  const text = JSON.stringify(value)
    .replaceAll(/(front|other|stuck)-[0-9a-f]{8,10}-[a-z0-9]{5}/g, '$1-POD')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME');
  return JSON.parse(text);
}

function compare(cases: readonly Case[], side: string, ended: readonly Ended[]): void {
  const wrong = cases.flatMap(({ path, args, here, original }, index) => {
    const { code: _code, ...plain } = original ?? here;
    const wanted = side === 'here' ? here : plain;
    const found = normal({ ...ended[index] });
    return isDeepStrictEqual(found, normal({ ...wanted })) ? [] : [{ path, args, found, wanted }];
  });
  assert.equal(wrong.length, 0, `${side}: ${inspect(wrong, { depth: 8 })}`);
  assert.equal(ended.length, cases.length);
}

test('every path that can run is called', () => {
  const called = new Set(
    [...casesWhereAllIsWell(''), ...casesWhereOneIsStuck(''), ...actionCases('', '', '')].map(
      ({ path }) => path,
    ),
  );
  const missing = kubernetesEntries
    .filter(({ unsupported }) => !unsupported)
    .flatMap(({ module, func, aliases }) => [`${module}.${func}`, ...aliases])
    .filter((path) => !called.has(path));
  assert.deepEqual(missing, []);
});

test('probes where all is well end as in the original', async (t) => {
  const ns = await newNamespace(cluster, 'parity', t);
  await populate(cluster, ns);
  const cases = casesWhereAllIsWell(ns);
  const activities = await newActivities(cluster.kubeconfig, t);
  compare(cases, 'here', await callHere(activities, cases));
  compare(cases, 'there', await callThere(cases));
});

test('probes where a pod is stuck end as in the original', async (t) => {
  const ns = await newNamespace(cluster, 'parity', t);
  await addPending(cluster, ns);
  const cases = casesWhereOneIsStuck(ns);
  const activities = await newActivities(cluster.kubeconfig, t);
  compare(cases, 'here', await callHere(activities, cases));
  compare(cases, 'there', await callThere(cases));
});

test('actions end as in the original, each side in a namespace of its own', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'parity-'));
  t.after(() => rm(folder, { recursive: true }));
  const manifest = join(folder, 'deployment.yaml');
  await writeFile(manifest, madeDeployment);
  const service = join(folder, 'service.json');
  await writeFile(service, JSON.stringify(madeService));
  const here = await newNamespace(cluster, 'parity', t);
  const there = await newNamespace(cluster, 'parity', t);
  await Promise.all([populate(cluster, here), populate(cluster, there)]);
  const cases = (ns: string) => actionCases(ns, manifest, service);
  const activities = await newActivities(cluster.kubeconfig, t);
  const [ours, theirs] = await Promise.all([
    callHere(activities, cases(here)),
    callThere(cases(there)),
  ]);
  compare(cases('NS'), 'here', ours);
  compare(cases('NS'), 'there', theirs);
});

const madeDeployment = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: made
spec:
  replicas: 0
  selector: {matchLabels: {app: made}}
  template:
    metadata: {labels: {app: made}}
    spec:
      containers: [{name: main, image: "node:24-alpine"}]
`;

const madeService: Json = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'made' },
  spec: { selector: { app: 'made' }, ports: [{ port: 80 }] },
};
