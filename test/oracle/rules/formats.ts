import { experiment, hypothesis, prints, sh } from '../build.ts';
import type { Case, JsonObject, Rule } from '../case.ts';

const ok = sh('true');

function refused(name: string, what: JsonObject): Case {
  return { name, experiment: { ...experiment({}), ...what } };
}

const yaml = `
title: yaml
description: numbers and words of YAML 1.1
configuration:
  on_word: on
  octal: 010
  time: 1:30
  text: 1e3
  float: 1.0
  hex: 0x1f
  nothing: ~
  date: 2020-01-02
method:
  - type: action
    name: prints
    provider:
      type: process
      path: printf
      arguments: ["[%s]", "\${on_word}", "\${octal}", "\${time}", "\${text}", "\${float}", "\${hex}", "x\${nothing}"]
`;

/** What an experiment may look like. */
export const formats: Rule[] = [
  {
    id: 'yaml',
    says: 'YAML is read by the rules of YAML 1.1.',
    cases: [{ name: 'words and numbers', experiment: yaml, format: 'yaml' }],
    mutation: {
      file: 'engine/python/convert.ts',
      find: 'floats.has(pointer) ? toFloat(value) : value',
      replace: 'false ? toFloat(value) : value',
    },
  },
  {
    id: 'invalid',
    says: 'What is invalid is refused with exit code 1 before anything is run.',
    cases: [
      refused('no title', { title: '' }),
      refused('no description', { description: '' }),
      refused('method is null', { method: null }),
      refused('configuration is null', { configuration: null }),
      refused('hypothesis is null', { 'steady-state-hypothesis': null }),
      refused('rollbacks is null', { rollbacks: null }),
      refused('runtime is a text', { runtime: 'x' }),
      refused('an activity without name', { method: [{ ...ok, name: '' }] }),
      refused('an unknown kind', { method: [{ ...ok, type: 'other' }] }),
      refused('an unknown provider', { method: [{ ...ok, provider: { type: 'other' } }] }),
      refused('an unknown reference', { method: [{ ref: 'nobody' }] }),
      refused('background is text', { method: [{ ...ok, background: 'yes' }] }),
      refused('a pause that is text', { method: [{ ...ok, pauses: { before: 'x' } }] }),
      refused('pauses is a number', { method: [{ ...ok, pauses: 5 }] }),
      refused('a hypothesis without title', { 'steady-state-hypothesis': { probes: [] } }),
      refused('a probe without tolerance', hypothesis(prints('x'))),
      refused(
        'a tolerance of another type',
        hypothesis(prints('x', { tolerance: { type: 'other' } })),
      ),
      refused('a tolerance with a fraction', hypothesis(prints('x', { tolerance: 1.5 }))),
      refused(
        'a bad pattern',
        hypothesis(prints('x', { tolerance: { type: 'regex', pattern: '(' } })),
      ),
      refused(
        'a bad path',
        hypothesis(prints('x', { tolerance: { type: 'jsonpath', path: '$.a==1' } })),
      ),
      refused(
        'a path with a variable',
        hypothesis(prints('x', { tolerance: { type: 'jsonpath', path: '${p}' } })),
      ),
      refused(
        'a range of one',
        hypothesis(prints('x', { tolerance: { type: 'range', range: [1] } })),
      ),
      refused('tags that are empty', { tags: ['a', ''] }),
      { name: 'no JSON', experiment: '{"title": ' },
      { name: 'a list', experiment: '[]' },
    ],
    mutation: {
      file: 'experiment/check.ts',
      find: "severity = 'error'",
      replace: "severity = 'warning'",
    },
  },
  {
    id: 'valid',
    says: 'What looks odd and is valid is run.',
    cases: [
      refused('tags is a text', { tags: 'abc' }),
      refused('unknown keys', { extra: { a: [1] }, method: [{ ...ok, more: true }] }),
      refused('an empty hypothesis', { 'steady-state-hypothesis': { title: 'none' } }),
      refused('no rollbacks', { rollbacks: [] }),
    ],
    mutation: {
      file: 'engine/journal.ts',
      find: 'experiment: this.#experiment,',
      replace: "experiment: { title: this.#experiment['title'] ?? null } as Record<string, never>,",
    },
  },
];
