import type { Json, JsonObject } from '../case.ts';
import { effectsFile as effects } from '../folder.ts';
import type { Draw } from './draw.ts';
import { text } from './values.ts';

/** A provider that leaves a line when it is called by `name`. */
export function provider(draw: Draw, name: string): JsonObject {
  const made = draw.weighed<JsonObject>([
    [5, () => shell(draw, name)],
    [2, () => program(draw)],
    [4, () => http(draw)],
  ]);
  return draw.chance(0.12)
    ? { ...made, secrets: draw.one([['first'], ['second', 'first']]) }
    : made;
}

function shell(draw: Draw, name: string): JsonObject {
  const script = draw.weighed<string>([
    [5, () => 'true'],
    [2, () => `exit ${draw.from(1, 4)}`],
    [2, () => `printf '%s' "$1"`],
    [1, () => `printf '{"a": [1, 2.50], "b": null}'`],
    [1, () => `printf 'a line for people\\n' >&2`],
    [1, () => 'test ! -e broken'],
    [1, () => 'touch broken'],
  ]);
  const args = ['-c', `echo '${name}' >> ${effects}; ${script}`, name, text(draw)];
  const slow = draw.chance(0.04);
  return {
    type: 'process',
    path: 'sh',
    arguments: slow ? ['-c', `echo '${name}' >> ${effects}; sleep 30`] : args,
    ...(slow ? { timeout: 0.2 } : draw.chance(0.1) && { timeout: draw.one<Json>([10, 5]) }),
  };
}

/** Programs with each form of arguments. */
function program(draw: Draw): JsonObject {
  const path = draw.weighed<string>([
    [8, () => 'echo'],
    [1, () => 'no-such-program-here'],
  ]);
  const args = draw.one<Json>([
    `words with ${text(draw).replace(/["`$]+$/, '')}`
      .replaceAll('$$', '')
      .replaceAll('“', '')
      .replaceAll('”', ''),
    { '--long-option': text(draw), '-x': draw.one<Json>([null, '', true, 5, 2.5]) },
    ['one', null, '', false, 7, 1.5, ['nested', 1], { k: null }, text(draw)],
  ]);
  return { type: 'process', path, arguments: args };
}

function http(draw: Draw): JsonObject {
  const path = draw.one([
    '/json',
    '/charset',
    '/text',
    '/latin',
    '/404',
    '/503',
    '/redirect',
    '/echo',
    '/echo?own=1',
    '/${code}',
    '/bad',
  ]);
  const method = draw.one(['GET', 'POST', 'PUT', 'DELETE']);
  return {
    type: 'http',
    url: draw.chance(0.03) ? draw.one(['http://127.0.0.1:9/', 'foo://x']) : `@service@${path}`,
    ...(draw.chance(0.5) && { method }),
    ...(draw.chance(0.4) && {
      arguments: { q: text(draw), n: draw.one<Json>([1, true, null, 2.5]) },
    }),
    ...(draw.chance(0.3) && { headers: headers(draw) }),
    ...(draw.chance(0.2) && { timeout: draw.one<Json>([5, [5, 5]]) }),
  };
}

function headers(draw: Draw): JsonObject {
  return draw.one<JsonObject>([
    { 'X-Test': draw.one(['plain', '${code}', '$code times']) },
    { 'Content-Type': 'application/json' },
    { 'X-Test': '${token}' },
  ]);
}

/** A tolerance: most could be met. */
export function tolerance(draw: Draw, type: Json): Json {
  const target = () => targetOf(draw, type);
  const met: [Json, Json] = type === 'http' ? [200, [200, 404, 503]] : [0, [0, 1]];
  return draw.weighed<Json>([
    [18, () => draw.one(met)],
    [3, () => draw.one<Json>([0, 0, 200, 1, 404])],
    [2, () => draw.one<Json>([true, false])],
    [2, () => draw.one<Json>(['${code}', '${count}', 'plain words and more', '200', '${list}'])],
    [3, () => draw.one<Json>([[0, 1], [200, 299], [200, 404, 503], ['a'], [0], [1, 'x']])],
    [
      2,
      () => ({
        type: 'range',
        range: draw.one<Json>([
          [0, 5],
          [200, 300],
          [0.1, 0.3],
        ]),
        ...target(),
      }),
    ],
    [
      2,
      () => ({
        type: 'regex',
        pattern: draw.one(['.', '^$', 'words', '^\\d+$', '${word}']),
        ...target(),
      }),
    ],
    [2, () => jsonpath(draw, target())],
    [1, () => probe(draw)],
    [0.3, () => draw.one<Json>([1.5, { type: 'unknown' }, { type: 'regex', pattern: '(' }, []])],
  ]);
}

/** A part of what a provider of that type gives; now and then of what the other gives. */
function targetOf(draw: Draw, type: Json): JsonObject {
  const fitting =
    type === 'http' ? draw.one(['status', 'body']) : draw.one(['status', 'stdout', 'stderr']);
  return draw.weighed<JsonObject>([
    [20, () => ({ target: fitting })],
    [1, () => ({})],
    [1, () => ({ target: draw.one(['body', 'stdout', 'nothing']) })],
  ]);
}

function jsonpath(draw: Draw, target: JsonObject): Json {
  return {
    type: 'jsonpath',
    path: draw.one(['$.status', '$.n', '$.list[*]', '$.a[0]', '$..a', '$.none', '$']),
    ...(draw.chance(0.4) && { count: draw.one<Json>([0, 1, 2]) }),
    ...(draw.chance(0.4) && { expect: draw.one<Json>([0, [200], [5], 5, ['x'], '${code}']) }),
    ...(draw.chance(0.5) && target),
  };
}

function probe(draw: Draw): Json {
  return {
    type: 'probe',
    name: 'judge',
    provider: {
      type: 'process',
      path: 'sh',
      arguments: ['-c', draw.one(['exit 0', 'exit 1']), 'judge'],
    },
  };
}
