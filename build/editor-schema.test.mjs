import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import languageService from 'vscode-json-languageservice';

const { getLanguageService, TextDocument } = languageService;

const read = (name) =>
  JSON.parse(readFileSync(new URL(`../schemas/${name}.schema.json`, import.meta.url), 'utf8'));

function open(text) {
  const service = getLanguageService({});
  const schema = read('experiment.editor');
  service.configure({ schemas: [{ uri: 'editor', fileMatch: ['*'], schema }] });
  const document = TextDocument.create('file:///experiment.json', 'json', 1, text);
  return { service, document, json: service.parseJSONDocument(document) };
}

test('the JSON service of the editor says nothing about experiments that the extension says', async () => {
  const text = '{"title": 5, "method": [{"type": "x", "name": "a"}, {}], "rollbacks": }';
  const { service, document, json } = open(text);
  for (let offset = 0; offset <= text.length; offset += 1) {
    const position = document.positionAt(offset);
    const { items } = await service.doComplete(document, position, json);
    const labels = items.map(({ label }) => label);
    assert.deepEqual(labels, [], `${text.slice(0, offset)}|`);
    const hover = await service.doHover(document, position, json);
    assert.equal([hover?.contents ?? ''].flat().join(''), '', `${offset}`);
  }
  const problems = await service.doValidation(document, json);
  assert.deepEqual(
    problems.map(({ message }) => message),
    ['Value expected'],
  );
});

test('every property of the experiment schema is described', () => {
  const bare = [];
  const visit = (node, path) => {
    for (const [name, property] of Object.entries(node.properties ?? {})) {
      if (!property.description && !property.$ref) {
        bare.push(`${path}.${name}`);
      }
      visit(property, `${path}.${name}`);
    }
    for (const [name, definition] of Object.entries(node.definitions ?? {})) {
      visit(definition, name);
    }
  };
  visit(read('experiment'), '');
  assert.deepEqual(bare, []);
});
