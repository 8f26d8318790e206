import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';

const read = (name) =>
  JSON.parse(readFileSync(new URL(`../schemas/${name}.schema.json`, import.meta.url), 'utf8'));

function bareProperties(node, path = '') {
  return Object.entries(node ?? {}).flatMap(([name, value]) => {
    if (typeof value !== 'object' || value === null) {
      return [];
    }
    const at = `${path}/${name}`;
    const own = name === 'properties' ? Object.entries(value) : [];
    // A condition looks at properties and describes none.
    const bare = own.filter(([, schema]) => !schema.description && !schema.$ref);
    return name === 'if'
      ? []
      : [...bare.map(([key]) => `${at}/${key}`), ...bareProperties(value, at)];
  });
}

for (const name of ['experiment', 'journal', 'policy']) {
  test(`the ${name} schema is draft-07 and describes every property`, () => {
    const schema = read(name);
    const ajv = new Ajv({ allowUnionTypes: true, strictTypes: false, strictRequired: false });
    ajv.addVocabulary(['x-accepts', 'x-name']);
    assert.equal(typeof ajv.compile(schema), 'function');
    assert.equal(schema.$schema, 'http://json-schema.org/draft-07/schema#');
    assert.deepEqual(bareProperties(schema), []);
    for (const [key, definition] of Object.entries(schema.definitions ?? {})) {
      assert.ok(definition.description, key);
    }
  });
}

test('a journal fits its schema, and one without a status does not', () => {
  const fits = new Ajv({ allowUnionTypes: true, strictTypes: false }).compile(read('journal'));
  const run = { activity: {}, output: null, start: 's', status: 'failed', exception: ['x'] };
  const journal = {
    experiment: { title: 't' },
    start: 's',
    status: 'completed',
    deviated: false,
    steady_states: { before: { steady_state_met: true, probes: [run] }, after: null, during: [] },
    run: [run],
    rollbacks: [],
  };
  assert.equal(fits(journal), true);
  assert.equal(fits({ ...journal, status: 'x' }), false);
});
