import { timeIn } from '../../engine/figures.ts';
import { reasonsOf } from '../../engine/reasons.ts';
import type { DuringView, PhaseView, RunView } from '../../engine/view.ts';
import type { Message } from '../../messages/types.ts';
import { h } from './dom.ts';
import type { Page } from './page.ts';
import { RowList } from './row-list.ts';
import { drawRow, type Row } from './rows.ts';
import { type Mood, sign } from './signs.ts';

interface Drawn {
  row: Row;
  open: boolean;
  /** Reasons, to be compared. */
  said: string;
  element: HTMLElement;
}

/** One section of the panel. It keeps what it drew and draws only what changed. */
export class Section {
  readonly element: HTMLElement;
  readonly #phase: PhaseView['phase'];
  readonly #list: RowList<Row>;
  readonly #state: HTMLElement;
  readonly #strip = h('div', { class: 'strip-box' });
  readonly #drawn = new Map<string, Drawn>();
  /** What rows are drawn from, also when the window moves. */
  #now: { view: RunView; page: Page } | undefined;
  #during: DuringView | undefined;
  #duringOpen = 0;

  constructor(phase: PhaseView['phase'], page: Page) {
    this.#phase = phase;
    this.#list = new RowList<Row>(
      (row) => this.#element(row),
      (row) => this.#drawn.delete(row.id),
    );
    this.#state = h('span', { class: 'state' });
    const id = `heading-${phase}`;
    this.element = h(
      'section',
      { 'aria-labelledby': id, class: `phase ${phase}` },
      h('h2', { id }, h('span', { class: 'title' }, page.say(`phase.${phase}`)), this.#state),
      this.#list.element,
      this.#strip,
    );
  }

  /** Forgets what was drawn: the page's abilities or language changed. */
  forget(): void {
    this.#drawn.clear();
    this.#during = undefined;
  }

  draw(view: RunView, page: Page): void {
    const phase = view.phases[this.#phase];
    this.#state.replaceChildren(...stateOf(view, phase, page));
    this.#now = { view, page };
    this.#list.show(phase.rows);
    const open = view.during?.lastFailure.filter((row) => page.opened.has(row.id)).length ?? 0;
    if (this.#phase === 'method' && (this.#during !== view.during || this.#duringOpen !== open)) {
      this.#during = view.during;
      this.#duringOpen = open;
      this.#strip.replaceChildren(...(view.during ? strip(view, view.during, page) : []));
    }
  }

  #element(row: Row): HTMLElement {
    if (this.#now === undefined) {
      throw new Error('rows are drawn after the section');
    }
    const { view, page } = this.#now;
    const open = page.opened.has(row.id);
    const reasons = this.#phase === 'after' ? reasonsFor(row, view, page) : [];
    const said = JSON.stringify(reasons);
    const drawn = this.#drawn.get(row.id);
    if (drawn !== undefined && drawn.row === row && drawn.open === open && drawn.said === said) {
      return drawn.element;
    }
    const element = drawRow(row, page, reasons);
    keepFocus(drawn?.element, element);
    this.#drawn.set(row.id, { row, open, said, element });
    return element;
  }
}

/** Workloads that are told of under a row; the timeline shows all. */
const mostReasons = 3;

function reasonsFor(row: Row, view: RunView, page: Page): Message[] {
  return row.what === 'pause' ? [] : reasonsOf(view, row, page.language).slice(0, mostReasons);
}

/** A row that is drawn anew keeps the focus that its former self had. */
function keepFocus(before: HTMLElement | undefined, after: HTMLElement): void {
  const active = document.activeElement;
  if (before === undefined || active === null || !before.contains(active)) {
    return;
  }
  const index = [...before.querySelectorAll('button, pre')].indexOf(active);
  queueMicrotask(() => after.querySelectorAll<HTMLElement>('button, pre').item(index)?.focus());
}

function stateOf(view: RunView, phase: PhaseView, page: Page): (Node | string)[] {
  const say = (mood: Mood, word: string) => [page.say(word), sign(mood, page.say(word))];
  if (phase.state === 'running') {
    return say('running', 'state.running');
  }
  if (phase.met === true) {
    return say('good', 'state.met');
  }
  if (phase.met === false) {
    return say('bad', 'state.not-met');
  }
  if (phase.rows.length > 0) {
    return [];
  }
  if (phase.phase !== 'method' && !declared(view, phase.phase)) {
    return [page.say('none-declared')];
  }
  return [page.say(view.state === 'ended' ? 'not-played' : 'waiting')];
}

/** Whether the experiment has what a section is about. */
function declared(view: RunView, phase: 'before' | 'after' | 'rollbacks'): boolean {
  const { rollbacks } = view.experiment;
  return phase === 'rollbacks'
    ? Array.isArray(rollbacks) && rollbacks.length > 0
    : view.experiment['steady-state-hypothesis'] !== undefined;
}

/** The hypothesis that was watched all along: signs side by side and a sentence. */
function strip(view: RunView, during: DuringView, page: Page): Node[] {
  const { recent, firstFailureMono } = during;
  const checks = during.checks.toLocaleString(page.language);
  const failures = during.failures.toLocaleString(page.language);
  const sentence =
    during.failures === 0
      ? page.say('during.held', { checks })
      : page.say('during.failed', {
          checks,
          failures,
          time: timeIn(view, firstFailureMono ?? 0, page.language),
        });
  return [
    h('p', { class: 'during' }, h('strong', {}, page.say('phase.during')), ` ${sentence}`),
    h(
      'div',
      { class: 'strip', role: 'img', 'aria-label': sentence },
      ...recent.map((met) =>
        h(
          'span',
          { class: met === true ? 'tick good' : met === false ? 'tick bad' : 'tick neutral' },
          met === true ? '' : met === false ? '×' : '?',
        ),
      ),
    ),
    h(
      'div',
      { class: 'rows', role: 'list' },
      ...during.lastFailure.map((row) => drawRow(row, page, reasonsFor(row, view, page))),
    ),
  ];
}
