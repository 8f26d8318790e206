import type { RunView } from '../../engine/view.ts';
import { h } from './dom.ts';
import { seconds } from './figures.ts';
import type { Page } from './page.ts';
import { type Block, type Lane, type Timeline, timeline } from './timeline-model.ts';

/** Pixels of a line of steps. */
const lineHeight = 22;

/** Draws the run to scale: steps above, readiness of workloads below. */
export class TimelineView {
  readonly element: HTMLElement;
  readonly #body = h('div', { class: 'lanes' });
  #seq = -1;
  #language = '';

  constructor(page: Page) {
    const id = 'heading-timeline';
    this.element = h(
      'section',
      { 'aria-labelledby': id, class: 'phase timeline' },
      h('h2', { id }, h('span', { class: 'title' }, page.say('timeline'))),
      this.#body,
    );
  }

  /** While the run goes on the right edge is now, so it is drawn at each tick. */
  draw(view: RunView, page: Page): void {
    const same = view.seq === this.#seq && page.language === this.#language;
    if (same && view.state === 'ended') {
      return;
    }
    this.#seq = view.seq;
    this.#language = page.language;
    const model = timeline(view, page.now());
    this.element.hidden = model.blocks.length === 0;
    this.#body.replaceChildren(
      stepsLane(model, page),
      ...model.lanes.map((lane) => workloadLane(lane, model.total, page)),
      axis(model),
    );
  }
}

function stepsLane(model: Timeline, page: Page): HTMLElement {
  const track = h('div', { class: 'track steps' });
  track.style.height = `${model.lines * lineHeight}px`;
  for (const block of model.blocks) {
    track.append(drawBlock(block, model.total, page));
  }
  return h(
    'div',
    { class: 'lane' },
    h('span', { class: 'lane-name' }, page.say('lane.steps')),
    track,
  );
}

function drawBlock(block: Block, total: number, page: Page): HTMLElement {
  const label =
    block.kind === 'pause' || block.kind === 'before' || block.kind === 'after'
      ? page.say(`lane.${block.kind}`)
      : block.name;
  const state = block.kind === 'pause' ? '' : page.say(`lane.state.${block.state}`);
  const title = [label, state, seconds((block.to - block.from) / 1000)]
    .filter((part) => part !== '')
    .join(' · ');
  const mark = block.state === 'bad' ? '✗ ' : '';
  const element = h(
    'div',
    { class: `block ${block.kind} ${block.state}`, title, role: 'img', 'aria-label': title },
    h('span', {}, `${mark}${label}`),
  );
  put(element, block.from, block.to, total);
  element.style.top = `${block.line * lineHeight}px`;
  return element;
}

/** Part of the width after which a mark stands left of its moment, so that it fits. */
const lastMark = 0.94;

/** Part of the width that a label needs; a shorter stretch only has its title. */
const shortest = 0.12;

function workloadLane(lane: Lane, total: number, page: Page): HTMLElement {
  const track = h('div', { class: 'track levels' });
  for (const level of lane.levels) {
    const { ready, wanted } = level;
    const label = wanted === 0 ? page.say('ready-none') : page.say('ready', { ready, wanted });
    const element = h(
      'div',
      {
        class: `level ${level.ready < level.wanted || level.ready === 0 ? 'bad' : 'good'}`,
        title: label,
        role: 'img',
        'aria-label': label,
      },
      level.to - level.from > shortest * total && h('span', {}, label),
    );
    put(element, level.from, level.to, total);
    track.append(element);
  }
  return h(
    'div',
    { class: 'lane' },
    h('span', { class: 'lane-name', title: lane.name }, lane.name.split('/').at(-1) ?? lane.name),
    track,
  );
}

function axis(model: Timeline): HTMLElement {
  const track = h('div', { class: 'track axis', 'aria-hidden': 'true' });
  for (const mark of model.marks) {
    const element = h('span', { class: 'mark' }, `${Number((mark / 1000).toPrecision(3))} s`);
    const share = mark / model.total;
    if (share > lastMark) {
      element.classList.add('last');
    }
    element.style.left = `${share * 100}%`;
    track.append(element);
  }
  return h('div', { class: 'lane' }, h('span', { class: 'lane-name' }), track);
}

function put(element: HTMLElement, from: number, to: number, total: number): void {
  element.style.left = `${(from / total) * 100}%`;
  element.style.width = `max(3px, ${((to - from) / total) * 100}%)`;
}
