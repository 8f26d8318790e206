import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Format, Range } from '../document.ts';
import { parseExperiment } from '../parse.ts';
import { LineIndex } from '../tree.ts';
import { rename, renameable } from './rename.ts';
import { symbolAt } from './symbols.ts';
import { marked, world } from './testing.ts';

function found(text: string, format: Format = 'yaml') {
  const { text: bare, position } = marked(text);
  const symbol = symbolAt(parseExperiment(bare, format), position)?.symbol;
  const lines = new LineIndex(bare);
  const read = ({ range: { start, end } }: { range: Range }) =>
    `${start.line}:${bare.slice(lines.offsetAt(start), lines.offsetAt(end))}`;
  return symbol === undefined
    ? undefined
    : { kind: symbol.kind, defined: symbol.definitions.map(read), used: symbol.uses.map(read) };
}

function renamed(text: string, name: string, format: Format = 'yaml'): string {
  const { text: bare, position } = marked(text);
  const result = rename(parseExperiment(bare, format), position, name);
  if ('refusal' in result) {
    return world.say(result.refusal);
  }
  const lines = new LineIndex(bare);
  const edits = result.edits
    .map(({ range, newText }) => ({
      from: lines.offsetAt(range.start),
      to: lines.offsetAt(range.end),
      newText,
    }))
    .sort((a, b) => b.from - a.from);
  return edits.reduce(
    (rest, { from, to, newText }) => rest.slice(0, from) + newText + rest.slice(to),
    bare,
  );
}

const activities = `steady-state-hypothesis:
  probes:
    - name: steady
      type: probe
method:
  - name: act
  - ref: steady
rollbacks:
  - ref: steady
`;

test('an activity is found from its name and from each reference', () => {
  const wanted = { kind: 'activity', defined: ['2:steady'], used: ['6:steady', '8:steady'] };
  assert.deepEqual(found(activities.replace('name: steady', 'name: ste|ady')), wanted);
  assert.deepEqual(found(activities.replace('ref: steady', 'ref: |steady')), wanted);
  assert.equal(found(activities.replace('act', 'act|'))?.used.length, 0);
  assert.equal(found(activities.replace('rollbacks', 'roll|backs')), undefined);
});

const values = `{
  "configuration": {"url": "http://x", "wait": 3},
  "secrets": {"shop": {"token": "t"}},
  "title": "about $url and \${url}",
  "method": [
    {"name": "a", "provider": {"type": "http", "url": "\${url}/$$url", "headers": {"A": "B \${token}"}, "secrets": ["shop"]},
     "pauses": {"after": "\${wait}"}}
  ]
}`;

test('a configuration value is found in every text that it is put into, a dollar sign is not one', () => {
  const wanted = { kind: 'configuration', defined: ['1:"url"'], used: ['3:url', '3:url', '5:url'] };
  assert.deepEqual(found(values.replace('"url": "http', '"u|rl": "http'), 'json'), wanted);
  assert.deepEqual(found(values.replace('${url}/', '${u|rl}/'), 'json'), wanted);
  assert.deepEqual(found(values.replace('"wait"', '"|wait"'), 'json')?.used, ['6:wait']);
});

test('a secret and its group are found', () => {
  assert.deepEqual(found(values.replace('"token"', '"to|ken"'), 'json'), {
    kind: 'secret',
    defined: ['2:"token"'],
    used: ['5:token'],
  });
  assert.deepEqual(found(values.replace('["shop"]', '["sh|op"]'), 'json'), {
    kind: 'group',
    defined: ['2:"shop"'],
    used: ['5:"shop"'],
  });
});

test('a control is found by its name', () => {
  const controls =
    'controls:\n  - name: tra|ce\n    provider: {type: python}\nmethod:\n  - name: a\n    controls: [{ref: trace}]';
  assert.deepEqual(found(controls), { kind: 'control', defined: ['1:trace'], used: ['5:trace'] });
});

test('a new name is written everywhere, with the quotes that were there', () => {
  const text = renamed(activities.replace('ref: steady', 'ref: ste|ady'), 'still up');
  assert.equal(text, activities.replaceAll('steady\n', 'still up\n'));
  assert.match(
    renamed(activities.replace('steady\n', 'ste|ady\n'), 'a: b'),
    /name: "a: b"\n(.*\n)*.*ref: "a: b"/,
  );
  const json = renamed(values.replace('"url": "http', '"u|rl": "http'), 'address', 'json');
  assert.match(json, /\{"address": "http/);
  assert.match(json, /about \$address and \$\{address\}/);
  assert.match(json, /"url": "\$\{address\}\/\$\$url"/);
  assert.match(
    renamed(values.replace('["shop"]', '["sh|op"]'), 'store', 'json'),
    /\{"store": (?:.|\n)*\["store"\]/,
  );
});

test('what is renamed is shown without its quotes', () => {
  const { text, position } = marked(values.replace('"token"', '"to|ken"'));
  const { name, range } = renameable(parseExperiment(text, 'json'), position) ?? {};
  assert.equal(name, 'token');
  const { start, end } = range ?? { start: { character: 0 }, end: { character: 0 } };
  assert.equal(end.character - start.character, 5);
});

test('a name that would mean something else then is refused in words', () => {
  const at = (name: string, text: string) =>
    renamed(text, name, text.startsWith('{') ? 'json' : 'yaml');
  assert.match(
    at('act', activities.replace('name: steady', 'name: |steady')),
    /Another activity.*“act”/,
  );
  assert.match(at('', activities.replace('name: steady', 'name: |steady')), /can’t be empty/);
  assert.match(
    at('wait', values.replace('"url": "http', '"|url": "http')),
    /“configuration”.*“wait”.*`\$\{wait\}`/,
  );
  assert.match(at('token', values.replace('"url": "http', '"|url": "http')), /“shop”/);
  assert.match(at('a-b', values.replace('"url": "http', '"|url": "http')), /begins with a letter/);
  assert.match(at('x', 'title: so|me'), /no name here/);
});

test('of two activities of a name a reference follows the one that a run takes', () => {
  const twice =
    'steady-state-hypothesis:\n  probes:\n    - name: a\nmethod:\n  - name: a\n  - ref: |a';
  assert.deepEqual(found(twice)?.defined, ['2:a']);
  assert.deepEqual(
    found(twice.replace('- name: a\n  - ref: |a', '- name: |a\n  - ref: a'))?.used,
    [],
  );
});
