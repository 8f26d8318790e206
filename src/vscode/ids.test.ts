import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { COMMANDS, PANELS, SECTION, SETTINGS } from './ids.ts';

interface Menu {
  command?: string;
  when?: string;
}

interface Manifest {
  activationEvents: string[];
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  contributes: {
    commands: { command: string; category: string }[];
    menus: Record<string, Menu[]>;
    keybindings: { command: string; when?: string }[];
    configuration: { properties: Record<string, { scope?: string }> };
  };
}

const manifest: Manifest = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);
const { contributes } = manifest;

test('package.json contributes every command of the code, and no other', () => {
  const contributed = contributes.commands.map(({ command }) => command).sort();
  assert.deepEqual(contributed, [...new Set(Object.values(COMMANDS))].sort());
  for (const { command, category } of contributes.commands) {
    assert.equal(category, 'Chaos', command);
  }
});

test('menus and keys only name commands that exist', () => {
  const known = new Set<string>(Object.values(COMMANDS));
  const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings];
  for (const { command } of used) {
    assert.ok(command === undefined || known.has(command), command);
  }
});

test('package.json declares every setting of the code, and no other', () => {
  const declared = Object.keys(contributes.configuration.properties).sort();
  const wanted = Object.values(SETTINGS).map((name) => `${SECTION}.${name}`);
  assert.deepEqual(declared, wanted.sort());
});

test('a workspace can’t choose what is executed or written', () => {
  const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
  const names = [SETTINGS.kubeconfig, SETTINGS.journalPath, SETTINGS.environment];
  assert.deepEqual(restricted.toSorted(), names.map((name) => `${SECTION}.${name}`).sort());
  const kubeconfig = contributes.configuration.properties[`${SECTION}.${SETTINGS.kubeconfig}`];
  assert.equal(kubeconfig?.scope, 'machine');
});

test('keys work only where an experiment or a run is', () => {
  for (const { command, when } of contributes.keybindings) {
    assert.match(when ?? '', /chaos\.(experimentActive|running)/, command);
  }
});

test('the run panel can be restored', () => {
  assert.ok(manifest.activationEvents.includes(`onWebviewPanel:${PANELS.run}`));
});
