import { HumanError } from '../../../messages/error.ts';
import { truthy } from '../../python/compare.ts';
import { str } from '../../python/text.ts';
import { typeName } from '../../python/type-name.ts';
import { isPyObject, PyBytes, type PyValue } from '../../python/value.ts';

/**
 * Arguments as a query or form: an object or a list of pairs is encoded, a text is taken as it is.
 * @throws HumanError `engine.http-arguments` for anything else
 */
export function formOf(data: PyValue): string {
  if (!truthy(data)) {
    return '';
  }
  if (typeof data === 'string') {
    return data;
  }
  return pairsOf(data)
    .flatMap(([name, value]) => valuesOf(value).map((each) => `${quote(name)}=${quote(each)}`))
    .join('&');
}

function pairsOf(data: PyValue): [PyValue, PyValue][] {
  if (isPyObject(data)) {
    return Object.entries(data);
  }
  if (!Array.isArray(data)) {
    throw new HumanError('engine.http-arguments', { type: typeName(data) });
  }
  return data.map((item) => {
    // Python takes anything of length two for a pair, a text of two letters too.
    const [name, value, ...rest] = typeof item === 'string' ? Array.from(item) : iterate(item);
    if (name === undefined || value === undefined || rest.length > 0) {
      throw new HumanError('engine.http-arguments', { type: 'list' });
    }
    return [name, value];
  });
}

/** The values of one name: those of a list (null left out), the keys of an object, or itself. */
function valuesOf(value: PyValue): PyValue[] {
  const values = Array.isArray(value) || isPyObject(value) ? iterate(value) : [value];
  return values
    .filter((each) => each !== null)
    .flatMap((each) => (Array.isArray(each) || isPyObject(each) ? iterate(each) : [each]));
}

function iterate(value: PyValue): PyValue[] {
  if (Array.isArray(value)) {
    return value;
  }
  return isPyObject(value) ? Object.keys(value) : [];
}

/** `quote_plus`: all but letters, digits and `_.-~` is encoded, a blank is `+`. */
function quote(value: PyValue): string {
  const bytes = value instanceof PyBytes ? Buffer.from(value.bytes) : Buffer.from(str(value));
  return bytes
    .toString('latin1')
    .replace(/[^\w.~-]/g, (byte) => `%${Buffer.from(byte, 'latin1').toString('hex').toUpperCase()}`)
    .replaceAll('%20', '+');
}
