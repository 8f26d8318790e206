import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kubernetesEntries } from '../../catalogue/kubernetes/index.ts';
import type { Format } from '../document.ts';
import { parseExperiment } from '../parse.ts';
import { hoverAt } from './hover.ts';
import { marked, world } from './testing.ts';

function hover(text: string, format: Format = 'yaml', environment = {}): string {
  const { text: bare, position } = marked(text);
  const around = { ...world, environment };
  return hoverAt(parseExperiment(bare, format), position, around)?.parts.join('\n') ?? '';
}

const call = (func: string, args = '') =>
  `method:\n  - type: action\n    name: act\n    provider:\n      type: python\n      module: chaosk8s.pod.actions\n      func: ${func}\n${args}`;

test('a key is explained, in JSON as in YAML', () => {
  assert.match(hover('{"met|hod": []}', 'json'), /in this order/);
  assert.match(hover('met|hod: []'), /in this order/);
  assert.match(hover('method:\n  - pau|ses: {after: 1}'), /Seconds to wait/);
});

test('a function tells what it does, gives back, and needs to be allowed', () => {
  const text = hover(call('terminate_|pods'));
  assert.match(text, /Deletes pods/);
  assert.match(text, /Returns the names/);
  assert.match(text, /mode = `"fixed"`/);
  assert.match(text, /Needs to be allowed, its undo included: .*`delete`.*`pods`/);
});

test('every activity of the catalogue says what it needs to be allowed', () => {
  for (const { module, func } of kubernetesEntries) {
    const text = hover(
      `method:\n  - provider:\n      type: python\n      module: ${module}\n      func: |${func}`,
    );
    assert.match(text, /allowed|permission/, func);
  }
});

test('an argument tells its meaning, type and default', () => {
  const text = hover(call('terminate_pods', '      arguments: {grace_per|iod: 1}'));
  assert.match(text, /terminationGracePeriodSeconds/);
  assert.match(text, /Default: `-1`\. Type: `integer`/);
});

test('a module lists its functions', () => {
  assert.match(
    hover('method:\n  - provider: {type: python, module: chaosk8s.|service.probes}'),
    /`service_is_initialized`: Checks/,
  );
});

const names = `configuration:
  url:
    type: env
    key: SHOP_URL
    default: http://localhost
  count: 3
  api_key: {type: env, key: API_KEY}
  found:
    type: probe
    provider: {type: process, path: node}
secrets:
  shop:
    token: {type: env, key: SHOP_TOKEN}
    password: hunter2
`;

const use = (name: string) =>
  `${names}method:\n  - provider:\n      type: http\n      url: http://x/\${na|${name}}`.replace(
    'na|',
    '|',
  );

test('a name in braces tells what it stands for', () => {
  assert.match(hover(use('count')), /^\*\*\$\{count\}\*\*\n`3`/);
  assert.match(
    hover(use('url'), 'yaml', { SHOP_URL: 'http://shop' }),
    /`http:\/\/shop`, from .*SHOP_URL/,
  );
  assert.match(hover(use('url')), /`"http:\/\/localhost"`, the default/);
  assert.match(hover(use('api_key')), /not set/);
  assert.match(hover(use('found')), /during a run/);
  assert.match(hover(use('nothing')), /Nothing declares/);
});

test('a secret is never shown, nor what looks like one', () => {
  const environment = { SHOP_TOKEN: 'hunter2', API_KEY: 'hunter2' };
  const places = [
    use('token'),
    use('password'),
    use('api_key'),
    names.replace('password:', 'pass|word:'),
    names.replace('token:', 'to|ken:'),
    names.replace('SHOP_TOKEN', 'SHOP|_TOKEN'),
    names.replace('shop:', 'sh|op:'),
    names.replace('API_KEY}', 'API|_KEY}'),
  ];
  for (const place of places) {
    const text = hover(place, 'yaml', environment);
    assert.notEqual(text, '', place);
    assert.doesNotMatch(text, /hunter2/, place);
  }
  assert.match(hover(use('token'), 'yaml', environment), /SHOP_TOKEN.*is set/);
  assert.match(hover(use('token')), /not set/);
});

test('a list of secrets tells what is in the group', () => {
  assert.match(
    hover(`${names}method:\n  - provider:\n      type: http\n      secrets: [sh|op]`),
    /`\$\{token\}`, `\$\{password\}`/,
  );
});

test('a tolerance is put into words, a reference tells what it refers to', () => {
  const probes =
    '"steady-state-hypothesis": {"probes": [{"type": "probe", "name": "up", "tolerance": 200, "provider": {"type": "http", "url": "http://x"}}]}';
  assert.match(hover(`{${probes.replace('"tolerance"', '"toler|ance"')}}`, 'json'), /HTTP 200/);
  assert.match(hover(`{${probes.replace('200', '2|00')}}`, 'json'), /HTTP 200/);
  const ref = hover(`{${probes}, "method": [{"ref": "u|p"}]}`, 'json');
  assert.match(ref, /\*\*up\*\* \(probe, hypothesis\)\n`GET http:\/\/x`/);
});

test('nothing is told where there is nothing to know', () => {
  assert.equal(hover('title: so|me'), '');
  assert.equal(hover('unknown: |x'), '');
  assert.equal(hover('|'), '');
});
