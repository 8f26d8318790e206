import { PyBytes, PyFloat, type PyValue } from './value.ts';

/** What Python's `str()` prints: a text as it is, all else as `repr`. */
export function str(value: PyValue): string {
  return typeof value === 'string' ? value : repr(value);
}

/** What Python's `repr()` prints, for example `['a', 1.0, {'k': None}]`. */
export function repr(value: PyValue): string {
  if (value === null) {
    return 'None';
  }
  if (typeof value === 'boolean') {
    return value ? 'True' : 'False';
  }
  if (typeof value === 'number') {
    return Number.isInteger(value) ? BigInt(value).toString() : floatText(value);
  }
  if (typeof value === 'string') {
    return textRepr(value);
  }
  if (value instanceof PyFloat) {
    return floatText(value.value);
  }
  if (value instanceof PyBytes) {
    return bytesRepr(value.bytes);
  }
  if (Array.isArray(value)) {
    return `[${value.map(repr).join(', ')}]`;
  }
  const pairs = Object.entries(value).map(([key, item]) => `${textRepr(key)}: ${repr(item)}`);
  return `{${pairs.join(', ')}}`;
}

/** The shortest digits that read back, with an exponent below 1e-4 and from 1e16 on. */
function floatText(value: number): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  }
  const [digits = '', exponentText = ''] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const magnitude = String(Math.abs(exponent)).padStart(2, '0');
    return `${digits}e${exponent < 0 ? '-' : '+'}${magnitude}`;
  }
  if (exponent < 0) {
    const sign = value < 0 ? '-' : '';
    return `${sign}0.${'0'.repeat(-exponent - 1)}${digits.replace(/[-.]/g, '')}`;
  }
  const text = Object.is(value, -0) ? '-0' : String(value);
  return text.includes('.') ? text : `${text}.0`;
}

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function quoted(text: string, escapeOne: (character: string) => string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const body = Array.from(text, (character) =>
    character === quote || character === '\\' ? `\\${character}` : escapeOne(character),
  );
  return quote + body.join('') + quote;
}

function textRepr(text: string): string {
  return quoted(text, (character) => {
    if (character === ' ' || !/[\p{C}\p{Z}]/u.test(character)) {
      return character;
    }
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    return (
      named[character] ??
      (code < 0x100
        ? `\\x${hex.padStart(2, '0')}`
        : code < 0x10000
          ? `\\u${hex.padStart(4, '0')}`
          : `\\U${hex.padStart(8, '0')}`)
    );
  });
}

function bytesRepr(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const escaped = quoted(text, (character) => {
    const code = character.charCodeAt(0);
    return code >= 0x20 && code < 0x7f
      ? character
      : (named[character] ?? `\\x${code.toString(16).padStart(2, '0')}`);
  });
  return `b${escaped}`;
}
