import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { createCatalogue } from '../catalogue/index.ts';
import { kubernetesEntries } from '../catalogue/kubernetes/index.ts';
import { experiment } from '../messages/en/experiment.ts';
import { en } from '../messages/en/index.ts';
import { format } from '../messages/format.ts';
import { parseExperiment } from './parse.ts';
import { validateExperiment } from './validate.ts';

/** Codes that are put together: `yaml-` and what a scalar could not be. */
const composed = ['number', 'time', 'equals'].map((what) => `experiment.yaml-${what}`);

function codesInUse(): Set<string> {
  const files = globSync('**/*.ts', { cwd: import.meta.dirname });
  const sources = files
    .filter((file) => !file.endsWith('.test.ts') && !file.includes('generated'))
    .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'));
  return new Set([
    ...composed,
    ...sources.flatMap((text) => text.match(/(?<=['`])experiment\.[\w-]+(?=['`])/g) ?? []),
  ]);
}

test('every code has a sentence, and every sentence a code', () => {
  const used = codesInUse();
  const known = Object.keys({ ...en, ...experiment }).filter((code) =>
    code.startsWith('experiment.'),
  );
  assert.deepEqual(
    [...used].filter((code) => !known.includes(code)),
    [],
  );
  assert.deepEqual(
    known.filter((code) => !used.has(code)),
    [],
  );
});

test('no value makes the checks throw, and every problem reads as a sentence', () => {
  const catalogue = createCatalogue(kubernetesEntries);
  const key = fc.constantFrom(
    ...['title', 'method', 'steady-state-hypothesis', 'probes', 'tolerance', 'provider', 'type'],
    ...[
      'name',
      'ref',
      'arguments',
      'module',
      'func',
      'controls',
      'configuration',
      'secrets',
      'url',
    ],
    ...['pauses', 'before', 'rollbacks', 'runtime', 'target', 'pattern', 'range', 'env_var_type'],
  );
  const text = fc.constantFrom(
    ...['', 'x', '${a}', 'env', 'probe', 'python', 'http', 'process', 'regex', 'jsonpath', 'range'],
    ...['chaosk8s.pod.actions', 'terminate_pods', '(', '__proto__'],
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 6 },
      text,
      fc.constantFrom(null, true, 0, -1, 1.5),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 6 }),
    ),
  }));
  fc.assert(
    fc.property(value, (experiment) => {
      const document = parseExperiment(JSON.stringify(experiment), 'json');
      for (const problem of validateExperiment(document, catalogue)) {
        const sentence = format(problem);
        assert.doesNotMatch(sentence, /(?<!\$)\{\w+\}|undefined|oneOf|schema/, problem.code);
        assert.notEqual(sentence, problem.code);
      }
    }),
    { numRuns: 500 },
  );
});
