import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { appears, type Bench, bench, experiment, node } from '../testing.ts';

const { place, start, remove } = await bench();
after(remove);

const outputs = ['--junit', 'out/junit.xml', '--sarif', 'out/found.sarif'];

/** A command with all outputs, as on GitHub. */
async function inPipeline(
  cwd: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Awaited<ReturnType<Bench['chaos']>> & Written> {
  const given = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(cwd, 'summary.md'), ...env };
  const ended = await start(cwd, [...args, ...outputs], given).ended;
  return { ...ended, ...(await written(cwd)) };
}

interface Written {
  junit: string;
  /** `group/name result` of every case. */
  cases: string[];
  sarif: { level: string; ruleId: string; text: string; line: number; uri: string }[];
  exitCode: number;
  summary: string;
}

async function written(cwd: string): Promise<Written> {
  const read = (name: string) => readFile(join(cwd, name), 'utf8');
  const junit = await read('out/junit.xml');
  const log = JSON.parse(await read('out/found.sarif'));
  const [run] = log.runs;
  return {
    junit,
    cases: casesOf(junit),
    sarif: run.results.map((result: SarifResult) => ({
      level: result.level,
      ruleId: result.ruleId,
      text: result.message.text,
      line: result.locations[0]?.physicalLocation.region.startLine,
      uri: result.locations[0]?.physicalLocation.artifactLocation.uri,
    })),
    exitCode: run.invocations[0].exitCode,
    summary: await read('summary.md'),
  };
}

interface SarifResult {
  level: string;
  ruleId: string;
  message: { text: string };
  locations: {
    physicalLocation: { region: { startLine: number }; artifactLocation: { uri: string } };
  }[];
}

/** Reads the XML, which must be well-formed, with counters that are right. */
function casesOf(xml: string): string[] {
  const open: string[] = [];
  const cases: string[] = [];
  const body = xml.replace(/^<\?xml [^?]*\?>\n/, '');
  assert.doesNotMatch(body.replace(/<[^<>]*>/g, ''), /\S/);
  for (const [, close, name, attributes = '', self] of body.matchAll(
    /<(\/?)([a-z]+)((?: [a-z]+="[^"<>]*")*)(\/?)>/g,
  )) {
    if (close) {
      assert.equal(open.pop(), name);
      continue;
    }
    const value = (key: string) => new RegExp(` ${key}="([^"]*)"`).exec(attributes)?.[1];
    if (name === 'testcase') {
      cases.push(`${value('classname')}/${value('name')} passed`);
    } else if (open.at(-1) === 'testcase') {
      cases.push(`${cases.pop()?.replace(/ passed$/, '')} ${name}`);
    }
    if (!self) {
      open.push(name ?? '');
    }
  }
  assert.deepEqual(open, []);
  const count = (name: string) => cases.filter((each) => each.endsWith(` ${name}`)).length;
  const counters = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
  assert.ok(xml.includes(`<testsuites name="chaos-workbench" ${counters}`), xml);
  return cases;
}

const annotations = (out: string) => out.split('\n').filter((line) => line.startsWith('::'));

const marker = "process.exit(require('fs').existsSync('gone') ? 1 : 3)";
const steady = {
  title: 'steady',
  probes: [{ type: 'probe', name: 'still <there>', tolerance: 3, provider: node(marker) }],
};
const breaking = {
  type: 'action',
  name: 'break it',
  provider: node("require('fs').writeFileSync('gone', '')"),
};
const failing = {
  type: 'action',
  name: 'no address',
  provider: { type: 'http', url: 'http://127.0.0.1:1/' },
};

test('a good run passes everywhere, and what it passed over is only a warning', async () => {
  const cwd = await place(experiment({ 'steady-state-hypothesis': steady, method: [failing] }));
  const found = await inPipeline(cwd, ['run', 'experiment.json']);
  assert.equal(found.code, 0, found.err);
  assert.deepEqual(found.cases, [
    'run/verdict passed',
    'before/still &lt;there&gt; passed',
    'method/no address skipped',
    'after/still &lt;there&gt; passed',
  ]);
  const [only, ...more] = found.sarif;
  assert.deepEqual(more, []);
  assert.deepEqual(
    [only?.level, only?.ruleId, only?.uri],
    ['warning', 'run.failed', 'experiment.json'],
  );
  assert.match(only?.text ?? '', /“no address” failed: failed to connect/);
  assert.match(annotations(found.out).join(), /^::warning file=experiment\.json,line=\d+,/);
  assert.match(found.summary, /^# a title/);
});

test('--strict turns what the verdict hides into a failure', async () => {
  const cwd = await place(experiment({ method: [failing] }));
  const found = await inPipeline(cwd, ['run', 'experiment.json', '--strict']);
  assert.equal(found.code, 1);
  assert.equal(found.exitCode, 1);
  assert.deepEqual(found.cases, ['run/verdict failure', 'method/no address error']);
  assert.deepEqual(
    found.sarif.map(({ level, ruleId }) => [level, ruleId]),
    [
      ['error', 'run.verdict'],
      ['error', 'run.failed'],
    ],
  );
});

test('a run that deviates fails at the probe, with its place', async () => {
  const cwd = await place(experiment({ 'steady-state-hypothesis': steady, method: [breaking] }));
  const found = await inPipeline(cwd, ['run', 'experiment.json']);
  assert.equal(found.code, 1);
  assert.deepEqual(found.cases, [
    'run/verdict failure',
    'before/still &lt;there&gt; passed',
    'method/break it passed',
    'after/still &lt;there&gt; failure',
  ]);
  const text = await readFile(join(cwd, 'experiment.json'), 'utf8');
  const line = text.slice(0, text.indexOf('"type": "probe"')).split('\n').length - 1;
  const probe = found.sarif.find(({ ruleId }) => ruleId === 'run.not-met');
  assert.deepEqual([probe?.level, probe?.line], ['error', line]);
  assert.match(found.summary, /still/);
});

test('an invalid experiment has an annotation for every problem, and no test passes', async () => {
  for (const command of ['validate', 'run']) {
    const cwd = await place({ title: 'a, b: 100%', method: [{ type: 'action', name: 'x' }] });
    const found = await inPipeline(cwd, [command, 'experiment.json']);
    assert.equal(found.code, 1, found.err);
    const errors = found.sarif.filter(({ level }) => level === 'error');
    assert.ok(errors.length >= 2);
    assert.equal(found.cases.length, errors.length);
    assert.ok(found.cases.every((each) => each.endsWith(' failure')));
    assert.equal(annotations(found.out).length, found.sarif.length);
    assert.match(annotations(found.out)[0] ?? '', /^::error file=experiment\.json,line=1,/);
    assert.match(found.summary, /❌/);
  }
});

test('a sound experiment is one test that passed', async () => {
  const cwd = await place(experiment());
  const found = await inPipeline(cwd, ['validate', 'experiment.json']);
  assert.equal(found.code, 0);
  assert.deepEqual(found.cases, ['validate/valid passed']);
  assert.deepEqual(found.sarif, []);
  assert.deepEqual(annotations(found.out), []);
});

test('what could not even start is a failure too', async () => {
  const cwd = await place(experiment());
  const found = await inPipeline(cwd, ['run', 'none.json']);
  assert.equal(found.code, 1);
  assert.deepEqual(found.cases, ['validate/run.refused 1:1 failure']);
  assert.match(found.sarif[0]?.text ?? '', /none\.json" does not exist/);
});

test('paths start at the checkout, wherever the command runs', async () => {
  const cwd = await place({ title: 'no method' });
  await writeFile(join(cwd, 'a b.json'), '{}');
  const env = { GITHUB_WORKSPACE: join(cwd, '..') };
  const found = await inPipeline(cwd, ['validate', 'a b.json'], env);
  const folder = cwd.split(/[\\/]/).at(-1);
  assert.equal(found.sarif[0]?.uri, `${folder}/a%20b.json`);
  assert.match(annotations(found.out)[0] ?? '', new RegExp(`^::error file=${folder}/a b\\.json,`));
});

test('no secret is in any of it', async () => {
  const cwd = await place(
    experiment({
      secrets: { group: { token: 'canary-token' } },
      method: [
        {
          type: 'action',
          name: 'no address',
          provider: { type: 'http', url: 'http://127.0.0.1:1/?canary-token' },
        },
      ],
    }),
  );
  const found = await inPipeline(cwd, ['run', 'experiment.json', '--strict']);
  assert.match(found.junit, /127\.0\.0\.1:1\/\?\*\*\*/);
  const texts = [found.junit, JSON.stringify(found.sarif), found.summary, found.out, found.err];
  assert.doesNotMatch(texts.join('\n'), /canary/);
});

test('a file that can’t be written is told, and the run has come to its end', async () => {
  const cwd = await place(experiment());
  await writeFile(join(cwd, 'taken'), '');
  const args = ['run', 'experiment.json', '--junit', join('taken', 'junit.xml')];
  const { code, out, err } = await start(cwd, args).ended;
  assert.equal(code, 1);
  assert.match(out, /^completed: /);
  assert.match(err, /junit\.xml can’t be written/);
});

test('a cancelled job plays its rollbacks and leaves every file', {
  skip: process.platform === 'win32',
}, async () => {
  const touch = (name: string) => node(`require('fs').writeFileSync('${name}', '')`);
  const waiting = node("require('fs').writeFileSync('started', ''); setTimeout(() => {}, 60000)");
  const cwd = await place(
    experiment({
      'steady-state-hypothesis': steady,
      method: [
        { type: 'action', name: 'wait', provider: waiting },
        { type: 'action', name: 'never', provider: touch('never') },
      ],
      rollbacks: [{ type: 'action', name: 'back', provider: touch('back') }],
    }),
  );
  const state = join(cwd, 'artefact');
  const args = ['run', 'experiment.json', '--rollback-strategy', 'always', ...outputs];
  const env = {
    CHAOS_WORKBENCH_STATE: state,
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: join(cwd, 'summary.md'),
  };
  const { child, ended } = start(cwd, args, env);
  await appears(join(cwd, 'started'), ended);
  child.kill('SIGTERM');
  const { code, err } = await ended;
  assert.equal(code, 1, err);
  assert.deepEqual(
    ['never', 'back', 'journal.json'].map((name) => existsSync(join(cwd, name))),
    [false, true, true],
  );
  const found = await written(cwd);
  assert.deepEqual(found.cases, [
    'run/verdict failure',
    'before/still &lt;there&gt; passed',
    'method/wait error',
    'rollbacks/back passed',
  ]);
  assert.match(found.summary, /SIGTERM/);
  const kept = await readdir(state, { recursive: true });
  const names = kept.map((path) => path.split(/[\\/]/).at(-1));
  assert.ok(names.includes('events.jsonl') && names.includes('journal.json'), String(names));
});
