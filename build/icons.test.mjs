import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const { contributes } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);

/** Icons below a contribution, each with where it stands. */
function icons(value, path = '') {
  return typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) =>
        key === 'icon' ? [[path, inner]] : icons(inner, `${path}/${key}`),
      );
}

test('every icon is one of the editor’s own', () => {
  const found = icons(contributes);
  const ofViews = 'media/activity.svg';
  assert.ok(found.length > 10);
  for (const [path, icon] of found) {
    const drawn = /^\/(views|viewsContainers|walkthroughs)\//.test(path);
    assert.match(icon, drawn ? new RegExp(`^${ofViews}$`) : /^\$\([a-z-]+\)$/, path);
  }
});

test('the drawn icon has one colour, which the theme replaces', () => {
  const drawing = readFileSync(new URL('../media/activity.svg', import.meta.url), 'utf8');
  const colours = [...drawing.matchAll(/\b(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour);
  assert.deepEqual([...new Set(colours)].sort(), ['#000', 'none']);
});
