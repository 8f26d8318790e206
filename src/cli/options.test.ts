import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { bench, experiment, journalOf, node, wanting } from './testing.ts';

const { place, chaos, remove } = await bench();
after(remove);

const touch = node("require('node:fs').writeFileSync('played', '')");

const touching = (extra: object = {}) =>
  experiment({ method: [{ type: 'action', name: 'touch', provider: touch }], ...extra });

/** Nothing was played, and nothing was written. */
function assertNothingDone(cwd: string): void {
  assert.equal(existsSync(join(cwd, 'played')), false);
  assert.equal(existsSync(join(cwd, 'journal.json')), false);
}

/** A server whose every answer is a text of a type. */
async function serving(t: TestContext, status: number, type: string, text: string) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(status, { 'content-type': type, connection: 'close' });
    response.end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return { asked, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const yaml = `title: from YAML
description: the same in another form
method:
  - type: action
    name: touch
    provider:
      type: process
      path: ${JSON.stringify(process.execPath)}
      arguments: ["-e", "require('node:fs').writeFileSync('played', '')"]
`;

const badValues: [string, string[], RegExp][] = [
  ['a variable without a value', ['--var', 'nothing'], /“nothing”.*--var name=value/],
  ['a value of another type', ['--var', 'a:int=x'], /--var: .*“a”.*int.*“x”/],
  ['a type there is none of', ['--var', 'a:foo=x'], /--var: .*“a”.*“foo”.*str, int, float/],
  ['a variable file that is not there', ['--var-file', 'no.json'], /--var-file: .*"no\.json"/],
  ['a strategy there is none of', ['--rollback-strategy', 'soon'], /“soon”.*deviated/],
];

for (const [what, args, message] of badValues) {
  test(`${what} is a usage error, and nothing runs`, async () => {
    const cwd = await place(touching({ configuration: { a: 'x' } }));
    const { code, err, out } = await chaos(cwd, 'run', 'experiment.json', ...args);
    assert.equal(code, 2, err);
    assert.match(err, message);
    assert.equal(err.trim().split('\n').length, 1, err);
    assert.equal(out, '');
    assertNothingDone(cwd);
  });
}

const badFiles: [string, string, string, RegExp][] = [
  ['a configuration that is no object', 'v.json', '{"configuration": 5}', /v\.json.*configuration/],
  ['a line without =', 'v.env', 'A=1\nB', /[Ll]ine 2.*v\.env|v\.env.*line 2/],
];

for (const [what, name, text, message] of badFiles) {
  test(`in a variable file, ${what} is refused, and nothing runs`, async () => {
    const cwd = await place(touching());
    await writeFile(join(cwd, name), text);
    const { code, err } = await chaos(cwd, 'run', 'experiment.json', '--var-file', name);
    assert.equal(code, 1, err);
    assert.match(err, message);
    assertNothingDone(cwd);
  });
}

test('a variable file that is not well formed is left out with its place, as in chaos', async () => {
  const cwd = await place(touching());
  await writeFile(join(cwd, 'v.json'), '{\n  "configuration": }');
  const { code, err } = await chaos(cwd, 'run', 'experiment.json', '--var-file', 'v.json');
  assert.equal(code, 0, err);
  assert.match(err, /v\.json.*line 2, column 20/);
  assert.equal(existsSync(join(cwd, 'played')), true);
});

test('a YAML file is run and validated like its JSON', async () => {
  const cwd = await place(yaml, 'experiment.yaml');
  const valid = await chaos(cwd, 'validate', 'experiment.yaml');
  assert.equal(valid.code, 0, valid.err);
  const { code, err } = await chaos(cwd, 'run', 'experiment.yaml');
  assert.equal(code, 0, err);
  assert.match(err, /INFO\] Running experiment: from YAML$/m);
  assert.equal(existsSync(join(cwd, 'played')), true);
  const { title } = (await journalOf(cwd))['experiment'] as { title: string };
  assert.equal(title, 'from YAML');
});

test('an experiment from an address runs in the current folder', async (t) => {
  for (const [type, text] of [
    ['application/json; charset=utf-8', JSON.stringify(touching())],
    ['application/x-yaml', yaml],
    ['text/plain', yaml],
  ] as const) {
    const { base, asked } = await serving(t, 200, type, text);
    const cwd = await place('');
    const { code, err } = await chaos(cwd, 'run', `${base}/some/experiment?x=1`);
    assert.equal(code, 0, err);
    assert.deepEqual(asked, ['/some/experiment?x=1']);
    assert.equal(existsSync(join(cwd, 'played')), true);
    assert.equal((await journalOf(cwd))['status'], 'completed');
  }
});

test('an address that gives no experiment is refused by name', async (t) => {
  const refused = async (url: string, message: RegExp) => {
    const cwd = await place('');
    const { code, err } = await chaos(cwd, 'run', url);
    assert.equal(code, 1);
    assert.ok(err.includes(url), err);
    assert.match(err, message);
    assertNothingDone(cwd);
  };
  const missing = await serving(t, 404, 'text/plain', 'no such page');
  await refused(`${missing.base}/x`, /404.*no such page/);
  const page = await serving(t, 200, 'text/html', '<html>');
  await refused(`${page.base}/x`, /text\/html.*JSON, YAML/);
  const broken = await serving(t, 200, 'application/json', '{\n  "title": }');
  await refused(`${broken.base}/x`, /\/x:2:\d+: error/);
});

/** Statuses of the method's activities and of the hypothesis's first probes. */
async function statuses(cwd: string): Promise<string[]> {
  const journal = (await journalOf(cwd)) as unknown as {
    steady_states: { before: { probes: { status: string }[] } };
    run: { status: string }[];
  };
  return [...journal.steady_states.before.probes, ...journal.run].map(({ status }) => status);
}

test('a dry run leaves out what it says and tells so', async () => {
  for (const [dry, played] of [
    ['activities', false],
    ['actions', false],
    ['probes', true],
    ['pause', true],
  ] as const) {
    const cwd = await place(touching({ 'steady-state-hypothesis': wanting(3) }));
    const { code, err } = await chaos(cwd, 'run', 'experiment.json', '--dry', dry);
    assert.equal(code, 0, err);
    assert.match(err, new RegExp(`WARNING\\] Running experiment with dry ${dry}$`, 'm'));
    assert.equal(existsSync(join(cwd, 'played')), played, dry);
    assert.equal((await journalOf(cwd))['dry'] ?? dry, dry);
    assert.equal((await statuses(cwd)).length, 2);
  }
});

test('without validation a flawed experiment runs, an unreadable one does not', async () => {
  const { description: _, ...flawed } = touching();
  const cwd = await place(flawed);
  const refused = await chaos(cwd, 'run', 'experiment.json');
  assert.equal(refused.code, 1);
  assert.match(refused.err, /experiment\.json:1:1: error: .*description/);
  assertNothingDone(cwd);
  const { code, err } = await chaos(cwd, 'run', 'experiment.json', '--no-validation');
  assert.equal(code, 0, err);
  assert.doesNotMatch(err, /Validating|looks valid/);
  assert.equal(existsSync(join(cwd, 'played')), true);
  const torn = await place('{"title": ');
  const { code: second } = await chaos(torn, 'run', 'experiment.json', '--no-validation');
  assert.equal(second, 1);
  assertNothingDone(torn);
});

test('log lines as JSON carry what readers of chaos expect', async () => {
  const cwd = await place(touching());
  const { err } = await chaos(cwd, '--log-format', 'json', 'run', 'experiment.json');
  const lines = err
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    lines.slice(0, 3).map(({ levelname, message }) => [levelname, message]),
    [
      ['INFO', "Validating the experiment's syntax"],
      ['INFO', 'Experiment looks valid'],
      ['INFO', 'Running experiment: a title'],
    ],
  );
  const keys = [
    'process',
    'asctime',
    'levelname',
    'module',
    'lineno',
    'message',
    'context_id',
    'timestamp',
  ];
  for (const line of lines) {
    assert.deepEqual(Object.keys(line), keys);
    assert.match(String(line['timestamp']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
    assert.match(String(line['context_id']), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  }
  assert.equal(new Set(lines.map((line) => line['context_id'])).size, 1);
});

test('the log file has debug lines unless told otherwise, and is appended to', async () => {
  const cwd = await place(touching({ 'steady-state-hypothesis': wanting(3) }));
  const run = (...args: string[]) =>
    chaos(cwd, 'run', 'experiment.json', '--log-file', 'run.log', ...args);
  const { err } = await run();
  assert.doesNotMatch(err, /DEBUG/);
  const first = await readFile(join(cwd, 'run.log'), 'utf8');
  assert.match(first, /^\[[\d: -]+ DEBUG\] /m);
  assert.match(first, /INFO\] Experiment ended with status: completed\n$/);
  await run('--log-file-level', 'error');
  assert.equal(await readFile(join(cwd, 'run.log'), 'utf8'), first);
  await run('--no-log-file');
  assert.equal(await readFile(join(cwd, 'run.log'), 'utf8'), first);
  const nowhere = await chaos(cwd, 'run', 'experiment.json', '--log-file', 'no/run.log');
  assert.equal(nowhere.code, 1);
  assert.match(nowhere.err, /log file .*no.run\.log.*--log-file/);
});

test('change-dir is where source, journal, log and activities start from', async () => {
  const cwd = await place('');
  await mkdir(join(cwd, 'sub'));
  await writeFile(join(cwd, 'sub', 'e.json'), JSON.stringify(touching()));
  const args = ['--change-dir', 'sub', '--log-file', 'run.log', 'run', 'e.json'];
  const { code, err } = await chaos(cwd, ...args);
  assert.equal(code, 0, err);
  for (const name of ['played', 'journal.json', 'run.log']) {
    assert.equal(existsSync(join(cwd, 'sub', name)), true, name);
  }
  const missing = await chaos(cwd, '--change-dir', 'nope', 'run', 'e.json');
  assert.equal(missing.code, 1);
  assert.match(missing.err, /nope.*can’t be entered.*--change-dir/);
});

test('strategies: the command line beats the experiment, which replaces the settings', async () => {
  const settings =
    'runtime:\n  hypothesis:\n    strategy: skip\n  rollbacks:\n    strategy: always\n';
  const run = async (extra: object, ...args: string[]) => {
    const cwd = await place(touching({ 'steady-state-hypothesis': wanting(3), ...extra }));
    await writeFile(join(cwd, 'settings.yaml'), settings);
    const all = ['--settings', 'settings.yaml', 'run', 'experiment.json', ...args];
    const { code, err } = await chaos(cwd, ...all);
    assert.equal(code, 0, err);
    const strategy = (of: string) => new RegExp(`${of} strategy: (\\S+)$`, 'm').exec(err)?.[1];
    const asked = /Steady state hypothesis: steady$/m.test(err);
    return [strategy('Steady-state'), strategy('Rollbacks'), asked];
  };
  assert.deepEqual(await run({}), ['skip', 'always', false]);
  const runtime = { rollbacks: { strategy: 'deviated' } };
  assert.deepEqual(await run({ runtime }), ['default', 'deviated', true]);
  const args = ['--hypothesis-strategy', 'default', '--rollback-strategy', 'never'];
  assert.deepEqual(await run({ runtime }, ...args), ['default', 'never', true]);
  assert.deepEqual(await run({}, ...args), ['default', 'never', true]);
});

test('settings that can’t be read are left out with a reason, missing ones silently', async () => {
  const cwd = await place(touching());
  await writeFile(join(cwd, 'settings.yaml'), 'runtime:\n  a: [\n');
  const broken = await chaos(cwd, '--settings', 'settings.yaml', 'run', 'experiment.json');
  assert.equal(broken.code, 0, broken.err);
  assert.match(broken.err, /settings\.yaml.*left out: line \d/);
  const missing = await chaos(cwd, '--settings', 'no.yaml', 'run', 'experiment.json');
  assert.equal(missing.code, 0);
  assert.doesNotMatch(missing.err, /no\.yaml/);
});
