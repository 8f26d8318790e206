import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { createCatalogue } from '../catalogue/index.ts';
import { kubernetesEntries } from '../catalogue/kubernetes/index.ts';
import type { Format, ParsedDocument, Problem } from './document.ts';
import { isObject, type Json } from './json.ts';
import { parseExperiment } from './parse.ts';
import { join } from './pointer.ts';
import { reread } from './reread.ts';
import { Validator, validateExperiment } from './validate.ts';

const catalogue = createCatalogue(kubernetesEntries);

const activity = (name: string, more: object = {}): object => ({
  type: 'action',
  name,
  provider: {
    type: 'python',
    module: 'chaosk8s.pod.actions',
    func: 'terminate_pods',
    arguments: { label_selector: 'app=front', qty: 2, grace: 1.0 },
  },
  pauses: { after: 1 },
  ...more,
});

const experiment = {
  title: 't',
  description: 'd',
  'steady-state-hypothesis': {
    title: 'h',
    probes: [
      { type: 'probe', name: 'p', tolerance: 200, provider: { type: 'http', url: 'http://x' } },
      { ref: 'a0', tolerance: true },
    ],
  },
  method: [
    activity('a0'),
    activity('a1', { note: 'two\nlines\n' }),
    activity('a2', { timeout: 5 }),
  ],
  rollbacks: [activity('r0'), { ref: 'a1' }],
  configuration: { n: 1 },
};

const windowsYaml: [Format, string] = ['yaml', stringify(experiment).replaceAll('\n', '\r\n')];

const texts: [Format, string][] = [
  ['json', JSON.stringify(experiment, null, 2)],
  ['json', JSON.stringify(experiment)],
  ['json', JSON.stringify(experiment, null, 2).replaceAll('\n', '\r\n')],
  [
    'yaml',
    stringify(experiment).replace('func: terminate_pods\n', 'func: terminate_pods # here\n'),
  ],
  windowsYaml,
  ['yaml', JSON.stringify(experiment, null, 2)],
];

/** All that a document says, so that two of them can be compared. */
function told(document: ParsedDocument) {
  const places: unknown[] = [];
  const visit = (value: Json | undefined, pointer: string) => {
    places.push([pointer, document.rangeOf(pointer), document.rangeOf(pointer, 'key')]);
    const parts = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    for (const [name, part] of parts) {
      visit(part, join(pointer, Array.isArray(value) ? Number(name) : name));
    }
  };
  visit(document.value, '');
  const marks = Array.from({ length: 8 }, (_, step) =>
    document.pointerAt({ line: step * 9, character: 9 }),
  );
  return {
    value: document.value,
    floats: [...document.floats].sort(),
    problems: document.problems.map(plain),
    places,
    marks,
  };
}

const plain = ({ fixes, ...problem }: Problem) => ({ ...problem, fixes: fixes?.() });

const snippet = fc.oneof(
  fc.constantFrom(
    ...['', 'x', ' ', '\n', '"', '{', '}', '[', ']', ',', ':', '#', '- ', '1', '1.0', '0'],
    ...['\n      ', '\n    - type: probe', ': y', '"a": 1,', '/*', '\\', '|', '>+\n', '&a ', '*a'],
    ...['${n}', '1e3', '010', '---\n', "'", '\t', '? ', '!!str ', '<<: '],
  ),
  fc.string({ maxLength: 4 }),
);

test('a text that is read again after edits is what it would be if it were read anew', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 6 }), snippet), { minLength: 1, maxLength: 6 }),
      ([format, first], edits) => {
        const validator = new Validator(catalogue);
        let text = first;
        let document = parseExperiment(text, format);
        validator.validate(document);
        for (const [place, length, insert] of edits) {
          const at = place % (text.length + 1);
          text = text.slice(0, at) + insert + text.slice(at + length);
          document = reread(document, text, format);
          const anew = parseExperiment(text, format);
          assert.deepEqual(told(document), told(anew), text);
          assert.deepEqual(
            validator.validate(document).map(plain),
            validateExperiment(anew, catalogue).map(plain),
            text,
          );
        }
      },
    ),
    { numRuns: 100, examples: [[windowsYaml, [[windowsYaml[1].indexOf('timeout'), 0, '#']]]] },
  );
});

test('an edit within an activity leaves all other activities as they are', () => {
  for (const [format, text] of texts) {
    const before = parseExperiment(text, format);
    const after = reread(before, text.replace('a1', 'other'), format);
    assert.ok(isObject(before.value) && isObject(after.value));
    const [old, now] = [before.value, after.value] as unknown as Record<string, object[]>[];
    assert.equal(now?.['method']?.[0], old?.['method']?.[0], `${format} ${text.slice(0, 30)}`);
    assert.equal(now?.['method']?.[2], old?.['method']?.[2]);
    assert.equal(now?.['rollbacks'], old?.['rollbacks']);
    assert.notEqual(now?.['method']?.[1], old?.['method']?.[1]);
  }
});
