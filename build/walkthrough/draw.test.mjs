import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { languages, pictures } from './draw.mjs';

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));

test('the walkthrough’s pictures say what the editor says now', async () => {
  const steps = contributes.walkthroughs[0].steps.map(({ id }) => id);
  for (const language of languages) {
    const drawn = await pictures(language);
    assert.deepEqual(Object.keys(drawn), steps);
    for (const [step, svg] of Object.entries(drawn)) {
      const path = `media/walkthrough/${language}/${step}.svg`;
      const same = readFileSync(path, 'utf8') === svg;
      assert.ok(same, `${path} is out of date: node build/walkthrough/draw.mjs`);
    }
  }
});
