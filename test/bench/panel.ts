import type { ToPage } from '../../src/vscode/webview/protocol.ts';
import { many } from '../vscode/canned-runs.ts';
import { openBrowser, openPanel } from '../vscode/panel-page.ts';
import type { Row } from './row.ts';

/** Steps of the run that is shown. */
const steps = 5_000;

/** The run panel's page with a run of 5,000 steps, in a browser of its own. Linux only. */
export async function panelRows(): Promise<Row[]> {
  if (process.platform !== 'linux') {
    return [];
  }
  const browser = await openBrowser();
  try {
    const { page } = await openPanel(browser, { width: 900, height: 900 });
    const message: ToPage = {
      type: 'view',
      view: many(steps),
      language: 'en',
      abilities: { runAgain: true, journal: true, control: true, reveal: true },
    };
    const figures = await page.evaluate(measure, message as unknown);
    const what = `panel of ${steps.toLocaleString('en')} steps`;
    return [
      { what: `${what}, first drawn`, figure: `${figures.drawn.toFixed(0)} ms`, goal: '≤ 500 ms' },
      {
        what: `${what}, a change drawn`,
        figure: `${figures.changed.toFixed(0)} ms`,
        goal: '≤ 100 ms',
      },
      {
        what: `${what}, scrolled from top to bottom`,
        figure: `${figures.p95.toFixed(0)} ms p95, ${figures.worst.toFixed(0)} ms worst frame`,
        against: `${figures.rows} rows drawn at most`,
        goal: '≤ 100 ms p95',
      },
    ];
  } finally {
    await browser.close();
  }
}

/** Runs in the page. */
async function measure(
  message: unknown,
): Promise<{ drawn: number; changed: number; p95: number; worst: number; rows: number }> {
  const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
  const shown = async (tell: unknown) => {
    const start = performance.now();
    window.postMessage(tell, '*');
    await new Promise((done) => setTimeout(done));
    await frame();
    await frame();
    return performance.now() - start;
  };
  const drawn = await shown(message);
  const path = ['phases', 'method', 'rows', 4_000, 'name'];
  const changed = await shown({ type: 'patch', patch: [{ path, value: 'another name' }] });
  const frames: number[] = [];
  let rows = 0;
  let last = await frame();
  for (let top = 0; top < document.body.scrollHeight; top += innerHeight / 2) {
    scrollTo(0, top);
    const now = await frame();
    frames.push(now - last);
    last = now;
    rows = Math.max(rows, document.querySelectorAll('.method .row').length);
  }
  frames.sort((a, b) => a - b);
  const p95 = frames[Math.floor(frames.length * 0.95)] ?? 0;
  return { drawn, changed, p95, worst: frames.at(-1) ?? 0, rows };
}
