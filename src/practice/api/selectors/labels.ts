import type { JsonObject } from '../../../experiment/json.ts';
import { listAt, objectAt, textAt } from '../objects.ts';
import { badRequest } from '../status.ts';

/** Whether labels are chosen. */
export type LabelSelector = (labels: Readonly<Record<string, string>>) => boolean;

const token = /\s*(?:([A-Za-z0-9_./-]+)|(==|!=|=|!|<|>|,|\(|\)))/y;

/**
 * A label selector as it stands in a query: `a=b,c!=d,e in (f,g),h notin (i),j,!k`. Empty chooses all.
 * @throws ApiError 400 where it cannot be read
 */
export function labelSelector(text: string): LabelSelector {
  const tokens = tokensOf(text);
  const parts: LabelSelector[] = [];
  while (tokens.length > 0) {
    parts.push(requirement(tokens));
    const comma = tokens.shift();
    if (comma !== undefined && comma !== ',') {
      throw badRequest(`found '${comma}', expected: ',' or 'end of string'`);
    }
    if (comma !== undefined && tokens.length === 0) {
      throw badRequest("found '', expected: identifier after ','");
    }
  }
  return (labels) => parts.every((part) => part(labels));
}

/** The `selector` of an object: `matchLabels` and `matchExpressions`. Empty chooses all. */
export function objectSelector(selector: JsonObject): LabelSelector {
  const parts = Object.entries(objectAt(selector, 'matchLabels')).map(([key, value]) =>
    within(key, [String(value)]),
  );
  for (const expression of listAt(selector, 'matchExpressions')) {
    const key = textAt(expression, 'key');
    const values = listAt(expression, 'values').map(String);
    parts.push(expressionOf(key, textAt(expression, 'operator'), values));
  }
  return (labels) => parts.every((part) => part(labels));
}

/** The text of an object's `selector`, as `status.selector` of a Scale has it. */
export function selectorText(selector: JsonObject): string {
  const equal = Object.entries(objectAt(selector, 'matchLabels'))
    .map(([key, value]) => `${key}=${value}`)
    .sort();
  const others = listAt(selector, 'matchExpressions').map((expression) => {
    const key = textAt(expression, 'key');
    const operator = textAt(expression, 'operator');
    const values = listAt(expression, 'values').map(String).sort().join(',');
    const exists = operator === 'Exists' ? key : `!${key}`;
    return operator === 'In' || operator === 'NotIn'
      ? `${key} ${operator.toLowerCase()} (${values})`
      : exists;
  });
  return [...equal, ...others].join(',');
}

function expressionOf(key: string, operator: string, values: string[]): LabelSelector {
  switch (operator) {
    case 'In':
      return within(key, values);
    case 'NotIn':
      return not(within(key, values));
    case 'Exists':
      return has(key);
    case 'DoesNotExist':
      return not(has(key));
    default:
      throw badRequest(`"${operator}" is not a valid label selector operator`);
  }
}

const has =
  (key: string): LabelSelector =>
  (labels) =>
    Object.hasOwn(labels, key);

const within =
  (key: string, values: readonly string[]): LabelSelector =>
  (labels) =>
    Object.hasOwn(labels, key) && values.includes(labels[key] ?? '');

const not =
  (inner: LabelSelector): LabelSelector =>
  (labels) =>
    !inner(labels);

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  const trimmed = text.trim();
  token.lastIndex = 0;
  while (token.lastIndex < trimmed.length) {
    const at = token.lastIndex;
    const match = token.exec(trimmed);
    if (match === null) {
      const found = trimmed.slice(at);
      throw badRequest(`unable to parse requirement: found '${found}', expected: identifier`);
    }
    tokens.push(match[1] ?? match[2] ?? '');
  }
  return tokens;
}

const isWord = (text: string | undefined) => text !== undefined && /^[A-Za-z0-9_./-]/.test(text);

function requirement(tokens: string[]): LabelSelector {
  const first = tokens.shift();
  if (first === '!') {
    return not(has(word(tokens.shift())));
  }
  const key = word(first);
  const operator = tokens[0];
  if (operator === undefined || operator === ',') {
    return has(key);
  }
  tokens.shift();
  switch (operator) {
    case '=':
    case '==':
      return within(key, [value(tokens)]);
    case '!=':
      return not(within(key, [value(tokens)]));
    case 'in':
      return within(key, set(tokens));
    case 'notin':
      return not(within(key, set(tokens)));
    case '<':
    case '>':
      return compared(key, operator, Number(value(tokens)));
    default:
      throw badRequest(
        `unable to parse requirement: found '${operator}', expected: in, notin, =, ==, !=, gt, lt`,
      );
  }
}

function compared(key: string, operator: '<' | '>', limit: number): LabelSelector {
  return (labels) => {
    const number = Number(labels[key] ?? Number.NaN);
    return operator === '<' ? number < limit : number > limit;
  };
}

function word(text: string | undefined): string {
  if (text === undefined || !isWord(text)) {
    const found = text ?? '';
    throw badRequest(
      `unable to parse requirement: found '${found}', expected: !, identifier, or 'end of string'`,
    );
  }
  return text;
}

/** A value may be empty: `a=` chooses the empty label. */
function value(tokens: string[]): string {
  return tokens[0] === undefined || tokens[0] === ',' ? '' : word(tokens.shift());
}

function set(tokens: string[]): string[] {
  if (tokens.shift() !== '(') {
    throw badRequest("unable to parse requirement: found '', expected: '('");
  }
  const values: string[] = [];
  while (tokens.length > 0 && tokens[0] !== ')') {
    values.push(value(tokens));
    if (tokens[0] === ',') {
      tokens.shift();
    }
  }
  if (tokens.shift() !== ')') {
    throw badRequest("unable to parse requirement: found '', expected: ',' or ')'");
  }
  return values;
}
