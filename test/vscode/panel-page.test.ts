import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { compare } from '../../src/engine/compare.ts';
import type { RunView } from '../../src/engine/view.ts';
import type { ToPage } from '../../src/vscode/webview/protocol.ts';
import { diff } from '../../src/worker/patch.ts';
import { before, deviated, many, running } from './canned-runs.ts';
import { openBrowser, openPanel, type PanelOptions, type PanelPage, themes } from './panel-page.ts';

type Theme = keyof typeof themes;

const abilities = { runAgain: true, journal: true, control: false, reveal: true };

/** Every row that can be opened is. */
const allOpen = ['count-pods@150', 'delete-backend@120', 'cluster-events'].concat(
  ['front-service-must-respond', 'all-pods-healthy'].flatMap((name) =>
    [20, 60, 10_200, 12_150, 4100].map((at) => `${name}@${at}`),
  ),
);

/** What is wider than the window. */
function tooWide(): string[] {
  return [...document.querySelectorAll('body, body *')]
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
    .map((element) => `${element.tagName} ${element.getAttribute('class')}`);
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => (Reflect.get(window, 'axe') as typeof axe).run());
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );
}

// The browser of the test host; the page is the same elsewhere.
if (process.platform === 'linux') {
  const browser = await openBrowser();
  after(() => browser.close());

  const shown = async (view: RunView, options: PanelOptions = {}): Promise<PanelPage> => {
    const opened = await openPanel(browser, options);
    const control = view.state !== 'ended';
    await opened.tell({ type: 'view', view, language: 'en', abilities: { ...abilities, control } });
    await opened.page.waitForSelector('.phase');
    if (!control) {
      await opened.tell({ type: 'comparison', comparison: compare(before, view) });
      await opened.page.waitForSelector('.comparison table');
    }
    return opened;
  };

  for (const theme of Object.keys(themes) as Theme[]) {
    for (const [name, view] of Object.entries({ deviated, running })) {
      test(`the run panel is accessible: ${theme}, ${name}`, async () => {
        const { page, console } = await shown(view, { theme, opened: allOpen });
        await page.emulateMedia({ reducedMotion: 'reduce' });
        assert.deepEqual(await violations(page), []);
        // The policy lets the page's own script and style in, and the page asks for nothing else.
        assert.deepEqual(console, []);
        await page.close();
      });
    }
  }

  for (const [name, view] of Object.entries({ deviated, running })) {
    test(`nothing of the run panel is wider than 320 pixels: ${name}`, async () => {
      const { page } = await shown(view, { width: 320, opened: allOpen });
      assert.deepEqual(await page.evaluate(tooWide), []);
      await page.close();
    });
  }

  test('nothing moves for who wants no motion', async () => {
    const { page } = await shown(running);
    const moving = () => page.evaluate(() => document.getAnimations().length);
    assert.ok((await moving()) > 0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    assert.equal(await moving(), 0);
    await page.close();
  });

  test('of 5,000 steps those near the window are drawn, and every one is found by scrolling', async () => {
    const view = many(5000);
    const { page, tell } = await shown(view);
    const rows = page.locator('.method .row');
    const drawn = () => rows.count();
    await page.waitForFunction(() => document.querySelectorAll('.method .row').length < 500);
    const row = (name: string) => rows.filter({ has: page.locator(`text="${name}"`) });
    assert.equal(await row('step 1').getAttribute('aria-setsize'), '5001');
    for (const place of [0.5, 1, 0.25]) {
      await page.evaluate((share) => {
        const list = document.querySelector('.method .rows') as HTMLElement;
        scrollTo(0, list.offsetTop + list.offsetHeight * share - innerHeight / 2);
      }, place);
      const number = Math.max(1, Math.round(5000 * place) - 30);
      await row(`step ${number}`).waitFor();
      assert.ok((await drawn()) < 500, String(await drawn()));
    }
    await page.evaluate(() => scrollTo(0, 0));
    await page.getByRole('navigation').getByRole('button', { name: 'Timeline' }).click();
    await page.waitForFunction(() => {
      const top = document.querySelector('.timeline')?.getBoundingClientRect().top ?? 1e6;
      return top < innerHeight;
    });
    // A step that ends far below changes nothing above, and is there when one gets to it.
    const { method } = view.phases;
    const rowsAfter = method.rows.with(4999, { ...method.rows[4999], name: 'changed' } as never);
    const next = { ...view, phases: { ...view.phases, method: { ...method, rows: rowsAfter } } };
    await tell({ type: 'patch', patch: diff(view as never, next as never) } as ToPage);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await row('changed').waitFor();
    await page.close();
  });

  test('everything is reached and done by keyboard, and tells the editor', async () => {
    const { page, told } = await shown(running);
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    const reached: string[] = [];
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      const text = await focused();
      reached.push(text);
      if (text === 'Skip') {
        await page.keyboard.press('Enter');
      } else if (text === 'count-pods') {
        await page.keyboard.press('Enter');
      } else if (text.includes('events of the cluster')) {
        await page.keyboard.press('Space');
        await page.waitForSelector('.event-list');
        break;
      }
    }
    assert.match(reached.join('|'), /Stop\|.*count-pods\|.*Skip\|.*events of the cluster/s);
    const types = (await told()).map(({ type }) => type);
    assert.deepEqual(types, ['ready', 'reveal', 'skip']);
    assert.ok((await focused()).includes('events of the cluster'));
    await page.close();
  });

  test('the verdict is spoken once when it comes, and figures that tick are not', async () => {
    const { page, tell } = await shown(running);
    const live = page.locator('[aria-live="polite"]');
    assert.equal(await live.count(), 1);
    assert.match((await live.textContent()) ?? '', /Running/);
    assert.equal(await live.locator('[data-since], [data-until]').count(), 0);
    await tell({ type: 'patch', patch: diff(running as never, deviated as never) });
    await page.waitForSelector('.verdict.bad');
    assert.match(
      (await live.textContent()) ?? '',
      /Deviated.*Service “backend” has had no ready endpoint since .*; the probe failed 13\.2 s later/,
    );
    await page.close();
  });
}
