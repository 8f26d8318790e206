import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import languageService from 'vscode-json-languageservice';
import { kubernetesEntries } from '../src/catalogue/kubernetes/index.ts';
import { editorSchema } from './editor-schema.mjs';

const { getLanguageService, TextDocument } = languageService;

const schema = editorSchema(
  JSON.parse(readFileSync(new URL('../schemas/experiment.schema.json', import.meta.url), 'utf8')),
  kubernetesEntries,
);

function open(marked) {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const service = getLanguageService({
    clientCapabilities: {
      textDocument: { completion: { completionItem: { documentationFormat: ['markdown'] } } },
    },
  });
  service.configure({ schemas: [{ uri: 'editor', fileMatch: ['*'], schema }] });
  const document = TextDocument.create('file:///experiment.json', 'json', 1, text);
  const json = service.parseJSONDocument(document);
  return { service, document, json, position: document.positionAt(Math.max(0, offset)) };
}

async function complete(marked) {
  const { service, document, position, json } = open(marked);
  const { items } = await service.doComplete(document, position, json);
  return new Map(items.map((item) => [item.label, item]));
}

async function hover(marked) {
  const { service, document, position, json } = open(marked);
  return JSON.stringify((await service.doHover(document, position, json))?.contents ?? '');
}

const provider = (inner) =>
  `{"method": [{"type": "action", "name": "x", "provider": {"type": "python", ${inner}}}]}`;

test('modules, their functions and their arguments are suggested', async () => {
  const modules = await complete(provider('"module": |'));
  assert.ok(modules.has('"chaosk8s.pod.actions"'), [...modules.keys()].join());
  const functions = await complete(provider('"module": "chaosk8s.pod.actions", "func": |'));
  assert.ok(functions.has('"terminate_pods"'));
  assert.ok(!functions.has('"scale_deployment"'));
  assert.match(JSON.stringify(functions.get('"terminate_pods"').documentation), /Deletes pods/);
  const names = await complete(
    provider('"module": "chaosk8s.pod.actions", "func": "terminate_pods", "arguments": {|}'),
  );
  assert.ok(names.has('label_selector'));
  const modes = await complete(
    provider(
      '"module": "chaosk8s.pod.actions", "func": "terminate_pods", "arguments": {"mode": |}',
    ),
  );
  assert.ok(modes.has('"percentage"'));
});

test('functions are suggested under their aliases too', async () => {
  const functions = await complete(provider('"module": "chaosk8s.probes", "func": |'));
  assert.ok(functions.has('"all_pods_healthy"'));
});

test('keys are suggested by the type of the provider', async () => {
  const http = await complete('{"method": [{"provider": {"type": "http", |}}]}');
  assert.ok(http.has('url'));
  assert.ok(!http.has('func'));
  const python = await complete('{"method": [{"provider": {"type": "python", |}}]}');
  assert.ok(python.has('func'));
  assert.ok(!python.has('url'));
});

test('whole shapes are suggested, required arguments first', async () => {
  assert.ok((await complete('|')).has('Experiment'));
  const activities = await complete('{"method": [|]}');
  const scale = activities.get('scale_deployment');
  assert.match(
    scale.textEdit.newText,
    /"arguments": \{\s*"name": "\$\{2\}",\s*"replicas": \$\{3:0\}/,
  );
});

test('hovering explains keys, functions and arguments', async () => {
  assert.match(await hover('{"met|hod": []}'), /in this order/);
  const inner = '"module": "chaosk8s.pod.actions", "func": "terminate_|pods"';
  assert.match(await hover(provider(inner)), /Deletes pods/);
  const argument = '"arguments": {"grace_per|iod": 1}';
  assert.match(
    await hover(
      provider(`"module": "chaosk8s.pod.actions", "func": "terminate_pods", ${argument}`),
    ),
    /Default: `-1`/,
  );
});

test('the editor never reports a problem because of this schema', async () => {
  const wrong = [
    '{}',
    '[]',
    '{"title": 5, "tags": "x", "method": {}, "rollbacks": null, "runtime": "x"}',
    '{"method": [5, {"type": "x", "provider": {"type": "python", "module": 5, "func": []}}]}',
    provider(
      '"module": "chaosk8s.pod.actions", "func": "terminate_pods", "arguments": {"mode": 5}',
    ),
    provider('"module": "chaosk8s.pod.actions", "func": "x", "arguments": []'),
    '{"steady-state-hypothesis": {"probes": [{"tolerance": {"type": "range", "range": [1]}}]}}',
    '{"configuration": {"a": {"type": "env"}}, "secrets": {"b": {"c": {"type": "vault"}}}}',
  ];
  for (const text of wrong) {
    const { service, document, json } = open(text);
    assert.deepEqual(await service.doValidation(document, json), [], text);
  }
});

test('every property is described', () => {
  const bare = [];
  const visit = (node, path) => {
    for (const [name, property] of Object.entries(node.properties ?? {})) {
      if (!property.markdownDescription && !property.$ref) {
        bare.push(`${path}.${name}`);
      }
      visit(property, `${path}.${name}`);
    }
    for (const [name, definition] of Object.entries(node.definitions ?? {})) {
      visit(definition, name);
    }
  };
  visit(schema, '');
  assert.deepEqual(bare, []);
});
