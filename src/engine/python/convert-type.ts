import { HumanError } from '../../messages/error.ts';
import { parseJson } from './json.ts';
import { typeName } from './type-name.ts';
import { numberOf, PyBytes, type PyValue, toFloat } from './value.ts';

/** Names of the types a variable can be given, with the original's second names. */
const types = ['str', 'string', 'int', 'integer', 'float', 'number', 'bytes', 'bool', 'json'];

/**
 * A variable's value in the type asked for, by Python's rules for each type.
 * @param type one of str, int, float, bytes, bool, json (string, integer, number too); null leaves
 * the value as it is
 * @param name of the variable, for the sentence
 * @throws HumanError `engine.variable-type` (no such type), `engine.variable-value`
 */
export function convertToType(type: PyValue, value: PyValue, name: string): PyValue {
  if (type === null || type === 'str' || type === 'string') {
    return value;
  }
  if (typeof type !== 'string' || !types.includes(type)) {
    throw new HumanError('engine.variable-type', { name, type: String(type) });
  }
  const converted = convert(type, value);
  if (converted === undefined) {
    throw new HumanError('engine.variable-value', {
      name,
      type,
      value: typeof value === 'string' ? `“${value}”` : typeName(value),
    });
  }
  return converted;
}

function convert(type: string, value: PyValue): PyValue | undefined {
  switch (type) {
    case 'int':
    case 'integer':
      return toInteger(value);
    case 'float':
    case 'number':
      return toNumber(value);
    case 'bytes':
      return typeof value === 'string' ? new PyBytes(Buffer.from(value)) : undefined;
    case 'bool':
      return toBoolean(value);
    default:
      return fromJson(value);
  }
}

function toInteger(value: PyValue): PyValue | undefined {
  if (typeof value === 'string') {
    return /^[+-]?\d+(_\d+)*$/.test(value.trim()) ? Number(withoutBars(value)) : undefined;
  }
  const number = typeof value === 'boolean' ? Number(value) : numberOf(value);
  return number !== undefined && Number.isFinite(number) ? Math.trunc(number) + 0 : undefined;
}

const decimal = /^[+-]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)([eE][+-]?\d+(_\d+)*)?$/;
const special = /^([+-]?)(inf|infinity|nan)$/i;

function toNumber(value: PyValue): PyValue | undefined {
  if (typeof value !== 'string') {
    const number = typeof value === 'boolean' ? Number(value) : numberOf(value);
    return number === undefined ? undefined : toFloat(number);
  }
  const text = value.trim();
  const [, sign, word] = special.exec(text) ?? [];
  if (word !== undefined) {
    const infinity = sign === '-' ? -Infinity : Infinity;
    return word.toLowerCase() === 'nan' ? Number.NaN : infinity;
  }
  return decimal.test(text) ? toFloat(Number(withoutBars(text))) : undefined;
}

function withoutBars(text: string): string {
  return text.replaceAll('_', '');
}

function toBoolean(value: PyValue): boolean | undefined {
  if (typeof value === 'boolean') {
    return value;
  }
  return typeof value === 'string'
    ? !['false', '0', 'no'].includes(value.toLowerCase())
    : undefined;
}

function fromJson(value: PyValue): PyValue | undefined {
  if (typeof value !== 'string' || value === '') {
    return value;
  }
  try {
    return parseJson(value);
  } catch {
    return undefined;
  }
}
