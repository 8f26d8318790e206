import { h, place } from './dom.ts';

/** Rows that appear and vanish together. */
const chunkSize = 25;

/** Chunks of a short list, which is drawn as a whole. */
const always = 6;

/** Chunks that fill a window, drawn at once at the top of a long list. */
const first = 3;

/** Pixels around the window within which rows are drawn, so that scrolling and tabbing find them. */
const around = 900;

/** Pixels of a row nobody has seen yet. */
const usualHeight = 28;

/** Rows that are drawn, or the room that they take. */
interface Chunk {
  element: HTMLElement;
  near: boolean;
  /** Rows it was drawn with. */
  count: number;
}

/**
 * A list of any number of rows of which only those near the window are drawn; the others leave their
 * room. Readers are told how long the list is.
 */
export class RowList<T> {
  readonly element = h('div', { class: 'rows', role: 'list' });
  readonly #draw: (row: T) => HTMLElement;
  readonly #forgotten: (row: T) => void;
  readonly #chunks: Chunk[] = [];
  readonly #observer: IntersectionObserver;
  #rows: readonly T[] = [];

  /**
   * @param draw the element of a row, the same one while it did not change
   * @param forgotten called when a row's element is no longer shown
   */
  constructor(draw: (row: T) => HTMLElement, forgotten: (row: T) => void) {
    this.#draw = draw;
    this.#forgotten = forgotten;
    this.#observer = new IntersectionObserver((entries) => this.#moved(entries), {
      rootMargin: `${around}px 0px`,
    });
  }

  /** Shows these rows. */
  show(rows: readonly T[]): void {
    this.#rows = rows;
    this.element.hidden = rows.length === 0;
    const wanted = Math.ceil(rows.length / chunkSize);
    const drawn = wanted > always ? first : always;
    while (this.#chunks.length < wanted) {
      const element = h('div', { class: 'chunk', role: 'presentation' });
      this.#chunks.push({ element, near: this.#chunks.length < drawn, count: 0 });
      this.#observer.observe(element);
    }
    for (const { element } of this.#chunks.splice(wanted)) {
      this.#observer.unobserve(element);
    }
    place(
      this.element,
      this.#chunks.map(({ element }) => element),
    );
    this.#chunks.forEach((chunk, index) => {
      this.#fill(chunk, index);
    });
  }

  #moved(entries: readonly IntersectionObserverEntry[]): void {
    const moved = new Map<number, number>();
    for (const { target, isIntersecting } of entries) {
      const index = this.#chunks.findIndex(({ element }) => element === target);
      const chunk = this.#chunks[index];
      if (chunk !== undefined) {
        chunk.near = isIntersecting || this.#chunks.length <= always;
        // All heights before the first change: after one, the page would be laid out for each.
        moved.set(index, heightOf(chunk));
      }
    }
    for (const [index, height] of moved) {
      const chunk = this.#chunks[index];
      if (chunk !== undefined) {
        this.#fill(chunk, index, height);
      }
    }
  }

  #fill(chunk: Chunk, index: number, height?: number): void {
    const rows = this.#rows.slice(index * chunkSize, (index + 1) * chunkSize);
    const { element } = chunk;
    // What has the focus stays, wherever the window is.
    if (chunk.near || element.contains(document.activeElement)) {
      element.style.height = '';
      const drawn = rows.map((row, at) => {
        const item = this.#draw(row);
        item.setAttribute('aria-posinset', String(index * chunkSize + at + 1));
        item.setAttribute('aria-setsize', String(this.#rows.length));
        return item;
      });
      place(element, drawn);
      chunk.count = rows.length;
      return;
    }
    const seen = height ?? heightOf(chunk);
    const known = seen > 0 ? seen / Math.max(1, chunk.count) : usualHeight;
    if (seen > 0 || element.style.height === '' || chunk.count !== rows.length) {
      element.replaceChildren();
      element.style.height = `${Math.round(known * rows.length)}px`;
      chunk.count = rows.length;
      rows.forEach(this.#forgotten);
    }
  }
}

/** Pixels of the rows that a chunk shows; none if it shows no rows. */
function heightOf({ element }: Chunk): number {
  return element.childElementCount > 0 ? element.offsetHeight : 0;
}
