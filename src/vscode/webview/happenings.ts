import { timeIn } from '../../engine/figures.ts';
import type { Happening, RunView } from '../../engine/view.ts';
import { h } from './dom.ts';
import type { Page } from './page.ts';
import { sign } from './signs.ts';

/** Events that are listed. */
const most = 100;

/** Id under which the page remembers that the list is open. */
const id = 'cluster-events';

/** What Kubernetes reported, in words, folded until it is asked for. */
export class Happenings {
  readonly element = h('div', { class: 'happenings' });
  #drawn: { happenings: readonly Happening[]; open: boolean; language: string } | undefined;

  draw(view: RunView, page: Page): void {
    const { happenings } = view;
    const open = page.opened.has(id);
    const { language } = page;
    const drawn = this.#drawn;
    if (drawn?.happenings === happenings && drawn.open === open && drawn.language === language) {
      return;
    }
    this.#drawn = { happenings, open, language };
    const focused = this.element.contains(document.activeElement);
    this.element.replaceChildren(
      ...(happenings.length === 0 ? [] : [toggle(happenings.length, open, page)]),
      ...(open ? [list(view, page)] : []),
    );
    if (focused) {
      this.element.querySelector('button')?.focus();
    }
  }
}

function toggle(count: number, open: boolean, page: Page): HTMLElement {
  return h(
    'button',
    { class: 'fold', 'aria-expanded': String(open), onclick: () => page.toggle(id) },
    h('span', { class: 'twist', 'aria-hidden': 'true' }, open ? '▾' : '▸'),
    page.say('events', { count }),
  );
}

function list(view: RunView, page: Page): HTMLElement {
  return h(
    'ol',
    { class: 'event-list' },
    ...view.happenings
      .slice(-most)
      .map(({ mono, kind, name, namespace, reason, text, warning }) =>
        h(
          'li',
          { class: warning ? 'warn' : '' },
          h('span', { class: 'time' }, timeIn(view, mono, page.language)),
          warning ? sign('warn', page.say('warning')) : sign('neutral', page.say('report-of')),
          h('span', { class: 'what' }, h('strong', {}, reason), ` ${kind} ${namespace}/${name}`),
          h('span', { class: 'muted' }, text),
        ),
      ),
  );
}
