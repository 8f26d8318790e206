import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Edit, Format } from './document.ts';
import { insertion, move, removal } from './edits.ts';
import { parseExperiment } from './parse.ts';

/** The text after edits; a bar in `text` is no part of it. */
function edited(
  format: Format,
  text: string,
  make: (document: ReturnType<typeof parseExperiment>) => Edit[] | Edit | undefined,
): string | undefined {
  const document = parseExperiment(text, format);
  const made = make(document);
  const lines = text.split('\n');
  const offset = ({ line, character }: Edit['range']['start']) =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, character);
  return (
    made &&
    [made]
      .flat()
      .map(({ range, newText }) => [offset(range.start), offset(range.end), newText] as const)
      .sort(([left], [right]) => right - left)
      .reduce((all, [start, end, put]) => all.slice(0, start) + put + all.slice(end), text)
  );
}

test('a member is removed with its comma or its lines, and comments of others stay', () => {
  const remove = (pointer: string) => (document: Parameters<typeof removal>[0]) =>
    removal(document, pointer);
  const json = '{\n  "a": 1,\n  "b": [\n    2\n  ],\n  "c": 3\n}';
  assert.equal(edited('json', json, remove('/b')), '{\n  "a": 1,\n  "c": 3\n}');
  assert.equal(edited('json', json, remove('/c')), '{\n  "a": 1,\n  "b": [\n    2\n  ]\n}');
  assert.equal(edited('json', '{"a":1,"b":2}', remove('/a')), '{"b":2}');
  assert.equal(edited('json', '{"a":1}', remove('/a')), '{}');
  const yaml = 'a: 1 # one\nb:\n  - 2 # two\n# about c\nc: 3\n';
  assert.equal(edited('yaml', yaml, remove('/b')), 'a: 1 # one\n# about c\nc: 3\n');
  assert.equal(edited('yaml', 'l:\n  - a: 1\n    b: 2\n', remove('/l/0/a')), 'l:\n  - b: 2\n');
  assert.equal(edited('yaml', 'l: { a: 1, b: 2 } # l\n', remove('/l/a')), 'l: { b: 2 } # l\n');
  const windows = 'a: 1\r\nb: 2\r\nc: 3\r\n';
  assert.equal(edited('yaml', windows, remove('/b')), 'a: 1\r\nc: 3\r\n');
});

test('a member is added behind the others, as they are written', () => {
  const add = (pointer: string) => (document: Parameters<typeof insertion>[0]) =>
    insertion(document, pointer, 'n', { m: 1 });
  assert.equal(edited('json', '{\n  "a": 1\n}', add('')), '{\n  "a": 1,\n  "n": { "m": 1 }\n}');
  assert.equal(edited('json', '{"a": 1}', add('')), '{"a": 1, "n": { "m": 1 }}');
  assert.equal(edited('json', '{"o": {}}', add('/o')), '{"o": { "n": { "m": 1 } }}');
  assert.equal(
    edited('yaml', 'l:\n  - a: 1 # one\n  - b: 2\n', add('/l/0')),
    'l:\n  - a: 1 # one\n    n: { "m": 1 }\n  - b: 2\n',
  );
});

test('a member is moved with all its lines, indented as its new place', () => {
  const to = (from: string, target: string) => (document: Parameters<typeof move>[0]) =>
    move(document, from, target);
  assert.equal(
    edited('yaml', 'a:\n  h:\n    x: 1 # one\n  p:\n    q: 2\n', to('/a/h', '/a/p')),
    'a:\n  p:\n    q: 2\n    h:\n      x: 1 # one\n',
  );
  assert.equal(
    edited('json', '{\n  "h": {\n    "x": 1\n  },\n  "p": {\n    "q": 2\n  }\n}', to('/h', '/p')),
    '{\n  "p": {\n    "q": 2,\n    "h": {\n      "x": 1\n    }\n  }\n}',
  );
});

test('a remark on the line of a member goes with it', () => {
  assert.equal(
    edited('yaml', 'a:\n  t: 5 # slow\n  p:\n    q: 2 # two\n', (document) =>
      move(document, '/a/t', '/a/p'),
    ),
    'a:\n  p:\n    q: 2 # two\n    t: 5 # slow\n',
  );
  assert.equal(
    edited('yaml', 'a: { t: 5, u: 6 } # slow\np:\n  q: 2\n', (document) =>
      move(document, '/a/t', '/p'),
    ),
    'a: { u: 6 } # slow\np:\n  q: 2\n  t: 5\n',
  );
});

test('nothing is touched behind a YAML alias', () => {
  const text = 'a: &x { b: 1, c: 2 }\nd: *x\n';
  assert.equal(
    edited('yaml', text, (document) => removal(document, '/d/b')),
    undefined,
  );
});
