import { setImmediate } from 'node:timers/promises';
import type {
  JsonPath,
  Operand,
  PathStep,
  PathTest,
  Subscript,
} from '../experiment/jsonpath/ast.ts';
import { parseJsonPath } from '../experiment/jsonpath.ts';
import { HumanError } from '../messages/error.ts';
import { call } from './jsonpath-functions.ts';
import { equal, truthy } from './python/compare.ts';
import { isPyObject, numberOf, type PyValue, toFloat } from './python/value.ts';

/** Steps between two looks at the clock. */
const stride = 2000;

/** Milliseconds a search may hold up this thread before others get their turn. */
const turn = 20;

/** A value that was found; or undefined for a moment at which the search can be left. */
type Found = Generator<{ value: PyValue } | undefined, void>;

/**
 * The values a path finds, in the order of jsonpath2. Other work gets its turn meanwhile.
 * @throws HumanError `experiment.jsonpath-invalid`, `engine.jsonpath-step`; the signal's reason when
 * it is aborted
 */
export async function findByPath(
  path: string,
  root: PyValue,
  signal: AbortSignal,
): Promise<PyValue[]> {
  signal.throwIfAborted();
  const found: PyValue[] = [];
  let steps = 0;
  let since = performance.now();
  for (const match of matchPath(parseJsonPath(path), root, root)) {
    if (match) {
      found.push(match.value);
    }
    steps += 1;
    if (steps % stride === 0 && performance.now() - since > turn) {
      await setImmediate();
      signal.throwIfAborted();
      since = performance.now();
    }
  }
  return found;
}

function* matchPath(path: JsonPath, root: PyValue, current: PyValue): Found {
  yield* matchSteps(path.steps, 0, root, path.from === 'root' ? root : current);
}

function* matchSteps(steps: PathStep[], at: number, root: PyValue, value: PyValue): Found {
  yield undefined;
  const step = steps[at];
  if (step === undefined) {
    yield { value };
    return;
  }
  for (const subscript of step.subscripts) {
    for (const match of matchSubscript(subscript, root, value)) {
      if (match === undefined) {
        yield undefined;
      } else {
        yield* matchSteps(steps, at + 1, root, match.value);
      }
    }
  }
  if (step.descend) {
    for (const child of children(value)) {
      yield* matchSteps(steps, at, root, child);
    }
  }
}

function children(value: PyValue): PyValue[] {
  if (Array.isArray(value)) {
    return value;
  }
  return isPyObject(value) ? Object.values(value) : [];
}

function* matchSubscript(subscript: Subscript, root: PyValue, value: PyValue): Found {
  switch (subscript.type) {
    case 'key':
      yield* atKey(value, subscript.key);
      break;
    case 'index':
      yield* atIndex(value, subscript.index);
      break;
    case 'slice':
      yield* slice(value, subscript);
      break;
    case 'all':
      for (const child of children(value)) {
        yield { value: child };
      }
      break;
    case 'filter':
      // A filter looks at the value itself, not at what is in it.
      if (yield* passes(subscript.test, root, value)) {
        yield { value };
      }
      break;
    case 'path':
      yield* atPath(subscript.path, root, value);
      break;
    case 'call':
      yield* callAll(subscript, root, value, []);
  }
}

function* atKey(value: PyValue, key: string): Found {
  if (isPyObject(value) && Object.hasOwn(value, key)) {
    yield { value: value[key] ?? null };
  }
}

function* atIndex(value: PyValue, index: number): Found {
  const found = Array.isArray(value) ? value.at(index) : undefined;
  if (found !== undefined) {
    yield { value: found };
  }
}

function* atPath(path: JsonPath, root: PyValue, value: PyValue): Found {
  for (const match of matchPath(path, root, value)) {
    const key = typeof match?.value === 'boolean' ? Number(match.value) : match?.value;
    if (typeof key === 'number' && Number.isInteger(key)) {
      yield* atIndex(value, key);
    } else if (typeof key === 'string') {
      yield* atKey(value, key);
    } else {
      yield undefined;
    }
  }
}

function* slice(value: PyValue, bounds: Subscript & { type: 'slice' }): Found {
  if (!Array.isArray(value)) {
    return;
  }
  const step = bounds.step ?? 1;
  if (step === 0) {
    throw new HumanError('engine.jsonpath-step');
  }
  const start = bounds.start ?? 0;
  const first = start < 0 ? Math.max(0, start + value.length) : start;
  const last = bounds.end ?? value.length;
  const end = last < 0 ? last + value.length : Math.min(last, value.length);
  for (let index = first; step > 0 ? index < end : index > end; index += step) {
    yield* atIndex(value, index);
  }
}

function* callAll(
  subscript: Subscript & { type: 'call' },
  root: PyValue,
  value: PyValue,
  args: PyValue[],
): Found {
  const next = subscript.args[args.length];
  if (next !== undefined) {
    for (const match of operandValues(next, root, value)) {
      if (match === undefined) {
        yield undefined;
      } else {
        yield* callAll(subscript, root, value, [...args, match.value]);
      }
    }
    return;
  }
  const result = call(subscript.name, value, args);
  if (result !== undefined) {
    yield { value: result };
  }
}

function* operandValues(operand: Operand, root: PyValue, value: PyValue): Found {
  if (operand.type === 'path') {
    yield* matchPath(operand.path, root, value);
    return;
  }
  const written = operand.value;
  yield { value: operand.isFloat && typeof written === 'number' ? toFloat(written) : written };
}

function* passes(test: PathTest, root: PyValue, value: PyValue): Generator<undefined, boolean> {
  switch (test.type) {
    case 'not':
      return !(yield* passes(test.test, root, value));
    case 'and':
    case 'or':
      for (const each of test.tests) {
        if ((yield* passes(each, root, value)) === (test.type === 'or')) {
          return test.type === 'or';
        }
      }
      return test.type === 'and';
    case 'compare':
      return yield* someCompare(test, root, value);
    case 'some':
      if (test.operand.type === 'value') {
        return truthy(test.operand.value);
      }
      for (const match of operandValues(test.operand, root, value)) {
        if (match) {
          return true;
        }
        yield undefined;
      }
      return false;
  }
}

function* someCompare(
  test: PathTest & { type: 'compare' },
  root: PyValue,
  value: PyValue,
): Generator<undefined, boolean> {
  const right: PyValue[] = [];
  for (const match of operandValues(test.right, root, value)) {
    if (match) {
      right.push(match.value);
    }
    yield undefined;
  }
  for (const left of operandValues(test.left, root, value)) {
    if (left && right.some((each) => compare(test.operator, left.value, each))) {
      return true;
    }
    if (left && test.right.type === 'path') {
      // jsonpath2 has used its right side up after the first value of the left one.
      return false;
    }
    yield undefined;
  }
  return false;
}

function compare(operator: string, left: PyValue, right: PyValue): boolean {
  if (operator === '=' || operator === '!=') {
    return equal(left, right) === (operator === '=');
  }
  const [first, second] = [left, right].map((each) =>
    typeof each === 'boolean' ? Number(each) : numberOf(each),
  );
  if (first === undefined || second === undefined) {
    return false;
  }
  switch (operator) {
    case '<':
      return first < second;
    case '<=':
      return first <= second;
    case '>':
      return first > second;
    default:
      return first >= second;
  }
}
