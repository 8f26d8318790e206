import type { Json, JsonObject } from '../case.ts';
import type { Draw } from './draw.ts';

/** Names that experiments declare, and one that none does. */
const declared: [string, ...string[]] = ['word', 'count', 'flag', 'list', 'nothing', 'code'];

/** Environment of every run. */
export const environment: Record<string, string> = {
  WORD: 'a word from outside',
  COUNT: '3',
  RATIO: '0.5',
  FLAG: 'true',
  OBJECT: '{"a": [1, null]}',
  TOKEN_ONE: 'Zq8-first-canary-Xw',
  TOKEN_TWO: 'Vk3-other-canary-Pd',
};

/** A secret that stands in the experiment itself. */
const inlineSecret = 'Hj5-inline-canary-Ms';

/** Every value of a secret. */
export const canaries = [
  environment['TOKEN_ONE'] ?? '',
  environment['TOKEN_TWO'] ?? '',
  inlineSecret,
];

/** A text that may name configuration or secrets. */
export function text(draw: Draw): string {
  return draw.weighed([
    [4, () => draw.one(['plain words and more', 'some other long text', 'ends in a dollar $'])],
    [4, () => `\${${draw.one(declared)}}`],
    [2, () => `before \${${draw.one(declared)}} and $${draw.one(declared)} after`],
    [1, () => `$${draw.one(declared)}`],
    [1, () => 'twice $$ and ${not_declared}'],
    [1, () => 'ünïcödé – “quoted” text'],
  ]);
}

/** What a configuration may hold. */
export function configuration(draw: Draw): JsonObject {
  const entries: [string, (draw: Draw) => Json][] = [
    [
      'word',
      (d) => d.one<Json>(['inline words', { type: 'env', key: 'WORD' }, 'more inline words']),
    ],
    ['count', count],
    ['flag', (d) => d.one<Json>([true, false, { ...env('FLAG'), env_var_type: 'bool' }])],
    ['list', (d) => d.one<Json>([[1, 2], ['a', null], { ...env('OBJECT'), env_var_type: 'json' }])],
    ['nothing', (d) => d.one<Json>([null, '', { ...env('ABSENT'), default: 'a default' }])],
    ['code', (d) => d.one<Json>([0, 1, 200])],
    ['asked', asked],
    ['missing', () => env('ABSENT')],
  ];
  const chances = [0.8, 0.8, 0.6, 0.6, 0.5, 0.7, 0.15, 0.02];
  return Object.fromEntries(
    entries.filter((_, at) => draw.chance(chances[at] ?? 0)).map(([k, make]) => [k, make(draw)]),
  );
}

function count(draw: Draw): Json {
  const type = draw.one(['int', 'float', 'str', 'bool', 'bytes']);
  return draw.one<Json>([2, 2.5, { ...env('COUNT'), env_var_type: type }, env('COUNT')]);
}

function env(key: string): JsonObject {
  return { type: 'env', key };
}

/** Dynamic configuration: what a process prints. */
function asked(draw: Draw): Json {
  const script = draw.one(['echo  spaced output ', 'exit 1', 'echo "on two"; echo "lines here"']);
  return {
    type: 'probe',
    name: 'asked',
    provider: { type: 'process', path: 'sh', arguments: ['-c', script] },
  };
}

/** Secrets in groups; `TOKEN_*` are canaries. */
export function secrets(draw: Draw): JsonObject {
  return {
    first: { token: env('TOKEN_ONE') },
    ...(draw.chance(0.5) && { second: { token: env('TOKEN_TWO'), user: inlineSecret } }),
    ...(draw.chance(0.02) && { third: { token: env('ABSENT') } }),
  };
}
