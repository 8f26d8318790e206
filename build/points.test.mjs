import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { points } from '../test/vscode/points.ts';

/** Titles of the tests of a source text, with `…` for what a template string puts in. */
const titles = (source) =>
  new Set(
    [...source.matchAll(/\b(?:test|it)\(\s*(?:'((?:\\.|[^'\\])*)'|"([^"]*)"|`([^`]*)`)/g)].map(
      ([, single, double, template]) =>
        single?.replaceAll("\\'", "'") ?? double ?? template.replaceAll(/\$\{[^}]*\}/g, '…'),
    ),
  );

const source = (file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');

test('titles are read of all kinds of quotes', () => {
  const text = "test('a ‘b’', f); it(\"c's\", f);\n test(\n  `d ${e.f} g`, f); untest('h')";
  assert.deepEqual([...titles(text)], ['a ‘b’', "c's", 'd … g']);
});

for (const { point, tests } of points) {
  test(`shown by tests that are there: ${point}`, () => {
    const wanted = Object.entries(tests);
    assert.ok(wanted.some(([, names]) => names.length > 0));
    for (const [file, names] of wanted) {
      const found = titles(source(file));
      assert.deepEqual(
        names.filter((name) => !found.has(name)),
        [],
        file,
      );
    }
  });
}

test('each point is told once, and every part has some', () => {
  const names = points.map(({ point }) => point);
  assert.equal(new Set(names).size, names.length);
  const parts = new Set(names.map((name) => name.split(':')[0]));
  assert.deepEqual(
    [...parts],
    ['writing', 'running', 'understanding', 'explorer', 'tools', 'manners'],
  );
});
