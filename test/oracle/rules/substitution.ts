import { calls, experiment, prints } from '../build.ts';
import type { Json, JsonObject, Rule } from '../case.ts';

const configuration: JsonObject = {
  n: 5,
  s: '${n}',
  nil: null,
  zero: 0,
  l: ['a', 1],
  o: { k: null },
  f: 1.5,
  h: 'value',
  p: 'path',
};

/** Prints each argument in brackets. */
function given(...args: Json[]): JsonObject {
  return {
    type: 'action',
    name: 'given',
    provider: { type: 'process', path: 'printf', arguments: ['[%s]', ...args] },
  };
}

function withValues(name: string, ...method: JsonObject[]) {
  return { name, experiment: experiment({ configuration, method }) };
}

/** How `${name}` is replaced. */
export const substitution: Rule[] = [
  {
    id: 'substitute-lone',
    says: 'A text that is one `${name}` takes the value’s type, null and 0 included.',
    cases: [
      withValues('in a list', given('${n}', '${nil}', '${zero}', '${l}', '${o}')),
      withValues('a whole argument', {
        type: 'action',
        name: 'list',
        provider: { type: 'process', path: 'echo', arguments: '${l}' },
      }),
      withValues(
        'in JSON',
        calls('/echo', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          arguments: { n: '${n}', l: '${l}', nil: '${nil}', $n: '$n' },
        }),
      ),
    ],
    mutation: {
      file: 'engine/substitute.ts',
      find: 'return value === undefined ? text : value;',
      replace: 'return value === undefined ? text : str(value);',
    },
  },
  {
    id: 'substitute-text',
    says: 'A `$name`, and any name inside other text, becomes text as Python prints it.',
    cases: [withValues('types', given('$n', 'x${nil}', '$l $o', '${f}f', '${n}${n}'))],
    mutation: {
      file: 'engine/substitute.ts',
      find: 'return value === undefined ? whole : str(value);',
      replace: 'return value === undefined ? whole : JSON.stringify(value);',
    },
  },
  {
    id: 'substitute-unresolved',
    says: 'Unknown names and what is no name stay as they are.',
    cases: [withValues('each', given('${no}', '$no', '${n', '$ n', '${}', '$1', 'a$', '$é'))],
    mutation: {
      file: 'engine/substitute.ts',
      find: 'return value === undefined ? whole : str(value);',
      replace: "return value === undefined ? '' : str(value);",
    },
  },
  {
    id: 'substitute-once',
    says: 'What is put in is not looked at again.',
    cases: [withValues('a value with a name', given('${s}', 'x${s}'))],
    mutation: {
      file: 'engine/substitute.ts',
      find: 'return value === undefined ? text : value;',
      replace:
        "return value === undefined ? text : typeof value === 'string' ? substituteText(value, scope) : value;",
    },
  },
  {
    id: 'substitute-keys',
    says: 'Keys are not touched.',
    cases: [
      withValues('of an object', {
        type: 'action',
        name: 'object',
        provider: { type: 'process', path: 'echo', arguments: { '${n}': '${n}', x: { $n: 1 } } },
      }),
    ],
    mutation: {
      file: 'engine/substitute.ts',
      find: 'map(([key, value]) => [key, substitute(value, scope)])',
      replace: 'map(([key, value]) => [String(substitute(key, scope)), substitute(value, scope)])',
    },
  },
  {
    id: 'substitute-dollars',
    says: '`$$` is a `$`; in arguments only when there are values at all.',
    cases: [
      withValues('with values', given('$$', '$$n', '$$${n}')),
      { name: 'without values', experiment: experiment({ method: [given('$$', '$$n', '${n}')] }) },
      {
        name: 'in an address',
        experiment: experiment({ method: [calls('/a$$b', { arguments: { a: '$$' } })] }),
      },
    ],
    mutation: {
      file: 'engine/substitute.ts',
      find: 'truthy(scope.configuration) || truthy(scope.secrets) ? substitute(data, scope) : data',
      replace: 'substitute(data, scope)',
    },
  },
  {
    id: 'substitute-http',
    says: 'Address, headers, timeout and arguments of an HTTP call are substituted.',
    cases: [
      withValues(
        'each',
        calls('/$p', {
          headers: { 'X-Test': '${h}' },
          timeout: '${n}',
          arguments: { a: '${n}', b: 'x$n' },
        }),
      ),
    ],
    mutation: {
      file: 'engine/providers/http/request.ts',
      find: "substitute(provider['headers'] ?? null, scope)",
      replace: "provider['headers'] ?? null",
    },
  },
  {
    id: 'substitute-not-path',
    says: 'The path of a process is not substituted.',
    cases: [
      {
        name: 'no such program',
        experiment: experiment({
          configuration: { program: 'echo' },
          method: [
            {
              type: 'action',
              name: 'x',
              provider: { type: 'process', path: '$program', arguments: 'y' },
            },
            prints('z'),
          ],
        }),
        options: { noValidation: true },
      },
    ],
    mutation: {
      file: 'engine/providers/process.ts',
      find: "const path = str(provider['path'] ?? null);",
      replace: "const path = str(substituteArguments(provider['path'] ?? null, context.scope));",
    },
  },
];
