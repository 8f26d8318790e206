import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { format } from '../../src/messages/format.ts';
import { session } from '../vscode/session.ts';
import { actionOf, cli } from './lesson-support.ts';
import { newDeployment, newNamespace, ready, testCluster, until } from './support.ts';

const cluster = testCluster();
const say = (code: string) => format({ code });

test('a run that was killed is offered to be undone when the editor opens', async (t) => {
  const ns = await newNamespace(cluster, 'crash', t);
  await newDeployment(cluster, ns, 'back', { replicas: 1 });
  const folder = await mkdtemp(join(tmpdir(), 'crash-'));
  t.after(() => rm(folder, { recursive: true }));
  const scale = actionOf('deployment.actions.scale_deployment', { ns, name: 'back', replicas: 0 });
  const method = [{ ...scale, pauses: { after: 600 } }];
  const experiment = { title: 'A run that is killed', description: 'd', method };
  await writeFile(join(folder, 'experiment.json'), JSON.stringify(experiment));
  const env = {
    KUBECONFIG: cluster.kubeconfig,
    CHAOS_WORKBENCH_STATE: join(folder, 'state'),
  };
  const child = spawn(process.execPath, [cli, 'run', 'experiment.json'], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  const gone = once(child, 'exit');
  const path = `/apis/apps/v1/namespaces/${ns}/deployments/back`;
  await until('the deployment is scaled', async () => {
    const found = await cluster.api<{ spec: { replicas: number } }>('GET', path);
    return found.spec.replicas === 0;
  });
  child.kill('SIGKILL');
  await gone;

  await session({ folder, env }, async (editor) => {
    await editor.command('Notifications: Show Notifications');
    const toast = { selector: '.notification-list-item', text: 'A run that is killed' };
    await editor.waitFor({ ...toast, timeout: 60_000 });
    await editor.click({
      selector: '.notification-list-item .monaco-button',
      text: say('editor.undo.offer-yes'),
    });
    await editor.click({
      selector: `.monaco-dialog-box .monaco-button:text-is("${say('editor.undo.yes')}")`,
      timeout: 60_000,
    });
    await ready(cluster, ns, 'back', 1);
  });
  const found = await cluster.api<{ spec: { replicas: number } }>('GET', path);
  assert.equal(found.spec.replicas, 1);
});
