import { longestTimer } from './handlers.ts';

/** The time that something gets to end, which may be cut short. */
export class Grace {
  /** Resolves when the time is over. */
  readonly over: Promise<void>;
  readonly #finish: () => void;
  #end: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(seconds: number) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.over = promise;
    this.#finish = resolve;
    this.#end = Number.POSITIVE_INFINITY;
    this.shorten(seconds);
  }

  /** Milliseconds that are left. */
  get left(): number {
    return Math.max(0, this.#end - performance.now());
  }

  /** Lets it be over in so many seconds, unless it is over sooner. */
  shorten(seconds: number): void {
    const end = performance.now() + seconds * 1000;
    if (end < this.#end) {
      this.#end = end;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(this.#finish, Math.min(seconds * 1000, longestTimer));
    }
  }

  /** Forgets the timer: what it was for has ended. */
  dispose(): void {
    clearTimeout(this.#timer);
  }
}
