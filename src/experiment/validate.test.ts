import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCatalogue } from '../catalogue/index.ts';
import { kubernetesEntries } from '../catalogue/kubernetes/index.ts';
import type { Problem } from './document.ts';
import type { Json } from './json.ts';
import { parseExperiment } from './parse.ts';
import { problemText } from './problem-text.ts';
import { validateExperiment } from './validate.ts';

const catalogue = createCatalogue(kubernetesEntries);

const http = { type: 'http', url: 'http://localhost/' };
const probe = { type: 'probe', name: 'p', provider: http };
const base = { title: 't', description: 'd', method: [] as Json[] };

function check(experiment: unknown): Problem[] {
  return validateExperiment(
    parseExperiment(JSON.stringify(experiment, null, 1), 'json'),
    catalogue,
  );
}

function python(func: string, args: Json, module = 'chaosk8s.pod.actions'): Json {
  const provider = { type: 'python', module, func, arguments: args };
  return { ...base, method: [{ type: 'action', name: 'a', provider }] };
}

function judged(tolerance: Json, provider: Json = http): Json {
  const probes = [{ type: 'probe', name: 'p', tolerance, provider }];
  return { ...base, 'steady-state-hypothesis': { title: 'h', probes } };
}

const method = (...activities: Json[]): Json => ({ ...base, method: activities });
const brief = ({ severity, code, pointer }: Problem) => `${severity} ${code} ${pointer}`;

/** [what it has, the experiment, problem] */
const table: [Json, string][] = [
  [
    judged({
      type: 'probe',
      name: 'j',
      provider: { type: 'python', module: 'own', func: 'f', arguments: { target: 5 } },
    }),
    'warning experiment.tolerance-value /steady-state-hypothesis/probes/0/tolerance/provider/arguments',
  ],
  [{}, 'error experiment.missing-method '],
  [[], 'error experiment.not-object '],
  [{ ...base, title: '' }, 'error experiment.empty /title'],
  [{ ...base, title: 5 }, 'warning experiment.type-text /title'],
  [{ ...base, tags: ['a', ''] }, 'error experiment.empty /tags/1'],
  [{ ...base, tags: 'abc' }, 'warning experiment.type-list /tags'],
  [{ ...base, method: null }, 'error experiment.type-list /method'],
  [{ ...base, rollbacks: null }, 'error experiment.type-list /rollbacks'],
  [{ ...base, configuration: null }, 'error experiment.type-object /configuration'],
  [
    { ...base, 'steady-state-hypothesis': null },
    'error experiment.type-object /steady-state-hypothesis',
  ],
  [{ ...base, runtime: 'x' }, 'error experiment.type-object /runtime'],
  [
    { ...base, runtime: { hypothesis: { strategy: 'continuous' } } },
    'error experiment.choice-hypothesis-strategy /runtime/hypothesis/strategy',
  ],
  [
    { ...base, runtime: { rollbacks: { strategy: 'alwys' } } },
    'warning experiment.choice-rollback-strategy /runtime/rollbacks/strategy',
  ],
  [{ ...base, rolbacks: [] }, 'warning experiment.key-near /rolbacks'],
  [{ ...base, extensions: [{ name: ' ' }] }, 'error experiment.empty /extensions/0/name'],
  [
    { ...base, controls: [{ name: 'c', provider: { type: 'http', module: 'm' } }] },
    'warning experiment.control-never /controls/0/provider/type',
  ],
  [{ ...base, controls: [{ ref: 'x' }] }, 'error experiment.control-ref /controls/0/ref'],

  [method({}), 'error experiment.activity-empty /method/0'],
  [method({ ...probe, type: 'prob' }), 'error experiment.choice-activity-type /method/0/type'],
  [method({ ...probe, pauses: 5 }), 'error experiment.type-object /method/0/pauses'],
  [
    method({ ...probe, pauses: { before: -1 } }),
    'error experiment.pause-negative /method/0/pauses/before',
  ],
  [
    method({ ...probe, pauses: { before: true } }),
    'warning experiment.pause-boolean /method/0/pauses/before',
  ],
  [
    method({ ...probe, pauses: { after: '5' } }),
    'error experiment.pause-text /method/0/pauses/after',
  ],
  [method({ ...probe, timeout: 5 }), 'warning experiment.timeout-ignored /method/0/timeout'],
  [
    method({ ...probe, tolerance: 200 }),
    'warning experiment.tolerance-ignored /method/0/tolerance',
  ],
  [method({ ...probe, background: 'x' }), 'error experiment.type-boolean /method/0/background'],
  [method({ ...probe, dry: 'x' }), 'warning experiment.dry-ignored /method/0/dry'],
  [method({ ref: 'x' }), 'error experiment.ref-unknown /method/0/ref'],
  [method({ ...probe, name: 'ping' }, { ref: 'pin' }), 'error experiment.ref-near /method/1/ref'],
  [method(probe, probe, { ref: 'p' }), 'warning experiment.ref-ambiguous /method/2/ref'],
  [{ ...base, rollbacks: [{ ref: 'x' }] }, 'error experiment.ref-unknown /rollbacks/0/ref'],
  [
    method({ ...probe, provider: { ...http, url: 'localhost' } }),
    'error experiment.http-url /method/0/provider/url',
  ],
  [
    method({ ...probe, provider: { ...http, headers: { A: 1 } } }),
    'error experiment.http-header /method/0/provider/headers/A',
  ],
  [
    method({ ...probe, provider: { ...http, timeout: '5' } }),
    'error experiment.http-timeout /method/0/provider/timeout',
  ],
  [
    method({ ...probe, provider: { ...http, secrets: ['g'] } }),
    'warning experiment.secrets-undeclared /method/0/provider/secrets/0',
  ],
  [
    method({ ...probe, provider: { type: 'process', path: '~/x' } }),
    'error experiment.process-path-home /method/0/provider/path',
  ],
  [
    method({ ...probe, provider: { type: 'process', path: '${x}' } }),
    'error experiment.process-path-name /method/0/provider/path',
  ],

  [python('terminate_pod', {}), 'error experiment.activity-near /method/0/provider/func'],
  [
    python('scale_deployment', { name: 'a' }, 'chaosk8s.deployment.actions'),
    'error experiment.argument-missing /method/0/provider/arguments',
  ],
  [
    python('terminate_pods', { lable_selector: 'a=b' }),
    'error experiment.argument-near /method/0/provider/arguments/lable_selector',
  ],
  [
    python('terminate_pods', { label_selector: 'a=b', qty: '2' }),
    'warning experiment.argument-whole /method/0/provider/arguments/qty',
  ],
  [
    python('terminate_pods', { label_selector: 'a=b', mode: 'percent' }),
    'warning experiment.argument-choice /method/0/provider/arguments/mode',
  ],
  [
    python('terminate_pods', { label_selector: '' }),
    'warning experiment.unscoped /method/0/provider/arguments',
  ],
  [
    python('terminate_pods', { label_selector: 'a=${nowhere}' }),
    'warning experiment.name-undeclared /method/0/provider/arguments/label_selector',
  ],

  [judged(1.5), 'error experiment.type-tolerance /steady-state-hypothesis/probes/0/tolerance'],
  [judged(null), 'error experiment.type-tolerance /steady-state-hypothesis/probes/0/tolerance'],
  [
    judged('200'),
    'warning experiment.tolerance-quoted /steady-state-hypothesis/probes/0/tolerance',
  ],
  [judged(true), 'warning experiment.tolerance-never /steady-state-hypothesis/probes/0/tolerance'],
  [
    judged([200, 299]),
    'warning experiment.tolerance-membership /steady-state-hypothesis/probes/0/tolerance',
  ],
  [
    judged({ type: 'regx' }),
    'error experiment.choice-tolerance-type /steady-state-hypothesis/probes/0/tolerance/type',
  ],
  [
    judged({ type: 'regex', pattern: 'x' }),
    'error experiment.tolerance-target-missing /steady-state-hypothesis/probes/0/tolerance',
  ],
  [
    judged({ type: 'regex', pattern: 'x', target: 'status' }),
    'error experiment.tolerance-target-type /steady-state-hypothesis/probes/0/tolerance/target',
  ],
  [
    judged({ type: 'range', range: [1], target: 'status' }),
    'error experiment.range-two /steady-state-hypothesis/probes/0/tolerance/range',
  ],
  [
    judged({ type: 'jsonpath', path: '$.${p}', target: 'body' }),
    'error experiment.jsonpath-name /steady-state-hypothesis/probes/0/tolerance/path',
  ],
  [
    judged({ ...probe, provider: { ...http, arguments: {} } }),
    'warning experiment.tolerance-always /steady-state-hypothesis/probes/0/tolerance',
  ],
  [
    judged(probe),
    'error experiment.tolerance-arguments /steady-state-hypothesis/probes/0/tolerance/provider',
  ],

  [
    { ...base, configuration: { a: { type: 'env' } } },
    'error experiment.missing-variable /configuration/a',
  ],
  [
    { ...base, configuration: { a: { type: 'env', key: 'A', env_var_type: 'int', default: 'x' } } },
    'warning experiment.default-type /configuration/a/default',
  ],
  [
    { ...base, secrets: { g: { v: { type: 'vault', key: 'x' } } } },
    'warning experiment.vault-path /secrets/g/v',
  ],
  [{ ...base, secrets: { g: 'x' } }, 'error experiment.type-object /secrets/g'],
];

test('what is wrong is found, as the right kind of problem at the right place', () => {
  for (const [experiment, expected] of table) {
    const found = check(experiment).map(brief);
    assert.ok(found.includes(expected), `${expected}\n${found.join('\n')}`);
  }
});

test('a good experiment has no problems', () => {
  const good = {
    ...base,
    configuration: { app: 'front', wait: 5, url: { type: 'env', key: 'URL', default: 'http://x' } },
    secrets: { g: { token: { type: 'env', key: 'T' } } },
    'steady-state-hypothesis': {
      title: 'h',
      probes: [{ ...probe, tolerance: 200, provider: { ...http, url: '${url}', timeout: [1, 2] } }],
    },
    method: [
      { ref: 'p' },
      {
        type: 'action',
        name: 'a',
        pauses: { after: '${wait}' },
        provider: {
          type: 'python',
          module: 'chaosk8s.pod.actions',
          func: 'terminate_pods',
          arguments: { label_selector: 'app=${app}', qty: 1 },
          secrets: ['g'],
        },
      },
      {
        ...probe,
        name: 'sh',
        provider: { type: 'process', path: 'sh', arguments: '-c "${HOME}"' },
      },
    ],
  };
  assert.deepEqual(check(good), []);
});

test('all problems are reported in the order of the text, in plain words, with fixes', () => {
  const text = `{
  "title": "",
  "method": [
    {"type": "action", "name": "a", "provider": {"type": "python",
      "module": "chaosk8s.pod.actions", "func": "terminate_pod"}}
  ]
}`;
  const problems = validateExperiment(parseExperiment(text, 'json'), catalogue);
  assert.deepEqual(
    problems.map((problem) => problemText(problem, 'f.json')),
    [
      'f.json:1:1: error: The experiment needs a “description”: why it exists and what is expected.',
      'f.json:2:12: error: “title” can’t be empty.',
      'f.json:5:49: error: “chaosk8s.pod.actions.terminate_pod” is not an activity. Did you mean “terminate_pods”?',
    ],
  );
  assert.equal(problems[2]?.fixes?.()[0]?.edits[0]?.newText, '"terminate_pods"');
});

test('a text that breaks off is not blamed for what would follow', () => {
  const problems = validateExperiment(
    parseExperiment('{"title": "t", "method": [', 'json'),
    catalogue,
  );
  assert.ok(problems.length > 0);
  assert.deepEqual(
    problems.filter(({ code }) => !code.startsWith('experiment.json-')),
    [],
  );
});

test('an empty text is no experiment', () => {
  for (const format of ['json', 'yaml'] as const) {
    const [problem] = validateExperiment(parseExperiment('', format), catalogue);
    assert.equal(problem?.code, 'experiment.nothing');
  }
});

test('a huge text full of errors ends, with as many problems as somebody reads', () => {
  const text = `{"title": "t", "description": "d", "method": [${Array(50_000).fill('1').join()}]}`;
  const problems = validateExperiment(parseExperiment(text, 'json'), catalogue);
  assert.equal(problems.length, 2000);
});
