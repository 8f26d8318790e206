import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { format, learn } from '../../src/messages/format.ts';
import { session } from './session.ts';

await learn('ja');
const say = (code: string) => format({ code }, 'ja');
const minute = 60_000;
const lens = (text: string) => ({ selector: '.codelens-decoration a', text, timeout: minute });

const node = (script: string) => ({
  type: 'process',
  path: process.execPath,
  arguments: ['-e', script],
});

/** It deviates: what its probe looks for is what its action makes. */
const experiment = {
  title: '旗が揚がったらどうなるか',
  description: '旗はファイルです',
  'steady-state-hypothesis': {
    title: '旗は下りている',
    probes: [
      {
        type: 'probe',
        name: 'flag',
        tolerance: 0,
        provider: node("process.exitCode = require('node:fs').existsSync('flag') ? 1 : 0"),
      },
    ],
  },
  method: [
    {
      type: 'action',
      name: 'raise',
      provider: node("require('node:fs').writeFileSync('flag', '')"),
    },
    { type: 'probe', name: 'seen', tolerance: 0, provider: node('') },
  ],
  rollbacks: [],
};

suite('for who has the editor in Japanese', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'japanese-'));
    await writeFile(join(folder, 'experiment.json'), JSON.stringify(experiment, null, 2));
  });
  after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  test('lenses, hints, problems, views, commands and the panel are in Japanese', async () => {
    const env = { KUBECONFIG: join(folder, 'none'), CHAOS_WORKBENCH_STATE: join(folder, 'state') };
    await session({ folder, env, locale: 'ja' }, async (editor) => {
      await editor.open('experiment.json');
      await editor.waitFor(lens(say('editor.lens.check')));
      await editor.waitFor({ selector: '.view-line', text: '終了ステータス' });
      await editor.command('Problems: Focus on Problems View');
      await editor.waitFor({
        selector: '.markers-panel .monaco-list-row',
        text: 'この tolerance は見られません。',
      });

      await editor.click(lens('実験を実行'));
      const text = await editor.webviewText({ selector: '.verdict.bad', timeout: minute });
      assert.match(text, /逸脱\s*「raise」の後、「flag」が成り立たなくなりました。/);
      const spoken = await editor.webviewAttributes({
        selector: 'html:has(.verdict)',
        name: 'lang',
      });
      assert.deepEqual(spoken, ['ja']);

      await editor.click({ selector: '.action-label[aria-label="Chaos"]' });
      for (const view of ['クラスター', '実験', '実行']) {
        await editor.waitFor({ selector: `.pane-header .title:text-is("${view}")` });
      }
      await editor.command('Chaos: 実行パネルを表示');
    });
  });
});
