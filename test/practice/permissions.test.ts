import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import type { RunEvent } from '../../src/engine/events.ts';
import type { Role, Rule } from '../../src/kubernetes/role.ts';
import { holdPractice } from '../../src/practice/lifetime/hold.ts';
import { accountWith } from '../cluster/account.ts';
import { newDeployment, newNamespace, testCluster } from '../cluster/support.ts';
import { cli, freshAccess } from './support.ts';

interface Manifest {
  metadata: { namespace?: string };
  rules: Rule[];
}

/** The same without what is marked as optional, and with it. */
function rolesIn(text: string): Role[] {
  return parseAllDocuments(text).map((document) => {
    const { metadata, rules } = document.toJS() as Manifest;
    return { ...(metadata.namespace && { namespace: metadata.namespace }), rules };
  });
}

test('with the smallest role an experiment runs, unseen; with the optional rules it is watched', async (t) => {
  const held = await holdPractice(await freshAccess(t));
  const cluster = testCluster(held.kubeconfig);
  const namespace = await newNamespace(cluster, 'permissions', { after: () => {} });
  await newDeployment(cluster, namespace, 'web');
  const folder = await mkdtemp(join(tmpdir(), 'permissions-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const file = join(folder, 'experiment.json');
  const provider = (func: string, args: object) => ({
    type: 'python',
    module: `chaosk8s.deployment.${func.startsWith('scale') ? 'actions' : 'probes'}`,
    func,
    arguments: { name: 'web', ns: namespace, ...args },
  });
  const scale = (replicas: number) => ({
    type: 'action',
    name: `to ${replicas}`,
    provider: provider('scale_deployment', { replicas }),
  });
  const probe = { name: 'ready', provider: provider('deployment_fully_available', {}) };
  await writeFile(
    file,
    JSON.stringify({
      title: 'more and back',
      description: 'd',
      'steady-state-hypothesis': {
        title: 'h',
        probes: [{ type: 'probe', tolerance: true, ...probe }],
      },
      method: [scale(2)],
      rollbacks: [scale(1)],
    }),
  );
  const may = (kubeconfig: string, ...more: string[]) =>
    cli(folder, 'permissions', file, '--kubeconfig', kubeconfig, ...more).ended;
  const runAs = async (name: string, roles: Role[]) => {
    const account = await accountWith(roles, namespace, name, cluster, { after: () => {} });
    const state = join(folder, name);
    const said = await may(account);
    const how = ['--journal-path', join(folder, `${name}.json`), '--kubeconfig', account];
    const { code, text } = await cli(state, 'run', file, ...how).ended;
    assert.equal(code, 0, text);
    const [id = ''] = await readdir(join(state, 'runs'));
    const lines = (await readFile(join(state, 'runs', id, 'events.jsonl'), 'utf8')).trim();
    const events = lines.split('\n').map((line) => JSON.parse(line) as RunEvent);
    return { said, types: new Set(events.map(({ type }) => type)) };
  };

  const { text: yaml } = await may(held.kubeconfig, '--yaml');
  assert.match(yaml, /# Optional[^\n]*\n# {3}- apiGroups:/);
  const smallest = rolesIn(yaml);
  assert.ok(!JSON.stringify(smallest).includes('endpointslices'));
  const unseen = await runAs('smallest', smallest);
  // What is optional makes nothing of the answer.
  assert.equal(unseen.said.code, 0, unseen.said.text);
  assert.match(unseen.said.text, /✗ watch endpointslices\.discovery\.k8s\.io .*done without/);
  assert.match(unseen.said.text, /✗ list events .*done without/);
  assert.deepEqual(
    [unseen.types.has('unobserved'), unseen.types.has('cluster-event')],
    [true, false],
  );

  const whole = yaml.replace(/^# (?=(- | {2}))/gm, '');
  const rules = rolesIn(whole);
  assert.ok(JSON.stringify(rules).includes('endpointslices'), whole);
  const seen = await runAs('whole', rules);
  assert.match(seen.said.text, /✓ watch endpointslices\.discovery\.k8s\.io .*done without/);
  assert.deepEqual([seen.types.has('unobserved'), seen.types.has('cluster-event')], [false, true]);
});
