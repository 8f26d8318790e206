import type { RunView } from '../../engine/view.ts';
import { h } from './dom.ts';
import type { Page } from './page.ts';

/** Rows from which on a page is too long to be seen at a glance. */
const long = 40;

/** A part of the page that one may want to get to. */
export interface Part {
  name: string;
  element: HTMLElement;
}

/** Ways to the parts of a long page, so that the timeline is not behind thousands of rows. */
export class Jumps {
  readonly element: HTMLElement;

  constructor(parts: readonly Part[], page: Page) {
    this.element = h(
      'nav',
      { class: 'jumps', 'aria-label': page.say('jumps'), hidden: true },
      ...parts.map(({ name, element }) =>
        h('button', { class: 'copy', onclick: () => element.scrollIntoView() }, name),
      ),
    );
  }

  draw({ phases }: RunView): void {
    const rows = Object.values(phases).reduce((sum, phase) => sum + phase.rows.length, 0);
    this.element.hidden = rows < long;
  }
}
