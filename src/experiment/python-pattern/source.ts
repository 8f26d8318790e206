import { HumanError } from '../../messages/error.ts';

/** Reads a pattern code point by code point and says where something is wrong. */
export class PatternSource {
  readonly pattern: string;
  readonly #characters: string[];
  #at = 0;

  constructor(pattern: string) {
    this.pattern = pattern;
    this.#characters = Array.from(pattern);
  }

  /** Index of the next character. */
  get at(): number {
    return this.#at;
  }

  set at(at: number) {
    this.#at = at;
  }

  /** The next character, not taken; `''` at the end. */
  get next(): string {
    return this.#characters[this.#at] ?? '';
  }

  /** Takes the next character; `''` at the end. */
  take(): string {
    const next = this.next;
    this.#at += 1;
    return next;
  }

  /** Takes the text if it comes next. */
  takeText(text: string): boolean {
    const characters = Array.from(text);
    if (characters.some((each, index) => this.#characters[this.#at + index] !== each)) {
      return false;
    }
    this.#at += characters.length;
    return true;
  }

  /** Takes up to `limit` characters that match. */
  takeWhile(test: RegExp, limit = Number.POSITIVE_INFINITY): string {
    let taken = '';
    for (let count = 0; count < limit && this.next !== '' && test.test(this.next); count += 1) {
      taken += this.take();
    }
    return taken;
  }

  /**
   * Takes a comment up to its end, which is taken too; after a backslash it is none.
   * @returns whether there was an end before that of the pattern
   */
  takeComment(end: string): boolean {
    for (let next = this.take(); next !== end; next = this.take()) {
      if (next === '') {
        return false;
      }
      if (next === '\\' && this.take() === '') {
        return this.refuse('experiment.pattern-backslash', this.#characters.length - 1);
      }
    }
    return true;
  }

  /** Takes up to the character, which is taken too. */
  takeUntil(end: string): string {
    const start = this.#at;
    const length = this.#characters.indexOf(end, start) - start;
    if (length < 0) {
      return this.refuse('experiment.pattern-unclosed', start);
    }
    this.#at += length + 1;
    return this.#characters.slice(start, start + length).join('');
  }

  /**
   * @param at index of the character it is about; people count from 1
   * @throws HumanError always
   */
  refuse(code: string, at: number, args: Record<string, string> = {}): never {
    throw new HumanError(code, { pattern: this.pattern, at: at + 1, ...args });
  }
}
