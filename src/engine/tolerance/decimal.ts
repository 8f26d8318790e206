/** A number without rounding: `digits × 10^exponent`, or an infinity, or not a number. */
export type Decimal = { digits: bigint; exponent: number } | { infinite: 1 | -1 } | 'nan';

const literal = /^([+-]?)(?:(\d[\d_]*)?(?:\.([\d_]*))?)(?:e([+-]?\d+))?$/i;
const special = /^([+-]?)(?:(inf(?:inity)?)|s?nan\d*)$/i;

/** What Python's `Decimal(text)` reads, or undefined where it raises InvalidOperation. */
export function decimalOfText(text: string): Decimal | undefined {
  const trimmed = text.trim().replaceAll('_', '');
  const [word, wordSign, infinity] = special.exec(trimmed) ?? [];
  if (word !== undefined) {
    return infinity === undefined ? 'nan' : { infinite: wordSign === '-' ? -1 : 1 };
  }
  const match = literal.exec(trimmed);
  const [, sign, whole = '', fraction = '', power = '0'] = match ?? [];
  if (match === null || whole + fraction === '') {
    return undefined;
  }
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, exponent: Number(power) - fraction.length };
}

/** The exact value of a floating point number, as `Decimal(0.1)` has it. */
export function decimalOfNumber(value: number): Decimal {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? 'nan' : { infinite: value > 0 ? 1 : -1 };
  }
  let rest = value;
  let halvings = 0;
  while (!Number.isInteger(rest)) {
    rest *= 2;
    halvings += 1;
  }
  // value = rest / 2^n = rest × 5^n / 10^n
  return { digits: BigInt(rest) * 5n ** BigInt(halvings), exponent: -halvings };
}

/** Whether `left <= right`; undefined when one of them is not a number. */
export function decimalLessOrEqual(left: Decimal, right: Decimal): boolean | undefined {
  if (left === 'nan' || right === 'nan') {
    return undefined;
  }
  if ('infinite' in left || 'infinite' in right) {
    return magnitude(left) <= magnitude(right);
  }
  return compareFinite(left, right) <= 0;
}

function magnitude(value: Exclude<Decimal, 'nan'>): number {
  return 'infinite' in value ? value.infinite : 0;
}

interface Finite {
  digits: bigint;
  exponent: number;
}

function compareFinite(left: Finite, right: Finite): number {
  const signs = sign(left.digits) - sign(right.digits);
  if (signs !== 0 || left.digits === 0n) {
    return signs;
  }
  // The place of the first digit decides without writing out what may be a huge power of ten.
  const places = (place(left) - place(right)) * sign(left.digits);
  if (places !== 0) {
    return places;
  }
  const exponent = Math.min(left.exponent, right.exponent);
  return sign(scaled(left, exponent) - scaled(right, exponent));
}

function sign(value: bigint): number {
  return value > 0n ? 1 : value < 0n ? -1 : 0;
}

function place(value: Finite): number {
  const text = (value.digits < 0n ? -value.digits : value.digits).toString();
  return text.length + value.exponent;
}

function scaled(value: Finite, exponent: number): bigint {
  return value.digits * 10n ** BigInt(value.exponent - exponent);
}
