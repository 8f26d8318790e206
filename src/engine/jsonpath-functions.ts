import type { PathFunction } from '../experiment/jsonpath/ast.ts';
import { isPyObject, type PyValue } from './python/value.ts';

/** What a function of a path gives, or undefined where it gives nothing. */
export function call(name: PathFunction, value: PyValue, args: PyValue[]): PyValue | undefined {
  if (typeof value === 'string') {
    return callOnText(name, Array.from(value), args);
  }
  if (args.length > 0) {
    return undefined;
  }
  const isList = Array.isArray(value);
  if (!isList && !isPyObject(value)) {
    return undefined;
  }
  switch (name) {
    case 'entries':
      return isList ? value.map((item, index) => [index, item]) : Object.entries(value);
    case 'keys':
      return isList ? value.map((_, index) => index) : Object.keys(value);
    case 'values':
      return isList ? value : Object.values(value);
    case 'length':
      return isList ? value.length : undefined;
    default:
      return undefined;
  }
}

/** Texts count by code points. */
function callOnText(
  name: PathFunction,
  characters: string[],
  args: PyValue[],
): PyValue | undefined {
  if (name === 'length') {
    return args.length === 0 ? characters.length : undefined;
  }
  const [first, second] = args.map(integer);
  if (args.length < 1 || first === undefined) {
    return undefined;
  }
  if (name === 'charAt') {
    return args.length === 1 ? characters.at(first) : undefined;
  }
  if (name !== 'substring' || args.length > 2 || (args.length === 2 && second === undefined)) {
    return undefined;
  }
  return characters.slice(first, second).join('');
}

function integer(value: PyValue): number | undefined {
  if (typeof value === 'boolean') {
    return Number(value);
  }
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}
