import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Format } from '../../src/experiment/document.ts';
import { isObject, type Json } from '../../src/experiment/json.ts';
import type { Random } from './random.ts';

export interface FuzzDocument {
  format: Format;
  text: string;
}

const keys = [
  ...['title', 'description', 'method', 'rollbacks', 'steady-state-hypothesis', 'probes', 'type'],
  ...['name', 'ref', 'provider', 'module', 'func', 'arguments', 'secrets', 'configuration', 'url'],
  ...['path', 'tolerance', 'target', 'pattern', 'range', 'count', 'expect', 'pauses', 'before'],
  ...['after', 'background', 'timeout', 'headers', 'controls', 'runtime', 'strategy', 'hypothesis'],
  ...['label_selector', 'qty', 'all', 'ns', 'env', 'key', 'default', 'dry', '__proto__', 'a', ''],
];
const texts = [
  ...['', 'a', '200', 'true', 'python', 'http', 'process', 'probe', 'action', 'regex', 'jsonpath'],
  ...['range', 'env', 'vault', 'chaosk8s.pod.actions', 'chaosk8s.pod.probes', 'terminate_pods'],
  ...['count_pods', '${a}', '$${a}', '$a', '${', 'http://x/${a}', '(', '[a', '$[?(@.a = "b")]'],
  ...['a*b+c?', '(?P<n>a)\\1', 'continuously', 'never', 'deviated', 'é😀\u2028', '\ud800', '~/x'],
  ...['a b c', 'x'.repeat(300), '010', '1:30', '1e3', 'on', '2001-12-14', '.inf', '- a', 'a: b'],
];
const pieces = [
  ...['"', "'", '{', '}', '[', ']', ',', ':', ' ', '\n', '\r\n', '\t', '#', '- ', '\\', '/*', '//'],
  ...['&a ', '*a', '<<: *a\n', '|', '>-\n', '---\n', '...\n', '!!set ', '!!binary ', '%YAML 1.1\n'],
  ...['? ', '@', '`', '${', '}', '\0', '\ufeff', '\u2028', '\ud800', '1e999', '0x', 'null', '~'],
];

/** Experiments to start from: those of the lesson, and the examples of the problems' page. */
export function startingPoints(): FuzzDocument[] {
  const root = join(import.meta.dirname, '..', '..');
  const lesson = ['pod', 'deployment', 'local'].map((name) =>
    readFileSync(join(root, 'manifests', `experiment.${name}.json`), 'utf8'),
  );
  const page = readFileSync(join(root, 'docs', 'problems.md'), 'utf8');
  const examples = [...page.matchAll(/^```(json|yaml)\n([\s\S]*?)^```$/gm)];
  return [
    ...lesson.map((text): FuzzDocument => ({ format: 'json', text })),
    ...lesson.map((text): FuzzDocument => ({ format: 'yaml', text: stringify(JSON.parse(text)) })),
    ...examples.map(([, format, text = '']): FuzzDocument => ({ format: format as Format, text })),
  ];
}

/** A document: one of those to start from with changes, or one of random values. */
export function draw(random: Random, starts: readonly FuzzDocument[]): FuzzDocument {
  const { format, text } = random.once(3) ? drawn(random) : random.pick(starts);
  let changed = text;
  for (let change = random.below(6); change > 0; change -= 1) {
    changed = mutate(random, changed);
  }
  return { format, text: changed };
}

function drawn(random: Random): FuzzDocument {
  const format = random.pick(['json', 'yaml'] as const);
  const value = member(random, 0);
  const whole: Json = isObject(value)
    ? { title: 't', description: 'd', method: [], ...value }
    : value;
  const text = format === 'json' ? JSON.stringify(whole, null, random.below(3)) : stringify(whole);
  return { format, text };
}

function member(random: Random, depth: number): Json {
  if (depth > 5 || random.once(3)) {
    return random.pick<Json>([null, true, false, 0, -1, 5, 0.5, 1e21, random.pick(texts)]);
  }
  const length = random.below(5);
  if (random.once(3)) {
    return Array.from({ length }, () => member(random, depth + 1));
  }
  const entries = Array.from({ length }, () => [random.pick(keys), member(random, depth + 1)]);
  return Object.fromEntries(entries);
}

/** One change of a text: something is put in, taken out, doubled, or put elsewhere. */
function mutate(random: Random, text: string): string {
  const start = random.below(text.length + 1);
  const end = Math.min(text.length, start + random.below(random.once(4) ? 200 : 8));
  const part = text.slice(start, end);
  const rest = text.slice(0, start) + text.slice(end);
  switch (random.below(5)) {
    case 0:
      return rest;
    case 1:
      return text.slice(0, start) + random.pick(pieces) + text.slice(start);
    case 2:
      return text.slice(0, end) + part + text.slice(end);
    case 3: {
      const place = random.below(rest.length + 1);
      return rest.slice(0, place) + part + rest.slice(place);
    }
    default:
      return text.slice(0, start) + random.pick([...texts, ...keys]) + text.slice(end);
  }
}
