import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { createCatalogue } from '../catalogue/index.ts';
import { kubernetesEntries } from '../catalogue/kubernetes/index.ts';
import type { Edit, Fix, Format, ParsedDocument, Problem } from './document.ts';
import type { Json, JsonObject } from './json.ts';
import { parseExperiment } from './parse.ts';
import { validateExperiment } from './validate.ts';

const catalogue = createCatalogue(kubernetesEntries);
const http = { type: 'http', url: 'http://localhost/' };
const probe = { type: 'probe', name: 'p', provider: http };
const action = { ...probe, type: 'action', name: 'a' };
const base = { title: 't', description: 'd', method: [] as Json[] };
const method = (...activities: Json[]): Json => ({ ...base, method: activities });
const held = { 'steady-state-hypothesis': { title: 'h', probes: [{ ...probe, tolerance: 200 }] } };
const runtime = (block: string, strategy: string) => ({ runtime: { [block]: { strategy } } });

function judged(tolerance: Json, provider: Json = http): Json {
  const probes = [{ type: 'probe', name: 'p', tolerance, provider }];
  return { ...base, 'steady-state-hypothesis': { title: 'h', probes } };
}

function python(func: string, args: Json, module = 'chaosk8s.pod.actions', more = {}): JsonObject {
  return { type: 'python', module, func, arguments: args, ...more };
}

const acting = (provider: Json) => method({ type: 'action', name: 'a', provider });
const program = (args: Json, path = 'sh') => acting({ type: 'process', path, arguments: args });
const healthy = python('all_pods_healthy', {}, 'chaosk8s.pod.probes');
const counted = python('count_pods', { label_selector: 'a=b' }, 'chaosk8s.pod.probes');
const nodes = python('get_nodes', {}, 'chaosk8s.node.probes');
const conditions = python('get_all_node_status_conditions', {}, 'chaosk8s.node.probes');
const deletion = (args: Json) =>
  acting(python('delete_deployment', args, 'chaosk8s.deployment.actions'));
const tolerance = '/steady-state-hypothesis/probes/0/tolerance';

/** [experiment, problem, how many fixes it has] */
const table: [Json, string, number][] = [
  [method(probe, probe), 'info experiment.name-duplicate /method/0/name', 1],
  [
    method(probe, probe, { ref: 'p' }),
    'warning experiment.name-duplicate-referred /method/0/name',
    1,
  ],
  [method(probe, { ref: 'o' }), 'error experiment.ref-near /method/1/ref', 1],
  [
    method(probe, { ref: 'p', pauses: { after: 1 } }),
    'warning experiment.ref-key-ignored /method/1/pauses',
    1,
  ],
  [
    method(probe, { ref: 'p', tolerance: 200 }),
    'warning experiment.tolerance-ignored /method/1/tolerance',
    1,
  ],
  [
    method({ ...probe, tolerance: { type: 'regex', pattern: 'x', target: 'body' } }),
    'warning experiment.tolerance-ignored /method/0/tolerance',
    1,
  ],
  [method({ ...probe, timeout: 5 }), 'warning experiment.timeout-ignored /method/0/timeout', 1],
  [
    method({ ...probe, headers: { a: 'b', c: 'd' } }),
    'warning experiment.key-level /method/0/headers',
    1,
  ],
  [method({ ...probe, pauses: {}, after: 5 }), 'warning experiment.key-level /method/0/after', 1],
  [
    acting({ ...python('terminate_pods', { qty: 1 }), label_selector: 'a=b' }),
    'warning experiment.key-level /method/0/provider/label_selector',
    1,
  ],
  [
    method({ ...probe, provider: { ...http, pauses: { after: 5 } } }),
    'warning experiment.key-of-activity /method/0/provider/pauses',
    1,
  ],
  [
    acting({ ...python('terminate_pods', { label_selector: 'a=b' }), timeout: 5 }),
    'warning experiment.timeout-python /method/0/provider/timeout',
    1,
  ],
  [
    method(probe, { ...action, background: true }),
    'info experiment.background-last /method/1/background',
    1,
  ],
  [
    method({ ...action, background: true, pauses: { after: 5 } }, probe),
    'warning experiment.background-pause /method/0/pauses/after',
    1,
  ],
  [
    method({ ...action, background: true, pauses: { before: 1, after: 5 } }, probe),
    'warning experiment.background-pause /method/0/pauses/after',
    1,
  ],
  [
    method({ ...action, background: true }, probe),
    'info experiment.background-race /method/0/background',
    0,
  ],
  [
    { ...base, ...held, method: [action], ...runtime('hypothesis', 'skip') },
    'warning experiment.strategy-skip /runtime/hypothesis/strategy',
    0,
  ],
  [
    { ...base, ...runtime('hypothesis', 'continuously') },
    'warning experiment.strategy-nothing /runtime/hypothesis/strategy',
    0,
  ],
  [
    { ...base, ...held, method: [action], ...runtime('hypothesis', 'before-method-only') },
    'warning experiment.strategy-before /runtime/hypothesis/strategy',
    0,
  ],
  [
    { ...base, ...held, method: [action], ...runtime('hypothesis', 'during-method-only') },
    'warning experiment.strategy-during /runtime/hypothesis/strategy',
    0,
  ],
  [
    { ...base, ...held, method: [action], ...runtime('hypothesis', 'continuously') },
    'info experiment.strategy-continuously /runtime/hypothesis/strategy',
    0,
  ],
  [
    { ...base, ...held, rollbacks: [action], ...runtime('rollbacks', 'never') },
    'warning experiment.rollbacks-never /runtime/rollbacks/strategy',
    0,
  ],
  [
    { ...base, rollbacks: [action], ...runtime('rollbacks', 'deviated') },
    'warning experiment.rollbacks-deviated /runtime/rollbacks/strategy',
    0,
  ],
  [{ ...base, dry: 'actions' }, 'warning experiment.dry-file /dry', 1],
  [
    {
      ...base,
      ...held,
      runtime: { hypothesis: { strategy: 'continuously', frequency: 2 } },
    },
    'warning experiment.runtime-option /runtime/hypothesis/frequency',
    1,
  ],
  [
    { ...base, configuration: { api_token: 'x1y2' } },
    'warning experiment.secret-inline /configuration/api_token',
    1,
  ],
  [
    { ...base, secrets: { g: { apiKey: 'x1y2' } } },
    'warning experiment.secret-inline /secrets/g/apiKey',
    1,
  ],
  [
    acting({ ...http, headers: { Authorization: 'Bearer x1y2' } }),
    'warning experiment.secret-inline /method/0/provider/headers/Authorization',
    0,
  ],
  [
    acting({ ...http, arguments: { user: { password: 'x1y2' } } }),
    'warning experiment.secret-inline /method/0/provider/arguments/user/password',
    0,
  ],
  [
    acting({ ...http, url: 'http://me:x1y2@localhost/' }),
    'warning experiment.secret-inline /method/0/provider/url',
    0,
  ],
  [
    {
      ...base,
      secrets: { g: { t: { type: 'env', key: 'T' } } },
      configuration: { v: { type: 'probe', name: 'p', provider: { ...http, secrets: ['g'] } } },
    },
    'info experiment.secret-in-configuration /configuration/v',
    0,
  ],
  [
    {
      ...(acting(python('terminate_pods', { label_selector: '${l}' })) as JsonObject),
      configuration: { l: '' },
    },
    'warning experiment.unscoped /method/0/provider/arguments',
    0,
  ],
  [
    {
      ...(acting(python('terminate_pods', { label_selector: '${l}' })) as JsonObject),
      configuration: { l: { type: 'env', key: 'L', default: '' } },
    },
    'warning experiment.unscoped /method/0/provider/arguments',
    0,
  ],
  [
    deletion({ name: 'a', label_selector: 'a=b' }),
    'warning experiment.selection-both /method/0/provider/arguments/label_selector',
    1,
  ],
  [
    acting(python('terminate_pods', { label_selector: 'a=b', all: true, qty: 2 })),
    'warning experiment.argument-overridden /method/0/provider/arguments/qty',
    1,
  ],
  [
    acting(python('terminate_pods', { label_selector: 'a=b', mode: 'percentage', qty: 200 })),
    'warning experiment.argument-percentage /method/0/provider/arguments/qty',
    0,
  ],
  [
    acting(python('terminate_pods', { order: 'alphabetic', label_selector: 'a=b' })),
    'info experiment.order-unsorted /method/0/provider/arguments/order',
    1,
  ],
  [
    acting(python('terminate_pod', { label_selector: 'a=b' })),
    'error experiment.activity-near /method/0/provider/func',
    1,
  ],
  [
    program(['-c', '']),
    'warning experiment.process-argument-empty /method/0/provider/arguments/1',
    0,
  ],
  [
    program(['-c', true]),
    'warning experiment.process-argument-python /method/0/provider/arguments/1',
    2,
  ],
  [
    program(['-c', ['a']]),
    'warning experiment.process-argument-object /method/0/provider/arguments/1',
    0,
  ],
  [
    acting({ type: 'process', path: 'kubectl get pods' }),
    'warning experiment.process-path-arguments /method/0/provider/path',
    1,
  ],
  [
    {
      ...base,
      configuration: { w: 'long' },
      method: [{ ...probe, pauses: { after: '${w}' } }],
    },
    'warning experiment.pause-name /method/0/pauses/after',
    0,
  ],
  [
    {
      ...base,
      configuration: { m: 'POST' },
      method: [{ ...probe, provider: { ...http, method: '${m}' } }],
    },
    'warning experiment.name-not-replaced /method/0/provider/method',
    0,
  ],
  [
    { ...base, configuration: { host: 'a', url: 'http://${host}' } },
    'warning experiment.name-nested /configuration/url',
    0,
  ],
  [
    {
      ...base,
      configuration: { t: 'a' },
      secrets: { g: { t: { type: 'env', key: 'T' } } },
    },
    'warning experiment.name-shadowed /secrets/g/t',
    0,
  ],
  [
    { ...base, title: 'of ${ap}', configuration: { app: 'a' } },
    'warning experiment.name-near /title',
    1,
  ],

  [judged('200'), `warning experiment.tolerance-quoted ${tolerance}`, 1],
  [judged(20), `warning experiment.tolerance-status ${tolerance}`, 0],
  [
    judged(500, { type: 'process', path: 'sh' }),
    `warning experiment.tolerance-status ${tolerance}`,
    0,
  ],
  [judged(['200', '201']), `warning experiment.tolerance-list-text ${tolerance}`, 1],
  [judged([200, 299]), `warning experiment.tolerance-membership ${tolerance}`, 1],
  [
    judged({ type: 'range', target: 'status', range: [299, 200] }),
    `warning experiment.range-reversed ${tolerance}/range`,
    1,
  ],
  [
    judged({ type: 'jsonpath', path: '$.a', target: 'status' }),
    `warning experiment.jsonpath-status ${tolerance}/target`,
    1,
  ],
  [
    judged({ type: 'jsonpath', path: '$.a', target: 'body', expect: 1, count: 1 }),
    `warning experiment.jsonpath-count ${tolerance}/count`,
    1,
  ],
  [
    judged({ type: 'regex', pattern: 'x' }),
    `error experiment.tolerance-target-missing ${tolerance}`,
    1,
  ],
  [judged('true', healthy), `warning experiment.answer-truth ${tolerance}`, 1],
  [judged(200, healthy), `warning experiment.answer-truth ${tolerance}`, 0],
  [judged('3', counted), `warning experiment.answer-number ${tolerance}`, 1],
  [judged(true, counted), `warning experiment.answer-counted ${tolerance}`, 0],
  [judged(true, conditions), `warning experiment.answer-list ${tolerance}`, 0],
  [judged(true, nodes), `warning experiment.answer-object ${tolerance}`, 0],
  [
    judged({ type: 'regex', pattern: 'x' }, healthy),
    `error experiment.answer-breaks ${tolerance}`,
    0,
  ],
  [
    judged({ type: 'range', range: [1, 2], target: 'status' }, counted),
    `error experiment.answer-breaks ${tolerance}`,
    0,
  ],
  [
    judged({ type: 'jsonpath', path: '$.x' }, counted),
    `warning experiment.answer-no-parts ${tolerance}`,
    0,
  ],
];

const brief = ({ severity, code, pointer }: Problem) => `${severity} ${code} ${pointer}`;
const validate = (text: string, format: Format) =>
  validateExperiment(parseExperiment(text, format), catalogue);
const writers: [Format, (experiment: Json) => string][] = [
  ['json', (experiment) => JSON.stringify(experiment, null, 2)],
  ['json', (experiment) => JSON.stringify(experiment)],
  ['yaml', (experiment) => stringify(experiment, null, { aliasDuplicateObjects: false })],
  ['yaml', (experiment) => JSON.stringify(experiment, null, 2)],
];

/** The text with the edits of a fix made. */
function mended(document: ParsedDocument, { edits }: Fix): string {
  const lines = document.text.split('\n');
  const offset = ({ line, character }: Edit['range']['start']) =>
    lines.slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + character;
  return edits
    .map(({ range, newText }) => [offset(range.start), offset(range.end), newText] as const)
    .sort(([left], [right]) => right - left)
    .reduce(
      (text, [start, end, newText]) => text.slice(0, start) + newText + text.slice(end),
      document.text,
    );
}

for (const [experiment, expected, fixes] of table) {
  const name = expected.split(' ').slice(1).join(' ');
  test(`${name} is found and mended alike in JSON and YAML`, () => {
    for (const [format, write] of writers) {
      const document = parseExperiment(write(experiment), format);
      const problems = validateExperiment(document, catalogue);
      const problem = problems.find((each) => brief(each) === expected);
      assert.ok(problem, `${expected}\n${problems.map(brief).join('\n')}\n${document.text}`);
      const found = problem.fixes?.() ?? [];
      assert.equal(found.length, fixes, `${format}\n${document.text}`);
      for (const fix of found) {
        const text = mended(document, fix);
        const left = validate(text, format).map(brief);
        assert.ok(!left.includes(expected), text);
        const before = problems.map(brief);
        const worse = left.filter((each) => each.startsWith('error') && !before.includes(each));
        assert.deepEqual(worse, [], text);
      }
    }
  });
}
