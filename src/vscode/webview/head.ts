import '@vscode-elements/elements/dist/vscode-button/index.js';
import { seconds, ticking } from '../../engine/figures.ts';
import { originOf } from '../../engine/timeline.ts';
import type { RunView } from '../../engine/view.ts';
import { timeOfDay } from '../../messages/time-of-day.ts';
import { type Child, h } from './dom.ts';
import { type Judgement, judge } from './judgement.ts';
import type { Page } from './page.ts';
import { type Mood, sign } from './signs.ts';
import { whereOf } from './where.ts';

/** The top of the panel: the verdict in a sentence, the field's status, figures, buttons. */
export class Head {
  readonly element = h('header', { class: 'head' });
  readonly #title = h('div', { class: 'title-line' });
  /** Read out when it changes: it holds the verdict and nothing that ticks. */
  readonly #verdict = h('div', { class: 'verdict', role: 'status', 'aria-live': 'polite' });
  readonly #figures = h('p', { class: 'figures' });
  readonly #buttons = h('div', { class: 'buttons' });
  #spoken = '';
  #offered = '';

  constructor() {
    this.element.append(this.#title, this.#verdict, this.#figures, this.#buttons);
  }

  draw(view: RunView, page: Page): void {
    this.#title.replaceChildren(
      h('h1', {}, view.title),
      h(
        'span',
        { class: 'target', title: page.say('target') },
        whereOf(view) || page.say('no-cluster'),
      ),
    );
    const judgement = judge(view, page.language);
    const spoken = JSON.stringify([judgement, page.language]);
    if (spoken !== this.#spoken) {
      this.#spoken = spoken;
      this.#verdict.className = `verdict ${judgement.mood}`;
      this.#verdict.replaceChildren(...verdictParts(judgement, page));
    }
    this.#figures.replaceChildren(...figures(view, page));
    this.#drawButtons(view, page);
  }

  #drawButtons(view: RunView, page: Page): void {
    const offered = JSON.stringify([view.state, page.abilities, page.language]);
    if (offered === this.#offered) {
      return;
    }
    this.#offered = offered;
    const { runAgain, journal, control, undo } = page.abilities;
    const buttons: Child[] = [];
    if (view.state === 'ended') {
      buttons.push(
        runAgain && button(page.say('run-again'), () => page.send({ type: 'runAgain' })),
        undo !== undefined && button(undo, () => page.send({ type: 'undo' }), true),
        journal && button(page.say('report'), () => page.send({ type: 'report' }), true),
        journal && button(page.say('journal'), () => page.send({ type: 'journal' }), true),
      );
    } else if (control) {
      const word = view.state === 'stopping' ? 'kill' : 'stop';
      buttons.push(button(page.say(word), () => page.send({ type: 'stop' })));
    }
    this.#buttons.replaceChildren(...buttons.filter((child): child is Node => !!child));
  }
}

/** A button of the editor's own look. */
export function button(label: string, action: () => void, secondary = false): HTMLElement {
  return h('vscode-button', { secondary, onclick: action }, label);
}

const verdictMood: Readonly<Record<Judgement['mood'], Mood>> = {
  good: 'good',
  bad: 'bad',
  warn: 'warn',
  running: 'running',
};

function verdictParts(judgement: Judgement, page: Page): HTMLElement[] {
  const word = page.say(judgement.word);
  const parts = [
    h(
      'p',
      { class: 'sentence' },
      h('span', { class: 'badge' }, sign(verdictMood[judgement.mood], word), word),
      h(
        'span',
        {},
        page.text(judgement.sentence),
        judgement.because !== undefined && ` ${page.text(judgement.because)}`,
      ),
    ),
  ];
  if (judgement.status !== undefined) {
    const status = page.text(judgement.status);
    parts.push(h('p', { class: 'field-status' }, page.say('field-status', { status })));
  }
  return parts;
}

function figures(view: RunView, page: Page): (Node | string)[] {
  const started = timeOfDay(view.startedAt, page.language);
  const steps = view.phases.method.rows.filter((row) => row.what === 'activity').length;
  const parts: (Node | string)[] = [];
  if (view.duration !== undefined) {
    parts.push(`${seconds(view.duration)} · `);
  } else {
    const origin = originOf(view);
    parts.push(h('span', { 'data-since': origin }, ticking((page.now() - origin) / 1000)), ' · ');
  }
  parts.push(page.say('steps', { count: steps }), ' · ', page.say('started', { time: started }));
  if (view.dry !== undefined) {
    parts.push(' · ', page.say('dry', { mode: view.dry }));
  }
  return parts;
}
