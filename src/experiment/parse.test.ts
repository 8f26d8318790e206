import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ParsedDocument, Position, Range } from './document.ts';
import type { Json } from './json.ts';
import { parseExperiment } from './parse.ts';
import { maxDepth } from './parsed.ts';
import { join } from './pointer.ts';

const codes = (document: ParsedDocument) => document.problems.map(({ code }) => code);

function offsetOf(text: string, { line, character }: Position): number {
  const lines = text.split(/(?<=\r\n|\r(?!\n)|\n)/);
  return lines.slice(0, line).join('').length + character;
}

function cut(text: string, range: Range): string {
  return text.slice(offsetOf(text, range.start), offsetOf(text, range.end));
}

test('every value and every name of a JSON text has its place', () => {
  const text = '{\r\n  "a": [1, {"b/c~": "x"}],\r  "d": null\n}';
  const document = parseExperiment(text, 'json');
  assert.deepEqual(document.value, { a: [1, { 'b/c~': 'x' }], d: null });
  assert.equal(cut(text, document.rangeOf('/a/1/b~1c~0')), '"x"');
  assert.equal(cut(text, document.rangeOf('/a/1/b~1c~0', 'key')), '"b/c~"');
  assert.deepEqual(document.rangeOf('/d').start, { line: 2, character: 7 });
  assert.equal(cut(text, document.rangeOf('/a/7/nowhere')), '[1, {"b/c~": "x"}]');
  assert.equal(document.pointerAt(document.rangeOf('/a/1/b~1c~0').start), '/a/1/b~1c~0');
  assert.equal(document.pointerAt({ line: 0, character: 0 }), '');
});

test('JSON is strict, and is read on behind what is wrong', () => {
  const document = parseExperiment('{"a": 1, // why\n "b": [1,],}', 'json');
  assert.deepEqual(codes(document), [
    'experiment.json-comment',
    'experiment.json-trailing-comma',
    'experiment.json-trailing-comma',
  ]);
  assert.deepEqual(document.value, { a: 1, b: [1] });
});

test('whole numbers written as floating point are known', () => {
  const json = parseExperiment('{"a": 1.0, "b": 1, "c": [2e0], "d": 1.5}', 'json');
  assert.deepEqual([...json.floats], ['/a', '/c/0']);
  const yaml = parseExperiment('a: 1.0\nb: 1\nc: [2.]\nd: 1.5\n', 'yaml');
  assert.deepEqual([...yaml.floats], ['/a', '/c/0']);
});

test('a name given twice is a warning, and the last one counts', () => {
  for (const [format, text] of [
    ['json', '{"a": 1, "a": 2}'],
    ['yaml', 'a: 1\na: 2\n'],
  ] as const) {
    const document = parseExperiment(text, format);
    assert.deepEqual(document.value, { a: 2 });
    const [problem] = document.problems;
    assert.equal(problem?.code, 'experiment.duplicate-key');
    assert.equal(problem?.severity, 'warning');
  }
});

test('a byte order mark and names of the language’s own are ordinary', () => {
  for (const [format, text] of [
    ['json', '\uFEFF{"__proto__": {"constructor": 1}}'],
    ['yaml', '\uFEFF__proto__: {constructor: 1}\n'],
  ] as const) {
    const document = parseExperiment(text, format);
    assert.deepEqual(codes(document), []);
    assert.equal(JSON.stringify(document.value), '{"__proto__":{"constructor":1}}');
  }
});

test('broken JSON is a problem at its place', () => {
  const table: [string, string][] = [
    ['{"a" 1}', 'experiment.json-colon-expected'],
    ['{"a": 1 "b": 2}', 'experiment.json-comma-expected'],
    ['{"a": }', 'experiment.json-value-expected'],
    ['{a: 1}', 'experiment.json-symbol'],
    ['{"a": 1', 'experiment.json-brace-expected'],
    ['{"a": [1', 'experiment.json-bracket-expected'],
    ['{"a": "x', 'experiment.json-string-end'],
    ['{"a": "\\q"}', 'experiment.json-escape'],
    ['{"a": "\\u12"}', 'experiment.json-escape'],
    ['{"a": "\t"}', 'experiment.json-character'],
    ['{"a": NaN}', 'experiment.json-symbol'],
    ["{'a': 1}", 'experiment.json-symbol'],
    ['{"a": 1e}', 'experiment.json-number'],
    ['{"a": 1} x', 'experiment.json-symbol'],
    ['{"a": 1} {}', 'experiment.json-end-expected'],
    ['{"a": 1e999}', 'experiment.number-range'],
    ['{"a": 12345678901234567890}', 'experiment.number-precision'],
    ['{, "a": 1}', 'experiment.json-value-expected'],
  ];
  for (const [text, code] of table) {
    assert.ok(codes(parseExperiment(text, 'json')).includes(code), `${text}: ${code}`);
  }
});

test('values that nest too deep end in a problem', () => {
  for (const depth of [maxDepth + 1, 200_000]) {
    for (const format of ['json', 'yaml'] as const) {
      const text = `{"a": ${'['.repeat(depth)}${']'.repeat(depth)}}`;
      assert.deepEqual(codes(parseExperiment(text, format)), ['experiment.too-deep'], format);
    }
  }
  const allowed = `${'['.repeat(maxDepth)}${']'.repeat(maxDepth)}`;
  assert.deepEqual(codes(parseExperiment(allowed, 'json')), []);
});

test('an empty text has no value and no syntax problem', () => {
  for (const format of ['json', 'yaml'] as const) {
    for (const text of ['', '  \n', '\n\n']) {
      const document = parseExperiment(text, format);
      assert.equal(document.value, undefined);
      assert.deepEqual(codes(document), []);
    }
  }
});

test('any JSON value comes back with the place of each of its parts', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const document = parseExperiment(text, 'json');
      assert.deepEqual(document.value, JSON.parse(text));
      everyPart(JSON.parse(text), '', (part, pointer) => {
        assert.deepEqual(JSON.parse(cut(text, document.rangeOf(pointer))), part);
        assert.equal(document.pointerAt(document.rangeOf(pointer).start), pointer);
      });
    }),
    { numRuns: 200 },
  );
});

test('no text makes a reader throw or point outside', () => {
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    '"',
    ':',
    ',',
    '\n',
    '\r',
    '- ',
    ' ',
    '&a',
    '*a',
    '<<: ',
    'x',
  ];
  const more = [
    '!!set',
    '? ',
    '|',
    '>',
    '#',
    '---',
    '%',
    '\t',
    '1.0',
    '//',
    "'",
    '\\',
    '\u2028',
    '😀',
  ];
  const shaped = fc.array(fc.constantFrom(...pieces, ...more), { maxLength: 30 });
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    shaped.map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(texts, fc.constantFrom('json', 'yaml'), (text, format) => {
      const document = parseExperiment(text, format);
      for (const { range } of document.problems) {
        assert.ok(isInside(text, range), JSON.stringify({ text, range }));
      }
      assert.ok(isInside(text, document.rangeOf('')));
    }),
    { numRuns: 1000 },
  );
});

function isInside(text: string, { start, end }: Range): boolean {
  const lines = text.split(/\r\n|\r|\n/);
  const fits = ({ line, character }: Position) =>
    line >= 0 && character >= 0 && character <= (lines[line]?.length ?? -1);
  const ordered =
    start.line < end.line || (start.line === end.line && start.character <= end.character);
  return fits(start) && fits(end) && ordered;
}

function everyPart(value: Json, pointer: string, visit: (part: Json, at: string) => void): void {
  visit(value, pointer);
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      everyPart(item, join(pointer, index), visit);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      everyPart(member, join(pointer, name), visit);
    }
  }
}
