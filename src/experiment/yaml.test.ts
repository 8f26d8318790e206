import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from './json.ts';
import { parseExperiment } from './parse.ts';

const read = (text: string) => parseExperiment(text, 'yaml');
const codes = (text: string) => read(text).problems.map(({ code }) => code);

test('plain values mean what they mean to PyYAML', () => {
  const table: [string, Json][] = [
    ['on', true],
    ['Off', false],
    ['y', 'y'],
    ['NO', false],
    ['tRue', 'tRue'],
    ['~', null],
    ['', null],
    ['Null', null],
    ['010', 8],
    ['08', '08'],
    ['0o7', '0o7'],
    ['0x1F', 31],
    ['0b101', 5],
    ['1_000', 1000],
    ['-0', 0],
    ['1:30', 90],
    ['190:20:30', 685_230],
    ['1:60', '1:60'],
    ['1e3', '1e3'],
    ['1.0e3', '1.0e3'],
    ['1.5e+3', 1500],
    ['1e+3', '1e+3'],
    ['.5', 0.5],
    ['-.5', '-.5'],
    ['1.', 1],
    ['190:20:30.15', 685_230.15],
    ['1.2.3', '1.2.3'],
    ['2001-12-14', '2001-12-14'],
    ['2001-12-14t21:59:43.10-05:00', '2001-12-14T21:59:43.100000-05:00'],
    ['2001-12-14 2:59:43', '2001-12-14T02:59:43'],
    ['2001-12-14T21:59:43Z', '2001-12-14T21:59:43+00:00'],
    ['2001-1-4', '2001-1-4'],
    ['"on"', 'on'],
    ["'010'", '010'],
    ['!!str 010', '010'],
    ['!!int "7"', 7],
    ['! 12', '12'],
    ['|\n  a\n  b', 'a\nb\n'],
    ['>\n  a\n  b', 'a b\n'],
    ['$x', '$x'],
  ];
  for (const [source, value] of table) {
    const document = read(`k: ${source}\n`);
    const errors = document.problems.filter(({ severity }) => severity === 'error');
    assert.deepEqual(errors, [], source);
    assert.deepEqual(document.value, { k: value }, source);
  }
});

test('numbers that are not what they look like are pointed out', () => {
  const table: [string, string | undefined][] = [
    ['010', 'experiment.number-octal'],
    ['-0_17', 'experiment.number-octal'],
    ['00', undefined],
    ['0', undefined],
    ['1:30', 'experiment.number-sexagesimal'],
    ['8080:80', undefined],
    ['1e3', 'experiment.number-exponent'],
    ['1.5e+3', undefined],
    ["'010'", undefined],
    ['!!int 010', undefined],
    ['10', undefined],
  ];
  for (const [source, code] of table) {
    assert.equal(read(`k: ${source}\n`).problems[0]?.code, code, source);
  }
  const [problem] = read('k: 010\n').problems;
  const texts = problem?.fixes?.().map(({ edits }) => edits[0]?.newText);
  assert.deepEqual(texts, ['"010"', '10']);
});

test('values that end the original in an error are problems', () => {
  const table: [string, string][] = [
    ['k: 2001-02-30\n', 'experiment.yaml-time'],
    ['k: 0x_\n', 'experiment.yaml-number'],
    ['k: =\n', 'experiment.yaml-equals'],
    ['k: !!set {a, b}\n', 'experiment.yaml-tag'],
    ['k: !!binary aGk=\n', 'experiment.yaml-tag'],
    ['k: !mine x\n', 'experiment.yaml-tag'],
    ['k: .inf\n', 'experiment.number-range'],
    ['k: *nowhere\n', 'experiment.yaml-alias'],
    ['k: &a [*a]\n', 'experiment.yaml-recursive'],
    ['a: 1\n---\nb: 2\n', 'experiment.yaml-documents'],
    ['2001-12-14: x\n', 'experiment.yaml-key-complex'],
    ['? [a]\n: x\n', 'experiment.yaml-key-complex'],
    ['<<: 5\n', 'experiment.yaml-merge'],
    ['k: "a\n', 'experiment.yaml-missing'],
    ['k: [a\n', 'experiment.yaml-indent'],
    ['k:\n\t- a\n', 'experiment.yaml-tab'],
    ['k: a: b\n', 'experiment.yaml-nested'],
    ['k: @x\n', 'experiment.yaml-character'],
    ['k: "\\q"\n', 'experiment.yaml-escape'],
    ['a: 1\n  b: 2\n', 'experiment.yaml-multiline-key'],
  ];
  for (const [text, code] of table) {
    assert.ok(codes(text).includes(code), `${text}${codes(text).join()}`);
  }
});

test('names that are not text are read as JSON writes them, with a warning', () => {
  const document = read('on: 1\n5: 2\n~: 3\n');
  assert.deepEqual(document.value, { true: 1, 5: 2, null: 3 });
  assert.deepEqual(
    document.problems.map(({ code, severity }) => [code, severity]),
    Array.from({ length: 3 }, () => ['experiment.yaml-key-type', 'warning']),
  );
});

test('merged maps: own members beat them, and the first of several wins', () => {
  const text = 'a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  z: 3\nd: {<<: *b}\n';
  assert.deepEqual(read(text).problems, []);
  assert.deepEqual(read(text).value, {
    a: { x: 1, y: 1 },
    b: { y: 2, z: 2 },
    c: { y: 1, z: 3, x: 1 },
    d: { y: 2, z: 2 },
  });
});

test('an alias stands where it is written, its content where the anchor is', () => {
  const document = read('a: &x\n  k: v\nb: *x\n');
  assert.equal(document.rangeOf('/b').start.line, 2);
  assert.deepEqual(document.rangeOf('/b/k').start, { line: 1, character: 5 });
  assert.equal(document.pointerAt({ line: 2, character: 4 }), '/b');
  assert.equal(document.pointerAt({ line: 1, character: 5 }), '/a/k');
});

test('an alias bomb is cut off', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 12; level += 1) {
    const items = Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ');
    lines.push(`a${level}: &a${level} [${items}]`);
  }
  assert.ok(codes(lines.join('\n')).includes('experiment.yaml-alias-bomb'));
});

test('a value that is left out stands at its name', () => {
  const document = read('a:\nb: 1\n');
  assert.deepEqual(document.rangeOf('/a'), document.rangeOf('/a', 'key'));
});
