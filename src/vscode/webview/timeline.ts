import { type Timeline, timeline } from '../../engine/timeline.ts';
import type { RunView } from '../../engine/view.ts';
import { h } from './dom.ts';
import { Happenings } from './happenings.ts';
import { eventsLane, plotLane, stepsLane, watchedLane, workloadLane } from './lanes.ts';
import type { Page } from './page.ts';
import { axisMark, type Scale } from './scale.ts';

/** Pixels that lanes are drawn for before the page knows its width. */
const usualWidth = 640;

/** Draws the run to scale: steps above, what was seen of the cluster and of numbers below. */
export class TimelineView {
  readonly element: HTMLElement;
  readonly #lanes = h('div', { class: 'lanes' });
  readonly #notes = h('div', { class: 'notes' });
  readonly #happenings: Happenings;
  readonly #resized: ResizeObserver;
  #drawn: { view: RunView; language: string; width: number } | undefined;

  /** @param redraw called when the width has changed */
  constructor(page: Page, redraw: () => void) {
    const id = 'heading-timeline';
    this.#happenings = new Happenings();
    this.element = h(
      'section',
      { 'aria-labelledby': id, class: 'phase timeline' },
      h('h2', { id }, h('span', { class: 'title' }, page.say('timeline'))),
      this.#lanes,
      this.#notes,
      this.#happenings.element,
    );
    this.#resized = new ResizeObserver(() => {
      if (this.#drawn !== undefined && this.#width() !== this.#drawn.width) {
        redraw();
      }
    });
    this.#resized.observe(this.#lanes);
  }

  /** While the run goes on the right edge is now, so it is drawn at each tick. */
  draw(view: RunView, page: Page): void {
    const width = this.#width();
    const drawn = this.#drawn;
    const same = drawn?.view === view && drawn.language === page.language && drawn.width === width;
    if (!same || view.state !== 'ended') {
      this.#drawn = { view, language: page.language, width };
      const model = timeline(view, page.now());
      this.element.hidden = model.blocks.length === 0;
      this.#lanes.replaceChildren(...lanes(model, width, page));
      this.#notes.replaceChildren(...notes(model, view, page));
    }
    this.#happenings.draw(view, page);
  }

  #width(): number {
    return this.#lanes.clientWidth || usualWidth;
  }

  /** Ends looking at its size. */
  dispose(): void {
    this.#resized.disconnect();
  }
}

function lanes(model: Timeline, width: number, page: Page): HTMLElement[] {
  const scale: Scale = { total: model.total, width };
  return [
    stepsLane(model, scale, page),
    ...(model.watched.length > 0 ? [watchedLane(model.watched, scale, page)] : []),
    ...model.lanes.map((lane) => workloadLane(lane, scale, page)),
    ...(model.happenings.length > 0 ? [eventsLane(model.happenings, scale, page)] : []),
    ...model.plots.map((plot) => plotLane(plot, scale, page)),
    axis(model, scale),
  ];
}

function notes({ quiet }: Timeline, { unobserved }: RunView, page: Page): HTMLElement[] {
  return [
    ...(quiet > 0 ? [page.say('quiet', { count: quiet })] : []),
    ...unobserved.map(({ resource, namespace, error }) =>
      page.say('unobserved', { resource, namespace, reason: page.text(error) }),
    ),
  ].map((text) => h('p', { class: 'muted' }, text));
}

function axis({ marks }: Timeline, scale: Scale): HTMLElement {
  const track = h('div', { class: 'track axis' });
  for (const mark of marks) {
    track.append(axisMark(mark, scale));
  }
  return h(
    'div',
    { class: 'lane', 'aria-hidden': 'true' },
    h('span', { class: 'lane-name' }),
    track,
  );
}
