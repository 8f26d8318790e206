import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kubernetesEntries } from '../../catalogue/kubernetes/index.ts';
import type { Format } from '../document.ts';
import { parseExperiment } from '../parse.ts';
import { validateExperiment } from '../validate.ts';
import { offersAt, taken, world } from './testing.ts';

/** The same place in both formats. */
const places = {
  root: { json: '{"title": "t", |}', yaml: 'title: t\n|' },
  method: { json: '{"method": [|]}', yaml: 'method:\n  - |' },
  probes: {
    json: '{"steady-state-hypothesis": {"probes": [|]}}',
    yaml: 'steady-state-hypothesis:\n  probes:\n    - |',
  },
  provider: {
    json: '{"method": [{"type": "action", "provider": |}]}',
    yaml: 'method:\n  - type: action\n    provider: |',
  },
} as const;

const formats: readonly Format[] = ['json', 'yaml'];

/** The inside of a provider of a Python activity, in both formats. */
function provider(json: string, yaml: string): Record<Format, string> {
  return {
    json: `{"method": [{"type": "action", "name": "a", "provider": {"type": "python", ${json}}}]}`,
    yaml: `method:\n  - type: action\n    name: a\n    provider:\n      type: python\n      ${yaml}`,
  };
}

function problemsOf(text: string, format: Format): string[] {
  const document = parseExperiment(text, format);
  return validateExperiment(document, world.catalogue).map(
    ({ code, pointer }) => `${code} ${pointer}`,
  );
}

for (const format of formats) {
  test(`a whole ${format} experiment is offered where there is nothing, and has no problem`, () => {
    assert.deepEqual(problemsOf(taken('|', format, 'Experiment'), format), []);
  });

  test(`every activity can be inserted into ${format} whole, and has no problem as it is`, () => {
    const around: Record<Format, (list: string) => string> = {
      json: (list) =>
        `{"title": "t", "description": "d", "steady-state-hypothesis": {"title": "h", "probes": [${list}]}, "method": []}`,
      yaml: (list) =>
        `title: t\ndescription: d\nmethod: []\nsteady-state-hypothesis:\n  title: h\n  probes:\n    - ${list}`,
    };
    const method: Record<Format, (list: string) => string> = {
      json: (list) => `{"title": "t", "description": "d", "method": [${list}]}`,
      yaml: (list) => `title: t\ndescription: d\nmethod:\n  - ${list}`,
    };
    for (const { func, kind, deprecated } of kubernetesEntries) {
      // Judges what another probe found, and so stands in a tolerance only.
      if (deprecated === undefined && func !== 'should_be_found_in_logs') {
        const list = kind === 'probe' ? around : method;
        const text = taken(list[format]('|'), format, func);
        assert.deepEqual(problemsOf(text, format), [], `${func}\n${text}`);
      }
    }
  });

  test(`activities are found in ${format} by what they do, deprecated ones are not offered`, () => {
    const offers = offersAt(places.method[format], format);
    const search = offers.get('terminate_pods')?.filter ?? '';
    for (const word of ['terminate', 'delete', 'kill', 'label']) {
      assert.ok(search.toLowerCase().includes(word), `${word} in ${search}`);
    }
    assert.match(offers.get('add_latency')?.filter ?? '', /slow/);
    assert.match(offers.get('terminate_pods')?.doc ?? '', /Returns the names/);
    assert.ok(!offers.has('scale_microservice'));
    assert.ok(!offersAt(places.probes[format], format).has('terminate_pods'));
  });

  test(`required arguments come first in ${format}`, () => {
    const text = taken(places.provider[format], format, 'scale_deployment');
    const [name, replicas, ns] = ['name', 'replicas', 'ns'].map((each) => text.lastIndexOf(each));
    assert.ok((name ?? 0) < (replicas ?? 0) && (replicas ?? 0) < (ns ?? 0), text);
  });

  test(`keys of ${format} are offered but those that are there, required ones first`, () => {
    const offers = [...offersAt(places.root[format], format).values()];
    const sorted = offers.toSorted((a, b) => (a.sort < b.sort ? -1 : 1)).map(({ label }) => label);
    assert.deepEqual(sorted.slice(0, 2), ['description', 'method']);
    assert.ok(!sorted.includes('title'));
    assert.ok(sorted.includes('steady-state-hypothesis'));
    assert.ok(!sorted.includes('dry'), 'what has no effect is not offered');
  });

  test(`modules, functions and arguments of ${format} follow what is written`, () => {
    const at = (json: string, yaml: string) => offersAt(provider(json, yaml)[format], format);
    assert.ok(at('"module": |', 'module: |').has('chaosk8s.pod.actions'));
    const pod = [
      '"module": "chaosk8s.pod.actions"',
      'module: chaosk8s.pod.actions\n      ',
    ] as const;
    const functions = at(`${pod[0]}, "func": "|"`, `${pod[1]}func: |`);
    assert.ok(functions.has('terminate_pods') && !functions.has('scale_deployment'));
    assert.ok(
      at('"module": "chaosk8s.probes", "func": |', 'module: chaosk8s.probes\n      func: |').has(
        'all_pods_healthy',
      ),
      'by an alias',
    );
    const call = [
      `${pod[0]}, "func": "terminate_pods", "arguments": `,
      `${pod[1]}func: terminate_pods\n      arguments:`,
    ] as const;
    const names = at(`${call[0]}{"ns": "a", |}`, `${call[1]}\n        ns: a\n        |`);
    assert.ok(names.has('label_selector') && !names.has('ns'));
    assert.match(names.get('grace_period')?.doc ?? '', /Default: `-1`/);
    const modes = at(`${call[0]}{"mode": |}`, `${call[1]}\n        mode: |`);
    assert.deepEqual([...modes.keys()], ['fixed', 'percentage']);
    const truth = at(`${call[0]}{"all": |}`, `${call[1]} {all: |}`);
    assert.deepEqual([...truth.keys()], ['true', 'false']);
    assert.ok(at(`${call[0]}|`, `${call[1]} |`).has('Arguments of terminate_pods'));
  });

  test(`keys of a provider in ${format} are those of its type`, () => {
    const text = {
      json: '{"method": [{"provider": {"type": "http", |}}]}',
      yaml: 'method:\n  - provider:\n      type: http\n      |',
    };
    const offers = offersAt(text[format], format);
    assert.ok(offers.has('url') && !offers.has('func') && !offers.has('expected_status'));
  });
}

test('a new item of a YAML list gets its dash, and a nested value its lines', () => {
  assert.match(
    taken('method:\n  |', 'yaml', 'terminate_pods'),
    /^method:\n {2}- type: action\n {4}name: terminate-pods\n/,
  );
  assert.match(
    taken('method:\n  - type: probe\n  |', 'yaml', 'count_pods'),
    /probe\n {2}- type: probe\n {4}name: count-pods\n {4}provider:\n {6}type: python\n/,
  );
  assert.match(
    taken('method:\n  - type: action\n    provider: |', 'yaml', 'scale_deployment'),
    / {4}provider:\n {6}type: python\n(?:.*\n)* {6}arguments:\n {8}name: front\n/,
  );
});

test('in JSON a comma follows where more follows, and a name that is changed keeps its value', () => {
  assert.equal(taken('{|"title": "t"}', 'json', 'description'), '{"description": "","title": "t"}');
  assert.equal(taken('{"titl|": "t"}', 'json', 'title'), '{"title": "t"}');
});

test('sections offer what counts in them: tolerances are judged in the hypothesis only', () => {
  const inProbe = '{"steady-state-hypothesis": {"probes": [{"type": "probe", |}]}}';
  assert.ok(offersAt(inProbe, 'json').has('tolerance'));
  assert.ok(!offersAt(inProbe, 'json').has('background'));
  const inMethod = '{"method": [{"type": "probe", |}]}';
  assert.ok(!offersAt(inMethod, 'json').has('tolerance'));
  assert.ok(offersAt(inMethod, 'json').has('background'));
});

test('references offer what they may refer to, controls theirs, and secrets their groups', () => {
  const activities =
    '{"steady-state-hypothesis": {"probes": [{"name": "steady", "type": "probe"}]}, "method": [{"name": "act"}, {"ref": "|"}], "rollbacks": [{"name": "undo"}]}';
  assert.deepEqual([...offersAt(activities, 'json').keys()].sort(), ['act', 'steady']);
  const controls =
    'controls:\n  - name: trace\n    provider: {type: python}\nmethod:\n  - name: a\n    controls:\n      - ref: |';
  assert.deepEqual([...offersAt(controls, 'yaml').keys()], ['trace']);
  const secrets = 'secrets:\n  shop: {token: x}\nmethod:\n  - provider:\n      secrets: [|]';
  assert.deepEqual([...offersAt(secrets, 'yaml').keys()], ['shop']);
});

test('names in braces are offered with what they stand for, secrets without', () => {
  const around = { ...world, environment: { SHOP_URL: 'http://shop', TOKEN: 'hunter2' } };
  const text =
    '{"configuration": {"url": {"type": "env", "key": "SHOP_URL"}, "count": 3}, "secrets": {"shop": {"token": {"type": "env", "key": "TOKEN"}}}, "method": [{"provider": {"type": "http", "url": "${|}/items"}}]}';
  const offers = offersAt(text, 'json', around);
  assert.deepEqual([...offers.keys()], ['${url}', '${count}', '${token}']);
  assert.equal(offers.get('${url}')?.detail, 'http://shop');
  assert.doesNotMatch(JSON.stringify([...offers.values()]), /hunter2/);
  assert.match(taken(text, 'json', '${url}', around), /"url": "\$\{url\}\/items"/);
  const yaml = 'configuration:\n  wait: 5\nmethod:\n  - pauses:\n      after: $|';
  assert.match(taken(yaml, 'yaml', '${wait}'), /after: \$\{wait\}$/);
});

test('variables of the environment are offered by name only', () => {
  const around = { ...world, environment: { SHOP_URL: 'http://shop' } };
  const offers = offersAt('configuration:\n  a:\n    type: env\n    key: |', 'yaml', around);
  assert.deepEqual([...offers.keys()], ['SHOP_URL']);
  assert.doesNotMatch(JSON.stringify([...offers.values()]), /http/);
});

test('tolerances that fit the answer come first', () => {
  const ofType = (type: string) => {
    const text = `steady-state-hypothesis:\n  probes:\n    - type: probe\n      tolerance: |\n      provider:\n        type: ${type}`;
    const offers = [...offersAt(text, 'yaml').values()];
    return offers.toSorted((a, b) => (a.sort < b.sort ? -1 : 1))[0]?.label;
  };
  assert.match(ofType('http') ?? '', /text|HTTP|several/);
  assert.match(ofType('process') ?? '', /text|Exit/);
});

test('nothing is offered in comments, sentences, and behind values that are whole', () => {
  for (const [text, format] of [
    ['title: t # |', 'yaml'],
    ['title: What if |', 'yaml'],
    ['description: |\n  met', 'yaml'],
    ['{"title": "What |"}', 'json'],
    ['{"title": "t"|}', 'json'],
    ['// |\n{}', 'json'],
  ] as const) {
    assert.deepEqual([...offersAt(text, format).keys()], [], text);
  }
});
