import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { action } from '../experiments.ts';
import { answer, refusal } from '../tools.ts';

describe('In Restricted Mode tools for language models', () => {
  const name = 'tool.experiment.json';
  const folder = () => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  before(() => {
    const write = action('write', "require('node:fs').writeFileSync('canary.txt', '')");
    const experiment = { title: 't', description: 'd', method: [write] };
    writeFileSync(join(folder(), name), JSON.stringify(experiment));
  });
  after(() => rmSync(join(folder(), name), { force: true }));

  it('check experiments and list activities', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    assert.equal(await answer('chaos_check', { path: name }), `${name}: no problem was found.`);
    assert.match(await answer('chaos_listActivities', { filter: 'drain' }), /drain_nodes/);
  });

  it('refuse to run anything and to ask clusters', async () => {
    for (const tool of ['chaos_run', 'chaos_previewTargets']) {
      assert.match(await refusal(tool, { path: name }), /This workspace is in Restricted Mode/);
    }
    assert.equal(existsSync(join(folder(), 'canary.txt')), false);
  });
});
