import type { ComparedStep, Comparison, Played, Side } from '../../engine/compare.ts';
import { seconds } from '../../engine/figures.ts';
import { timeOfDay } from '../../messages/time-of-day.ts';
import { h } from './dom.ts';
import type { Page } from './page.ts';
import { type Mood, sign } from './signs.ts';

/** What is different from the run before: verdicts and durations in a line, steps below. */
export class ComparisonView {
  readonly element: HTMLElement;
  readonly #body = h('div', { class: 'comparison' });
  #drawn: Comparison | undefined;

  constructor(page: Page) {
    const id = 'heading-comparison';
    this.element = h(
      'section',
      { 'aria-labelledby': id, class: 'phase', hidden: true },
      h('h2', { id }, h('span', { class: 'title' }, page.say('comparison'))),
      this.#body,
    );
  }

  draw(comparison: Comparison | undefined, page: Page): void {
    if (comparison === this.#drawn) {
      return;
    }
    this.#drawn = comparison;
    this.element.hidden = comparison === undefined;
    this.#body.replaceChildren(...(comparison === undefined ? [] : parts(comparison, page)));
  }
}

function parts({ before, after, steps, more, same }: Comparison, page: Page): HTMLElement[] {
  const all: HTMLElement[] = [
    h('dl', { class: 'sides' }, ...side('then', before, page), ...side('now', after, page)),
  ];
  if (steps.length > 0) {
    all.push(table(steps, page));
  }
  const count = more > 0 ? page.say('comparison.more', { count: more }) : '';
  const rest =
    steps.length === 0
      ? page.say('comparison.nothing', { count: same })
      : page.say('comparison.same', { count: same });
  all.push(h('p', { class: 'muted' }, [count, rest].filter((text) => text !== '').join(' ')));
  return all;
}

function side(which: 'then' | 'now', { at, headline, mood, duration, run }: Side, page: Page) {
  const word = page.say(`word.${headline}`);
  const when = timeOfDay(at, page.language);
  const figures = [when, duration === undefined ? '' : seconds(duration)];
  const text = figures.filter((part) => part !== '').join(' · ');
  return [
    h('dt', {}, page.say(`comparison.${which}`)),
    h(
      'dd',
      {},
      sign(mood as Mood, word),
      h('strong', {}, word),
      ` · ${text} `,
      which === 'then' &&
        run !== '' &&
        h(
          'button',
          { class: 'copy', onclick: () => page.send({ type: 'openRun', runId: run }) },
          page.say('comparison.open'),
        ),
    ),
  ];
}

function table(steps: readonly ComparedStep[], page: Page): HTMLElement {
  const heads = ['step', 'then', 'now'].map((code) =>
    h('th', { scope: 'col' }, page.say(`comparison.${code}`)),
  );
  return h(
    'table',
    {},
    h('thead', {}, h('tr', {}, ...heads)),
    h('tbody', {}, ...steps.map((step) => row(step, page))),
  );
}

function row({ phase, name, change, before, after }: ComparedStep, page: Page): HTMLElement {
  return h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row' },
      name,
      h('span', { class: 'muted' }, ` ${page.say(`phase.${phase}`)}`),
    ),
    h('td', {}, ...cell(before, change, page)),
    h('td', {}, ...cell(after, change, page)),
  );
}

function cell(played: Played | undefined, change: ComparedStep['change'], page: Page) {
  if (played === undefined) {
    return [h('span', { class: 'muted' }, page.say('not-played'))];
  }
  const { state, toleranceMet, duration, output } = played;
  const bad = state === 'failed' || state === 'interrupted' || toleranceMet === false;
  const judged = toleranceMet ? 'state.met' : 'state.not-met';
  const word = state === 'succeeded' && toleranceMet !== undefined ? judged : `state.${state}`;
  const took = change === 'time' && duration !== undefined ? ` ${seconds(duration)}` : '';
  const mood: Mood = bad ? 'bad' : state === 'skipped' ? 'skipped' : 'good';
  return [
    sign(mood, page.say(word)),
    change === 'result' || output === '' ? page.say(word) : '',
    h('span', { class: 'output' }, change === 'time' ? took : ` ${output}`),
  ];
}
