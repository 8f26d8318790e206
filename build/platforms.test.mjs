import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { configFolder, stateFolder } from '../src/platform/state-folder.ts';

const read = (file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const page = read('docs/platforms.md');
const { capabilities, engines } = JSON.parse(read('package.json'));

const where = ['Linux', 'macOS', 'Windows', 'SSH, WSL, containers, Codespaces', 'vscode.dev'];

test('the page names every system and window, and each setting that needs trust', () => {
  for (const name of [...where, 'Restricted Mode', 'Virtual workspaces', 'Several folders']) {
    assert.ok(page.includes(name), name);
  }
  const named = [...page.matchAll(/^- `(chaosWorkbench\.[^`]+)`/gm)].map(([, name]) => name);
  const restricted = capabilities.untrustedWorkspaces.restrictedConfigurations;
  assert.deepEqual(named.sort(), [...restricted].sort());
});

test('the versions are those that package.json asks for', () => {
  for (const wanted of [engines.vscode, engines.node]) {
    const version = wanted.replace(/^\D+/, '').replace(/\.0$/, '');
    assert.ok(page.includes(` ${version} or later`), version);
  }
});

test('the folders are those that are written to', () => {
  const windows = { APPDATA: '%APPDATA%', LOCALAPPDATA: '%LOCALAPPDATA%' };
  for (const [os, environment] of [
    ['linux', {}],
    ['darwin', {}],
    ['win32', windows],
  ]) {
    const system = { os, environment, homedir: '/home' };
    for (const folder of [stateFolder(system), configFolder(system)]) {
      const written = folder.replace('/home', '~');
      assert.ok(page.includes(`\`${written}\``), written);
    }
  }
});
