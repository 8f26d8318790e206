import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Services } from '../../../../src/vscode/services.ts';
import { driver } from '../driver.ts';
import { closeAll } from '../experiments.ts';

describe('A run on a cluster', () => {
  after(closeAll);

  it('leaves the globals of the extension host as they were', async () => {
    const extension = vscode.extensions.getExtension<{ services: Services }>(
      'chaos-workbench.chaos-workbench',
    );
    assert.ok(extension);
    const { services } = await extension.activate();
    const globals = () => new Map(Reflect.ownKeys(globalThis).map((key) => [key, valueNow(key)]));
    const before = globals();

    // The editor shows no modal to tests inside it, so the answer is given beforehand.
    const { worker, context } = services;
    const opened = await worker.call('cluster.connect', { context: 'practice' });
    await worker.call('cluster.disconnect', { connection: opened.connection });
    const namespace = process.env['SAMPLES_NAMESPACE'] ?? '';
    await context.globalState.update('consent', [`${opened.identity.id} ${namespace}`]);

    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, 'experiment.pod.json'));
    await driver.click({ selector: '.codelens-decoration a', text: 'Run experiment' });
    const text = await driver.webviewText({ selector: '.verdict.good', timeout: 60_000 });
    assert.match(text, /The hypothesis held/);

    // Other extensions start meanwhile and add globals of their own; only what the Kubernetes
    // client would add or replace is ours.
    const now = globals();
    for (const [key, value] of before) {
      assert.equal(now.get(key), value, `${String(key)} is another`);
    }
    const dispatchers = [...now.keys()].filter((key) => String(key).includes('undici'));
    assert.deepEqual(
      dispatchers.filter((key) => !before.has(key)),
      [],
    );
  }).timeout(180_000);
});

/** Some globals of Node are made at their first use: those count by being there. */
function valueNow(key: string | symbol): unknown {
  const property = Object.getOwnPropertyDescriptor(globalThis, key);
  return property?.value;
}
