/**
 * What a plain YAML scalar means to PyYAML's SafeLoader (YAML 1.1 with that library's own patterns),
 * which reads experiments for Chaos Toolkit.
 */
export type Scalar =
  | { type: 'text'; value: string }
  | { type: 'null' }
  | { type: 'boolean'; value: boolean }
  | { type: 'integer'; value: number }
  | { type: 'float'; value: number }
  | { type: 'time'; value: string }
  | { type: 'invalid'; what: 'number' | 'time' | 'equals' };

const booleans = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const nulls = /^(?:~|null|Null|NULL|)$/;
const integers =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const floats =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const times =
  /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt]|[ \t]+)[0-9][0-9]?:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9][0-9]?(?::[0-9][0-9])?))?)$/;

/** The meaning of a plain scalar without a tag. */
export function resolvePlain(source: string): Scalar {
  if (nulls.test(source)) {
    return { type: 'null' };
  }
  if (booleans.test(source)) {
    return toBoolean(source);
  }
  if (integers.test(source)) {
    return toInteger(source);
  }
  if (floats.test(source)) {
    return toFloat(source);
  }
  if (times.test(source)) {
    return toTime(source);
  }
  return source === '=' ? { type: 'invalid', what: 'equals' } : { type: 'text', value: source };
}

/** A plain scalar that is not the number it looks like, and what may have been meant instead. */
export function numberSurprise(source: string): { code: string; instead: string[] } | undefined {
  if (/^[-+]?0[0-7_]*[1-7][0-7_]*$/.test(source)) {
    const decimal = source.replace(/_/g, '').replace(/^([-+]?)0+/, '$1');
    return { code: 'experiment.number-octal', instead: [`"${source}"`, decimal] };
  }
  if (/^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/.test(source)) {
    return { code: 'experiment.number-sexagesimal', instead: [`"${source}"`] };
  }
  if (/^[-+]?\d+(?:\.\d*)?[eE][-+]?\d+$/.test(source) && resolvePlain(source).type === 'text') {
    return { code: 'experiment.number-exponent', instead: [String(Number(source)), `"${source}"`] };
  }
  return undefined;
}

/** The meaning of a scalar with an explicit tag of YAML's own; undefined where the tag has none. */
export function resolveTagged(tag: string, source: string): Scalar | undefined {
  switch (tag) {
    case 'str':
      return { type: 'text', value: source };
    case 'null':
      return { type: 'null' };
    case 'bool':
      return /^(?:yes|no|true|false|on|off)$/i.test(source) ? toBoolean(source) : undefined;
    case 'int':
      return toInteger(source);
    case 'float':
      return toFloat(source);
    case 'timestamp':
      return toTime(source);
    default:
      return undefined;
  }
}

function toBoolean(source: string): Scalar {
  return { type: 'boolean', value: /^(?:yes|true|on)$/i.test(source) };
}

function toInteger(source: string): Scalar {
  const text = source.replace(/_/g, '');
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[-+]/, '');
  let value: number;
  if (/^0b[01]+$/.test(digits)) {
    value = Number.parseInt(digits.slice(2), 2);
  } else if (/^0x[0-9a-f]+$/i.test(digits)) {
    value = Number.parseInt(digits.slice(2), 16);
  } else if (/^0[0-7]*$/.test(digits)) {
    value = Number.parseInt(digits, 8);
  } else if (/^[0-9]+(?::[0-9]+)*$/.test(digits)) {
    value = sexagesimal(digits);
  } else {
    return { type: 'invalid', what: 'number' };
  }
  // Adding 0 turns -0, which Python's integers do not have, into 0.
  return { type: 'integer', value: sign * value + 0 };
}

function toFloat(source: string): Scalar {
  const text = source.replace(/_/g, '').toLowerCase();
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[-+]/, '');
  if (digits === '.inf') {
    return { type: 'float', value: sign * Number.POSITIVE_INFINITY };
  }
  if (digits === '.nan') {
    return { type: 'float', value: Number.NaN };
  }
  if (!/^(?:[0-9]+(?::[0-9]+)*\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?$/.test(digits)) {
    return { type: 'invalid', what: 'number' };
  }
  return { type: 'float', value: sign * sexagesimal(digits) };
}

function sexagesimal(digits: string): number {
  return digits.split(':').reduce((value, part) => value * 60 + Number(part), 0);
}

/** A date or a time in the form in which it reaches the journal. */
function toTime(source: string): Scalar {
  const match =
    /^([0-9]{4})-([0-9][0-9]?)-([0-9][0-9]?)(?:(?:[Tt]|[ \t]+)([0-9][0-9]?):([0-9]{2}):([0-9]{2})(?:\.([0-9]*))?(?:[ \t]*(Z|([-+])([0-9][0-9]?)(?::([0-9]{2}))?))?)?$/.exec(
      source,
    );
  const invalid: Scalar = { type: 'invalid', what: 'time' };
  if (match === null) {
    return invalid;
  }
  const [, year, month, day, hour, minute, second, fraction, zone, sign, zoneHour, zoneMinute] =
    match;
  if (!isDay(Number(year), Number(month), Number(day))) {
    return invalid;
  }
  const date = `${year}-${two(month)}-${two(day)}`;
  if (hour === undefined) {
    return { type: 'time', value: date };
  }
  const outside = Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59;
  const offset = Number(zoneHour ?? 0) * 60 + Number(zoneMinute ?? 0);
  if (outside || offset >= 24 * 60) {
    return invalid;
  }
  const micro = (fraction ?? '').slice(0, 6).padEnd(6, '0');
  const part = Number(micro) === 0 ? '' : `.${micro}`;
  const clock = `${two(hour)}:${minute}:${second}${part}`;
  return {
    type: 'time',
    value: `${date}T${clock}${zone === undefined ? '' : zoned(sign, offset)}`,
  };
}

function zoned(sign: string | undefined, minutes: number): string {
  const shown = sign === '-' && minutes > 0 ? '-' : '+';
  return `${shown}${two(String(Math.floor(minutes / 60)))}:${two(String(minutes % 60))}`;
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) {
    return false;
  }
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0);
}

function two(text: string | undefined): string {
  return (text ?? '0').padStart(2, '0');
}
