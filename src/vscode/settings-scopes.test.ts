import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SECTION, SETTINGS } from './ids.ts';

const manifest = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as {
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  contributes: { configuration: { properties: Record<string, { scope: string }> } };
};

type Name = (typeof SETTINGS)[keyof typeof SETTINGS];

/** Why a setting is where it is: what it is read for. */
const scopes: Record<Name, 'machine' | 'machine-overridable' | 'window' | 'resource'> = {
  // Of a document, so that folders of a window may differ.
  [SETTINGS.lenses]: 'resource',
  [SETTINGS.hints]: 'resource',
  [SETTINGS.files]: 'resource',
  [SETTINGS.journalPath]: 'resource',
  [SETTINGS.environment]: 'resource',
  [SETTINGS.deniedNamespaces]: 'resource',
  [SETTINGS.maxTargets]: 'resource',
  [SETTINGS.readOnlyClusters]: 'resource',
  [SETTINGS.pinnedCluster]: 'resource',
  // Of the window, whose panel and explorer there is one of.
  [SETTINGS.showPanel]: 'window',
  [SETTINGS.createFormat]: 'window',
  // Paths of a machine; a project has its own Python, but never its own clusters.
  [SETTINGS.interpreter]: 'machine-overridable',
  [SETTINGS.kubeconfig]: 'machine',
};

/** What decides nothing but how the editor looks. */
const harmless: readonly Name[] = [
  SETTINGS.lenses,
  SETTINGS.hints,
  SETTINGS.files,
  SETTINGS.showPanel,
  SETTINGS.createFormat,
];

test('every setting has the scope that it is read by', () => {
  const declared = Object.entries(manifest.contributes.configuration.properties);
  assert.deepEqual(
    Object.fromEntries(declared.map(([name, { scope }]) => [name, scope])),
    Object.fromEntries(
      Object.entries(scopes).map(([name, scope]) => [`${SECTION}.${name}`, scope]),
    ),
  );
});

test('a workspace that is not trusted sets nothing that a run is made of', () => {
  const names = (Object.keys(scopes) as Name[]).filter((name) => !harmless.includes(name));
  assert.deepEqual(
    manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.toSorted(),
    names.map((name) => `${SECTION}.${name}`).sort(),
  );
});

test('a setting of a folder is read for a document or a folder', () => {
  const config = readFileSync(new URL('./config-value.ts', import.meta.url), 'utf8');
  const members = [...config.matchAll(/readonly (\w+) = new ConfigValue<.+>\(SETTINGS\.(\w+)/g)];
  const ofFolders = members.flatMap(([, member, id]) =>
    scopes[SETTINGS[id as keyof typeof SETTINGS]] === 'resource' ? [member] : [],
  );
  assert.ok(ofFolders.length > 0);
  const cwd = fileURLToPath(new URL('.', import.meta.url));
  for (const file of globSync('**/*.ts', { cwd })) {
    const text = readFileSync(join(cwd, file), 'utf8');
    for (const member of ofFolders) {
      assert.doesNotMatch(text, new RegExp(`settings\\.${member}\\.value\\b`), file);
    }
  }
});
