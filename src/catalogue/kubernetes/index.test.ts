import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { kubernetesEntries } from './index.ts';

const lines = readFileSync(new URL('signatures.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

test('the catalogue names every importable path with its arguments and defaults', () => {
  const ours = kubernetesEntries.flatMap((entry) => {
    const path = `${entry.module}.${entry.func}`;
    const parameters = entry.parameters.map((parameter) =>
      parameter.required
        ? parameter.name
        : `${parameter.name}=${JSON.stringify(parameter.default ?? null)}`,
    );
    const end = entry.deprecated === undefined ? '' : ' deprecated';
    return [
      `${entry.kind} ${path}(${parameters.join(', ')})${end}`,
      ...entry.aliases.map((alias) => `${entry.kind} ${alias} => ${path}`),
    ];
  });
  assert.equal(lines.length, 126);
  assert.deepEqual(ours.sort(), lines.sort());
});

test('entries are plain data with a sentence each', () => {
  assert.deepEqual(JSON.parse(JSON.stringify(kubernetesEntries)), kubernetesEntries);
  for (const entry of kubernetesEntries) {
    assert.match(entry.summary, /^[A-Z].*\.$/, entry.func);
    assert.equal(entry.destructive, entry.kind === 'action', entry.func);
    for (const parameter of entry.parameters) {
      assert.match(parameter.doc, /\.$/, `${entry.func} ${parameter.name}`);
      if (parameter.default !== undefined && parameter.schema.enum) {
        assert.ok(parameter.schema.enum.includes(parameter.default));
      }
    }
  }
});
