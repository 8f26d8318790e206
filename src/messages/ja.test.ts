import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { commands } from './commands.ts';
import { create } from './en/create.ts';
import { experiment } from './en/experiment.ts';
import { en as start } from './en/index.ts';
import { format, learn } from './format.ts';
import { ja } from './ja/index.ts';

before(() => learn('ja-JP'));

const en: Readonly<Record<string, string>> = { ...start, ...experiment, ...commands, ...create };

/** Names of the values that a sentence shows. */
const shown = (text: string) =>
  [...new Set([...text.matchAll(/\{(?:a )?(\w+)\}/g)].map(([, name]) => name ?? ''))].sort();

test('what is said in Japanese shows the values that are shown in English', () => {
  for (const [code, text] of Object.entries(ja)) {
    const english = en[code];
    assert.ok(english !== undefined, `no English for ${code}`);
    assert.deepEqual(shown(text), shown(english), code);
  }
});

test('all that the lesson shows in the editor, a report, and every problem has Japanese', () => {
  const rooms =
    /^(practice|lesson|hits|report|experiment|editor\.(practice|explorer|panel|lens|consent|undo|samples|targets|verdict|doors|debug))\.|^engine\.(verdict|reason|inspect)-|^workbench\.samples-|^kubernetes\.undo-(will|did)-/;
  const missing = Object.keys(en).filter((code) => rooms.test(code) && !(code in ja));
  assert.deepEqual(missing, []);
});

test('a reader of Japanese gets Japanese, and English where there is none', () => {
  assert.equal(format({ code: 'editor.lens.run' }, 'ja-JP'), '実験を実行');
  assert.equal(format({ code: 'editor.lens.run' }, 'JA'), '実験を実行');
  const code = Object.keys(en).find((each) => !(each in ja)) ?? '';
  assert.equal(format({ code }, 'ja'), format({ code }));
});

test('sentences end and are quoted as Japanese is written', () => {
  for (const [code, text] of Object.entries(ja)) {
    assert.doesNotMatch(text, /[,.]$|。 |[ぁ-ん]\.|“|”/, code);
  }
});
