import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import * as vscode from 'vscode';
import { driver } from '../driver.ts';
import { closeAll } from '../experiments.ts';
import { openExplorer, refresh, row, rows, toggle } from '../explorer.ts';
import { deployment, FakeCluster, pod, writeKubeconfig } from '../fake-cluster.ts';

/** The row of the practice cluster that nobody started. */
const practice = 'Practice clusternot running, click to start';

describe('The explorer', () => {
  const cluster = new FakeCluster();
  let silent: Server;
  let servers: Record<string, string> = {};

  before(async () => {
    const url = await cluster.start();
    silent = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise<void>((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as AddressInfo;
    servers = { works: url, dead: 'http://127.0.0.1:1', mute: `http://127.0.0.1:${port}` };
    for (const [resource, object] of deployment('front', 2)) {
      cluster.add(resource, object);
    }
    for (const name of ['default', 'other']) {
      cluster.add('namespaces', { metadata: { name, uid: `ns-${name}` } });
    }
  });
  after(async () => {
    cluster.stop();
    silent.close();
    await rm(process.env['KUBECONFIG'] ?? '', { force: true });
    await vscode.commands.executeCommand('workbench.view.explorer');
  });

  it('begins with the practice cluster, also where there is no kubeconfig', async () => {
    await openExplorer();
    await driver.waitFor(row('there is no kubeconfig'));
    const [first] = await driver.texts({ selector: rows });
    assert.equal(first, practice);
  });

  it('shows the contexts of the kubeconfig without asking any cluster', async () => {
    await writeKubeconfig(servers);
    await refresh();
    await driver.waitFor(row('works'));
    const texts = await driver.texts({ selector: rows });
    assert.deepEqual(texts, [practice, 'worksruns go here', 'dead', 'mute']);
    assert.deepEqual(cluster.requests, []);
  });

  it('connects when a context is unfolded, and shows what runs there', async () => {
    await toggle('works');
    await driver.waitFor(row('front-pod-2'));
    await driver.waitGone(row('Loading …'));
    const texts = await driver.texts({ selector: rows });
    assert.deepEqual(texts.slice(0, 9), [
      practice,
      'workscurrent',
      'defaultruns go here',
      'front2/2',
      'front-pod-1Running',
      'front-pod-2Running',
      'Events',
      'other',
      'Nodes',
    ]);
  });

  it('follows a deletion: the pod ends, its replacement appears beneath, its row goes', async () => {
    const now = new Date().toISOString();
    cluster.change('pods', 'p-front-1', (object) => ({
      ...object,
      metadata: { ...object.metadata, deletionTimestamp: now, deletionGracePeriodSeconds: 0 },
    }));
    cluster.add('pods', pod('front', 3));
    await driver.waitFor(row('front-pod-1Terminating'));
    await driver.waitFor(row('front-pod-3'));
    const texts = await driver.texts({ selector: rows });
    const index = (name: string) => texts.findIndex((text) => text.startsWith(name));
    assert.ok(index('front-pod-1') < index('front-pod-3'), texts.join('\n'));
    cluster.remove('pods', 'p-front-1');
    await driver.waitFor(row('front-pod-1Gone'));
    await driver.waitGone(row('front-pod-1'));
  });

  it('watches only while it is visible', async () => {
    await cluster.watches((open) => open > 0);
    await vscode.commands.executeCommand('workbench.view.explorer');
    await cluster.watches((open) => open === 0);
    await openExplorer();
    await cluster.watches((open) => open > 0);
  });

  it('a cluster that is gone or mute says so, and the others go on', async () => {
    await toggle('mute');
    await toggle('dead');
    await driver.waitFor(row('deadnot connected'));
    await driver.waitFor(row('mutenot answering'));
    await driver.waitFor(row('front-pod-3Running'));
    await driver.waitFor({ selector: '.message', text: 'can’t be reached' });
  });

  it('a kubeconfig that is written anew is read by itself', async () => {
    await writeKubeconfig({ ...servers, another: 'http://127.0.0.1:1' });
    await driver.waitFor(row('another'));
    await driver.waitFor(row('front-pod-3Running'));
  });

  it('the filter narrows the rows, and says so', async () => {
    const filtering = vscode.commands.executeCommand('chaos.cluster.filter');
    await driver.waitFor({ selector: '.quick-input-widget input' });
    await driver.type({ text: 'pod-3' });
    await driver.press({ keys: 'Enter' });
    await filtering;
    await driver.waitGone(row('front-pod-2'));
    await driver.waitFor(row('front-pod-3Running'));
    await driver.waitFor({ selector: '.message', text: 'pod-3' });
    await vscode.commands.executeCommand('chaos.cluster.clearFilter');
    await driver.waitFor(row('front-pod-2'));
  });

  it('the status bar says what a run would hit, and switches it', async () => {
    const bar = (text: string) => ({ selector: '.statusbar-item', text });
    await driver.click(bar('works · default'));
    await driver.waitFor({ selector: '.quick-input-list .monaco-list-row', text: 'dead' });
    await driver.type({ text: 'dead' });
    await driver.press({ keys: 'Enter' });
    await driver.waitFor(bar('dead · default'));
    await driver.waitFor(row('deadruns go here'));
    await vscode.commands.executeCommand('chaos.cluster.useForRuns', {
      t: 'namespace',
      context: 'works',
      namespace: 'other',
    });
    await driver.waitFor(bar('works · other'));
    await closeAll();
  });
});
