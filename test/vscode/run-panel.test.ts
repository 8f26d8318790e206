import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, suite, test } from 'node:test';
import axe from 'axe-core';
import { parseExperiment } from '../../src/experiment/parse.ts';
import { format } from '../../src/messages/format.ts';
import { realText } from '../../src/report/testing/fixtures.ts';
import type { Look } from './editor.ts';
import { choose } from './menu.ts';
import { session } from './session.ts';

const say = (code: string, args: Record<string, string | number> = {}) => format({ code, args });
const row = (text: string) => ({ selector: '.pane-body .monaco-list-row', text });
const lens = (text: string) => ({ selector: '.codelens-decoration a', text });
const minute = 60_000;

const node = (script: string) => ({
  type: 'process',
  path: process.execPath,
  arguments: ['-e', script],
});

/** Deviates as soon as a file is there; gives numbers meanwhile. */
const experiment = (title: string, pause: number) => ({
  title,
  description: 'd',
  'steady-state-hypothesis': {
    title: 'The flag is down',
    probes: [
      {
        type: 'probe',
        name: 'the flag is down',
        tolerance: 0,
        provider: node("process.exitCode = require('node:fs').existsSync('flag') ? 1 : 0"),
      },
    ],
  },
  method: [
    { type: 'probe', name: 'load', provider: node('console.log(3)') },
    {
      type: 'action',
      name: 'raise-the-flag',
      provider: node("require('node:fs').writeFileSync('flag', '')"),
      pauses: { after: pause },
    },
    { type: 'probe', name: 'load', provider: node('console.log(30)') },
  ],
});

suite('past runs in VS Code', () => {
  let folder = '';
  const environment = () => ({
    CHAOS_WORKBENCH_STATE: join(folder, 'state'),
    KUBECONFIG: join(folder, 'none'),
  });

  /** A run on the command line, in the folder's state. */
  const start = (name: string) => {
    const child = spawn(process.execPath, [resolve('dist/cli.js'), 'run', name], {
      cwd: folder,
      env: { ...process.env, ...environment() },
      stdio: 'ignore',
    });
    return { child, ended: once(child, 'exit') };
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'past-runs-'));
    const write = (name: string, value: object) =>
      writeFile(join(folder, name), JSON.stringify(value, null, 2));
    await write('experiment.json', experiment('What if the flag is raised?', 0.2));
    await write('experiment.long.json', experiment('A run that is cut off', 600));
    await writeFile(join(folder, 'journal.real.json'), realText('deviated'));
    await start('experiment.json').ended;
    await rm(join(folder, 'flag'));
    await start('experiment.json').ended;
    await rm(join(folder, 'flag'));
  });
  after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  /** Opens the list of runs in the side bar. */
  const openRuns = async (editor: Look) => {
    await editor.click({ selector: '.action-label[aria-label="Chaos"]' });
    const header = editor.page.locator('.pane-header', { hasText: /^Runs$/i });
    await header.waitFor();
    if ((await header.getAttribute('aria-expanded')) !== 'true') {
      await header.click();
    }
  };

  test('are listed, opened and compared with the run before', async () => {
    await session({ folder, env: environment() }, async (editor) => {
      await openRuns(editor);
      const run = row('What if the flag is raised?');
      await editor.click({ ...run, timeout: minute });
      const text = await editor.webviewText({ selector: '.verdict.bad', timeout: minute });
      assert.match(text, /“the flag is down” stopped holding after “raise-the-flag”/);
      const compared = await editor.webviewText({ selector: '.comparison dl', timeout: minute });
      assert.match(
        compared,
        /Compared with the run before[\s\S]*Then[\s\S]*Deviated[\s\S]*as before/i,
      );
      const [plot] = await editor.webviewAttributes({ selector: '.plot', name: 'aria-label' });
      assert.equal(plot, 'load: 2 values from 3 to 30, least 3, greatest 30');
    });
  });

  test('lead to their experiment, also when the command line ran it', async () => {
    await session({ folder, env: environment() }, async (editor) => {
      await openRuns(editor);
      const run = { ...row('What if the flag is raised?'), timeout: minute };
      const tab = { selector: '.tab.active', text: 'experiment.json' };
      await choose(editor, run, 'Open Experiment', tab);
    });
  });

  test('of another program go on in the panel; one whose program dies is interrupted', async () => {
    const { child, ended } = start('experiment.long.json');
    try {
      await session({ folder, env: environment() }, async (editor) => {
        await openRuns(editor);
        await editor.click({ ...row('A run that is cut offrunning'), timeout: minute });
        const live = await editor.webviewText({ selector: '.verdict.running', timeout: minute });
        assert.match(live, /600|10 min/);
        child.kill('SIGKILL');
        await ended;
        const cut = await editor.webviewText({ selector: '.verdict.warn', timeout: minute });
        assert.match(cut, /INTERRUPTED/i);
        assert.match(cut, new RegExp(say('editor.history.cut-off')));
        await editor.command('Chaos: Show Log');
        await editor.click({ selector: '.pane-header', text: 'Runs' });
        await editor.click({ selector: '.pane-header', text: 'Runs' });
        await editor.waitFor({ ...row('A run that is cut offinterrupted'), timeout: minute });
      });
    } finally {
      child.kill('SIGKILL');
    }
  });

  test('a journal of the real Chaos Toolkit opens in the same panel, and leads to its lines', async () => {
    await session({ folder, env: environment() }, async (editor) => {
      await editor.open('journal.real.json');
      await editor.click({ ...lens('Open in run panel'), timeout: minute });
      const text = await editor.webviewText({ selector: '.verdict.bad', timeout: minute });
      assert.match(text, /“flag is there” stopped holding after “remove flag”/);
      await editor.webviewClick({ selector: '.link', text: 'remove flag' });
      const { line } = parseExperiment(realText('deviated'), 'json').rangeOf('/run/0').start;
      await editor.waitFor({ selector: '.statusbar-item', text: `Ln ${line + 1},` });
    });
  });

  for (const theme of ['Default Dark Modern', 'Default Light Modern', 'Default High Contrast']) {
    test(`the run panel is accessible in the editor: ${theme}`, async (t) => {
      const settings = { 'workbench.colorTheme': theme };
      const pictures = join(tmpdir(), 'run-panel-pictures');
      await mkdir(pictures, { recursive: true });
      t.diagnostic(`pictures: ${pictures}`);
      await session({ folder, env: environment(), settings }, async (editor) => {
        await openRuns(editor);
        await editor.click({ ...row('What if the flag is raised?'), timeout: minute });
        await editor.webviewText({ selector: '.timeline .block', timeout: minute });
        await editor.screenshot({ path: join(pictures, `${theme}.png`) });
        const frames = await Promise.all(
          editor.page.frames().map(async (frame) => ({
            frame,
            found: await frame
              .locator('.verdict')
              .count()
              .catch(() => 0),
          })),
        );
        const panel = frames.find(({ found }) => found > 0)?.frame;
        assert.ok(panel);
        await panel.evaluate(axe.source);
        const { violations } = await panel.evaluate(() =>
          (Reflect.get(window, 'axe') as typeof axe).run(),
        );
        assert.deepEqual(
          violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]),
          [],
        );
      });
    });
  }
});
