import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { COMMANDS, PANELS, SECTION, SETTINGS, TOOLS, WALKTHROUGH } from './ids.ts';

interface Menu {
  command?: string;
  when?: string;
}

interface Tool {
  name: string;
  toolReferenceName: string;
  displayName: string;
  userDescription: string;
  modelDescription: string;
  inputSchema: {
    properties: Record<string, { type: string; description: string }>;
    required?: string[];
  };
}

interface Manifest {
  activationEvents: string[];
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  contributes: {
    commands: { command: string; category: string }[];
    menus: Record<string, Menu[]>;
    keybindings: { command: string; when?: string }[];
    walkthroughs: { id: string; steps: { description: string }[] }[];
    languageModelTools: Tool[];
    configuration: { properties: Record<string, { scope?: string }> };
  };
}

const read = (file: string) =>
  JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));
const manifest: Manifest = read('package.json');
const english: Record<string, string> = read('package.nls.json');
const japanese: Record<string, string> = read('package.nls.ja.json');
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

test('package.json describes every tool of the code, and no other, to people and to models', () => {
  const { languageModelTools: tools } = contributes;
  assert.deepEqual(tools.map(({ name }) => name).sort(), Object.values(TOOLS).sort());
  assert.equal(new Set(tools.map((tool) => tool.toolReferenceName)).size, tools.length);
  for (const { name, displayName, userDescription, modelDescription, inputSchema } of tools) {
    for (const text of [displayName, userDescription]) {
      assert.match(text, /^%tool\..+%$/, name);
    }
    const texts = Object.values(inputSchema.properties).map(({ description }) => description);
    for (const text of [modelDescription, ...texts]) {
      assert.match(text, /^[A-Z][^%]+\.$/, name);
    }
    for (const required of inputSchema.required ?? []) {
      assert.ok(required in inputSchema.properties, `${name}: ${required}`);
    }
  }
});

test('package.json declares every setting of the code, and no other', () => {
  const declared = Object.keys(contributes.configuration.properties).sort();
  const wanted = Object.values(SETTINGS).map((name) => `${SECTION}.${name}`);
  assert.deepEqual(declared, wanted.sort());
});

test('a workspace can’t choose what is executed or written', () => {
  const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
  const names = [
    SETTINGS.kubeconfig,
    SETTINGS.journalPath,
    SETTINGS.environment,
    SETTINGS.interpreter,
    SETTINGS.deniedNamespaces,
    SETTINGS.maxTargets,
    SETTINGS.readOnlyClusters,
    SETTINGS.pinnedCluster,
  ];
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

test('the walkthrough that the code opens is there, and its links call commands that exist', () => {
  const [walkthrough, ...others] = contributes.walkthroughs;
  assert.deepEqual([walkthrough?.id, others], [WALKTHROUGH, []]);
  const known = new Set<string>(Object.values(COMMANDS));
  for (const { description } of walkthrough?.steps ?? []) {
    for (const texts of [english, japanese]) {
      const text = texts[description.replaceAll('%', '')] ?? '';
      const called = [...text.matchAll(/\(command:([\w.]+)/g)].map(([, command]) => command ?? '');
      assert.ok(called.length > 0, description);
      assert.deepEqual(
        called.filter((command) => !known.has(command)),
        [],
      );
    }
  }
});

/** Names, which are the same in every language. */
const names = new Set<string>(['Chaos', 'Chaos Workbench', ...Object.values(TOOLS)]);

test('what people read of package.json is in English and in Japanese', () => {
  const used = new Set<string>();
  const visit = (value: unknown, key = ''): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        // What models read is in English everywhere.
        if (name !== 'inputSchema') {
          visit(inner, name);
        }
      }
    } else if (typeof value === 'string') {
      const [, name] = /^%(.+)%$/.exec(value) ?? [];
      if (name !== undefined) {
        used.add(name);
      } else if (/^(title|name|description|markdownDescription|contents|altText)$/.test(key)) {
        assert.ok(names.has(value), `${key}: ${value}`);
      }
    }
  };
  visit(contributes);
  visit(manifest.capabilities);
  used.add('description');
  const sorted = (texts: object) => Object.keys(texts).sort();
  assert.deepEqual(sorted(english), [...used].sort());
  assert.deepEqual(sorted(japanese), sorted(english));
  for (const [name, text] of Object.entries(japanese)) {
    const here = english[name] ?? '';
    assert.equal(links(text).join(), links(here).join(), name);
    assert.equal(text.split('\n').length, here.split('\n').length, name);
    assert.ok(name.endsWith('.picture') || /[ぁ-んァ-ヶ一-龠]/.test(text), name);
  }
});

const links = (text: string) => text.match(/\(command:[^)]+\)|`#[^#]+#`/g) ?? [];
