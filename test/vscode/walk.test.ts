import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { format } from '../../src/messages/format.ts';
import { again } from './menu.ts';
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

      // The method is below; a person looks for it.
      await editor.press({ keys: 'Control+F' });
      await editor.type({ text: '"method"' });
      await editor.press({ keys: 'Enter' });
      await editor.press({ keys: 'Escape' });
      await editor.waitFor({ ...lens('hits 1 deployment in default: back'), timeout: minute });
      await shot('previewed');
      await editor.press({ keys: 'Control+Home' });
      await editor.waitFor({ selector: '.view-line', text: '"title": "Is the backend needed?"' });

      await again(async () => {
        await editor.click(lens('options'));
        await editor.click(pick(format({ code: 'editor.options.rollbackStrategy' })));
      });
      const never = pick(format({ code: 'editor.options.rollbackStrategy.never' }));
      await editor.waitFor(never);
      await shot('options');
      await editor.click(never);
      // The list is shown anew, with what was chosen, and what runs the experiment comes first.
      await editor.waitFor(pick(format({ code: 'editor.options.reset' })));
      await editor.press({ keys: 'Enter' });
      await editor.waitFor(lens('Stop'));
      await shot('running');
      const told = await editor.webviewText({ selector: '.verdict.bad', timeout: minute });
      assert.match(told, /stopped holding/);
      assert.match(told, /Service “backend” has had no ready endpoint since/);
      await editor.waitFor(row('back0/0'));
      await editor.waitFor(lens('last: deviated'));
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
