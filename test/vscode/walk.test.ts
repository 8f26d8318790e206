import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { format } from '../../src/messages/format.ts';
import { createFor, lens, minute, pick, practice, row } from './practice-window.ts';

suite('a person’s walk through VS Code', () => {
  test('an experiment for a deployment is created, finished by typing, previewed, run, understood and undone', async (t) => {
    const pictures = await mkdtemp(join(tmpdir(), 'walk-pictures-'));
    t.diagnostic(`pictures: ${pictures}`);
    await practice(async (editor) => {
      let count = 0;
      const shot = async (name: string) => {
        count += 1;
        await editor.screenshot({ path: join(pictures, `${count}-${name}.png`) });
      };
      await createFor(editor, row('back2/2'), 'create.fault.scale');
      await shot('created');

      await editor.type({ text: 'Is the backend needed?' });
      await editor.waitFor({ selector: '.view-line', text: '"title": "Is the backend needed?"' });
      await shot('typed');

      await editor.waitFor({ ...lens('scales 1 deployment'), timeout: minute });
      await shot('previewed');

      await editor.click(lens('options'));
      await editor.click(pick(format({ code: 'editor.options.rollbackStrategy' })));
      await editor.click(pick(format({ code: 'editor.options.rollbackStrategy.never' })));
      await shot('options');
      await editor.click(pick(format({ code: 'editor.options.run' })));

      await editor.waitFor(lens('Stop'));
      await shot('running');
      const told = await editor.webviewText({ selector: '.verdict.bad', timeout: minute });
      assert.match(told, /stopped holding/);
      assert.match(told, /back has had no ready/);
      await editor.waitFor(row('back0/0'));
      await shot('deviated');

      await editor.webviewClick({ selector: 'vscode-button', text: 'Undo' });
      await editor.click({
        selector: `.monaco-dialog-box .monaco-button:text-is("${format({ code: 'editor.undo.yes' })}")`,
        timeout: minute,
      });
      await editor.waitFor({ ...row('back2/2'), timeout: minute });
      await shot('undone');
    });
  });
});
