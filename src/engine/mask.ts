import { str } from './python/text.ts';
import { isPyObject, PyBytes, PyFloat, type PyValue } from './python/value.ts';

/** What stands where a secret was. */
export const masked = '***';

/** Secrets shorter than this would tear ordinary words apart: only a whole text is replaced. */
const shortestInside = 4;

/** The same for names of properties, which readers of a journal look up. */
const shortestInKey = 8;

/** Base64 of a shorter secret is too short to be told from other text. */
const shortestEncoded = 6;

/** Texts that say nothing although a secret may have them. */
const meaningless = new Set(['', 'true', 'false', 'True', 'False', 'None', 'null']);

/**
 * Replaces secrets in everything a run tells. A secret of 4 characters or more is found anywhere,
 * also in base64 (any alignment, both alphabets), percent-encoded, and as JSON or Python escape it;
 * a shorter one only where it is the whole text. Each line of a secret of several lines counts too.
 * A number is replaced where it prints as a secret of at least 4 characters.
 */
export class Masker {
  readonly #whole = new Set<string>();
  readonly #inside = new Set<string>();
  #pattern: RegExp | undefined;
  #keyPattern: RegExp | undefined;

  /** Adds secrets; values of truth and empty texts are left out. */
  add(secrets: Iterable<string>): void {
    for (const secret of secrets) {
      for (const part of [secret, ...linesOf(secret)]) {
        if (!meaningless.has(part)) {
          this.#whole.add(part);
          for (const form of part.length < shortestInside ? [] : formsOf(part)) {
            this.#inside.add(form);
          }
        }
      }
    }
    this.#pattern = patternOf(this.#inside, shortestInside);
    this.#keyPattern = patternOf(this.#inside, shortestInKey);
  }

  /** Whether there is anything to hide. */
  get active(): boolean {
    return this.#whole.size > 0;
  }

  /** A text without secrets. */
  text(text: string): string {
    if (this.#whole.has(text)) {
      return masked;
    }
    return this.#pattern === undefined ? text : text.replace(this.#pattern, masked);
  }

  /** A property's name without secrets. */
  key(key: string): string {
    return this.#keyPattern === undefined ? key : key.replace(this.#keyPattern, masked);
  }

  /** Whether a number prints as a secret. */
  hidesNumber(value: number | PyFloat): boolean {
    if (!this.active) {
      return false;
    }
    const text = str(value);
    return text.length >= shortestInside && this.#whole.has(text);
  }

  /** Whether a secret is found in a value. */
  covers(value: PyValue): boolean {
    if (typeof value === 'string') {
      return this.text(value) !== value;
    }
    if (typeof value === 'number' || value instanceof PyFloat) {
      return this.hidesNumber(value);
    }
    if (value instanceof PyBytes) {
      return this.covers(str(value));
    }
    if (Array.isArray(value)) {
      return value.some((item) => this.covers(item));
    }
    return isPyObject(value) && Object.values(value).some((item) => this.covers(item));
  }
}

function linesOf(secret: string): string[] {
  const lines = secret.split(/\r?\n/);
  return lines.length === 1 ? [] : lines.filter((line) => line.length >= shortestInKey);
}

/** A secret and what it looks like once encoded. */
function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const percent = percentEncoded(secret);
  return [
    secret,
    json,
    // Python's repr escapes the other quote.
    json.replaceAll('\\"', '"').replaceAll("'", "\\'"),
    percent,
    percent.replaceAll('%20', '+'),
    percent.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    ...(secret.length < shortestEncoded ? [] : base64Forms(secret)),
  ];
}

function percentEncoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/**
 * Base64 of a text depends on where it begins in what is encoded. Of each of the three alignments
 * the characters that depend on the neighbours are left out.
 */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const clean = encoded.replace(/=+$/, '');
    const first = [0, 2, 3][offset] ?? 0;
    const whole = (offset + bytes.length) % 3 === 0;
    const core = clean.slice(first, whole ? undefined : -1);
    const alone = offset === 0 ? [encoded, clean] : [];
    return [...alone, core].flatMap((form) => [
      form,
      form.replaceAll('+', '-').replaceAll('/', '_'),
    ]);
  });
}

function patternOf(forms: Iterable<string>, shortest: number): RegExp | undefined {
  // The longest first, or a part of a longer secret would be found instead of it.
  const all = Array.from(forms)
    .filter((form) => form.length >= shortest)
    .sort((left, right) => right.length - left.length);
  if (all.length === 0) {
    return undefined;
  }
  return new RegExp(
    all.map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'),
    'g',
  );
}
