import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { chromium, type Page } from 'playwright-core';
import { learn } from '../../src/messages/format.ts';
import { realJournal, realRuns } from '../../src/report/testing/fixtures.ts';
import { writeReport } from '../../src/report/write-report.ts';
import { install } from './host/install.ts';

/** The least contrast of text that WCAG 2.2 calls enough (level AA). */
const enough = 4.5;

/** Texts of the page whose contrast with what is behind them is too low, with that contrast. */
function faint(least: number): string[] {
  const luminance = (color: string) => {
    const [r = 0, g = 0, b = 0] = (color.match(/[\d.]+/g) ?? [])
      .map((part) => Number(part) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element: Element | null): string => {
    if (element === null) {
      return 'rgb(255, 255, 255)';
    }
    const rect = element.closest('svg.block')?.querySelector('rect');
    const color = rect ? getComputedStyle(rect).fill : getComputedStyle(element).backgroundColor;
    return color.startsWith('rgb(') ? color : behind(element.parentElement);
  };
  return [...document.querySelectorAll('body *')].flatMap((element) => {
    const own = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
    );
    if (!own || element.tagName === 'title') {
      return [];
    }
    const { color, fill } = getComputedStyle(element);
    const text = luminance(element.tagName === 'text' ? fill : color);
    const ground = luminance(behind(element));
    const contrast = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
    return contrast < least ? [`${element.tagName} ${contrast.toFixed(2)}`] : [];
  });
}

/** What is wider than the window. */
function tooWide(): string[] {
  return [...document.querySelectorAll('body, body *')]
    .filter((element) => element.closest('svg svg, svg text') === null)
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
    .map((element) => `${element.tagName} ${element.className}`);
}

async function open(page: Page, language: string): Promise<void> {
  await page.setContent(await writeReport(realRuns.map(realJournal), 'html', language));
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) {
      details.open = true;
    }
  });
}

// The browser of the test host; the page is the same elsewhere.
if (process.platform === 'linux') {
  const browser = await chromium.launch({
    executablePath: install().chromium,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });
  after(() => browser.close());
  await learn('ja');

  for (const [colorScheme, language] of [
    ['light', 'en'],
    ['dark', 'ja'],
  ] as const) {
    test(`a report is readable on a narrow page: ${colorScheme}, ${language}`, async () => {
      const page = await browser.newPage({ viewport: { width: 320, height: 800 }, colorScheme });
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      await open(page, language);
      assert.deepEqual(await page.evaluate(tooWide), []);
      assert.deepEqual(await page.evaluate(faint, enough), []);
      // The policy lets the page's own style in.
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).maxWidth), '992px');
      assert.deepEqual(said, []);
      await page.close();
    });
  }

  test('on paper a report is dark on white, and shows what is folded', async () => {
    const page = await browser.newPage({ viewport: { width: 800, height: 800 } });
    await page.setContent(await writeReport([realJournal('deviated')], 'html', 'en'));
    const unfolded = () => page.evaluate(() => document.querySelector('pre')?.checkVisibility());
    assert.equal(await unfolded(), false);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.equal(await unfolded(), true);
    assert.deepEqual(await page.evaluate(faint, enough), []);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(ground, 'rgb(255, 255, 255)');
    await page.close();
  });
}
