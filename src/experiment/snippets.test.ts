import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createCatalogue } from '../catalogue/index.ts';
import { kubernetesEntries } from '../catalogue/kubernetes/index.ts';
import type { Format } from './document.ts';
import { isObject, type Json } from './json.ts';
import { parseExperiment } from './parse.ts';
import { validateExperiment } from './validate.ts';

interface Snippet {
  prefix: string;
  description: string;
  include: string[];
  body: string[];
}

const catalogue = createCatalogue(kubernetesEntries);

const files = { json: 'experiment.json', yaml: 'experiment.yaml.json' };

function snippetsOf(format: Format): Record<string, Snippet> {
  return JSON.parse(
    readFileSync(new URL(`../../snippets/${files[format]}`, import.meta.url), 'utf8'),
  );
}

/** What is in the editor when nothing is changed at any tab stop. */
function expand(body: readonly string[]): string {
  return body
    .join('\n')
    .replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\{?\d+\}?/g, '')
    .replace(/\\([\\$}])/g, '$1');
}

/** The snippet's value; a member of an object is read as an object with one member. */
function read(text: string, format: Format): Json {
  const whole = format === 'json' && text.startsWith('"') ? `{${text}}` : text;
  const document = parseExperiment(whole, format);
  assert.deepEqual(document.problems, [], text);
  const { value } = document;
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

const probe = {
  type: 'probe',
  name: 'service responds',
  provider: { type: 'http', url: 'http://localhost/' },
};

/** The smallest experiment in which a snippet's value has its place. */
function around(value: Json): Json {
  assert.ok(isObject(value));
  const base = { title: 't', description: 'd', method: [probe] };
  if ('method' in value) {
    return value;
  }
  if ('before' in value || 'pauses' in value) {
    return value['provider']
      ? { ...base, method: [value] }
      : { ...base, method: [{ ...probe, ...value }] };
  }
  if ('tolerance' in value) {
    return { ...base, 'steady-state-hypothesis': { title: 'h', probes: [value] } };
  }
  if ('ref' in value) {
    return { ...base, method: [probe, value] };
  }
  return 'provider' in value ? { ...base, method: [value] } : { ...base, ...value };
}

for (const format of ['json', 'yaml'] as const) {
  test(`each ${format} snippet is part of an experiment without problems`, () => {
    for (const [title, { body }] of Object.entries(snippetsOf(format))) {
      const experiment = JSON.stringify(around(read(expand(body), format)), null, 2);
      const problems = validateExperiment(parseExperiment(experiment, 'json'), catalogue);
      assert.deepEqual(problems, [], title);
    }
  });
}

test('both formats have the same snippets, shown in experiment files only', () => {
  const [json, yaml] = [snippetsOf('json'), snippetsOf('yaml')];
  assert.deepEqual(Object.keys(json), Object.keys(yaml));
  for (const [title, { body, prefix, include }] of Object.entries(json)) {
    const other = yaml[title];
    assert.ok(other);
    assert.deepEqual(read(expand(other.body), 'yaml'), read(expand(body), 'json'), title);
    assert.equal(other.prefix, prefix);
    assert.deepEqual(include, ['experiment.json', 'experiment.*.json', '*.experiment.json']);
    assert.ok(other.include.includes('*.experiment.yml'));
  }
});
