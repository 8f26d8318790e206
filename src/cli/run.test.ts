import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { appears, bench, experiment, journalOf, node, wanting } from './testing.ts';

const { place, start, chaos, remove } = await bench();
after(remove);

test('a completed run: exit code 0, the lines of chaos, the journal', async () => {
  const cwd = await place(experiment({ 'steady-state-hypothesis': wanting(3) }));
  const { code, out, err } = await chaos(cwd, 'run', 'experiment.json');
  assert.equal(code, 0, err);
  assert.match(err, /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d INFO\] Running experiment: a title$/m);
  assert.match(err, /INFO\] Experiment ended with status: completed$/m);
  assert.match(out, /hypothesis held/i);
  const journal = await journalOf(cwd);
  assert.equal(journal['status'], 'completed');
  assert.equal(journal['deviated'], false);
  const [id = ''] = await readdir(join(cwd, 'state', 'runs'));
  const events = await readFile(join(cwd, 'state', 'runs', id, 'events.jsonl'), 'utf8');
  const started = events.split('\n').find((line) => line.includes('"run-started"')) ?? '';
  const { source, file } = JSON.parse(started);
  assert.deepEqual([source, file], ['experiment.json', join(cwd, 'experiment.json')]);
});

test('a deviated run: exit code 1 and words that say what stopped holding', async () => {
  const marker = "require('fs').existsSync('gone') ? process.exit(1) : process.exit(3)";
  const cwd = await place(
    experiment({
      'steady-state-hypothesis': {
        title: 'steady',
        probes: [{ type: 'probe', name: 'still there', tolerance: 3, provider: node(marker) }],
      },
      method: [
        {
          type: 'action',
          name: 'break it',
          provider: node("require('fs').writeFileSync('gone','')"),
        },
      ],
    }),
  );
  const { code, out } = await chaos(cwd, 'run', 'experiment.json', '--journal-path', 'sub/j.json');
  assert.equal(code, 1);
  assert.match(out, /still there/);
  assert.equal((await journalOf(cwd, 'sub/j.json'))['deviated'], true);
});

test('variables from options and files reach the run', async () => {
  const cwd = await place(
    experiment({
      configuration: { a: 'x', b: 'x', c: 'x' },
      method: [
        {
          type: 'action',
          name: 'print',
          provider: {
            type: 'process',
            path: process.execPath,
            arguments: ['-p', '"${a} ${b} ${c}"'],
          },
        },
      ],
    }),
  );
  await writeFile(join(cwd, 'vars.json'), '{"configuration": {"a": "file", "b": "file"}}');
  const { code, err } = await chaos(
    cwd,
    'run',
    'experiment.json',
    '--var-file',
    'vars.json',
    '--var',
    'b:int=5',
  );
  assert.equal(code, 0, err);
  const [entry] = (await journalOf(cwd))['run'] as { output: { stdout: string } }[];
  assert.match(entry?.output.stdout ?? '', /^(file|x) 5 x\s*$/);
});

test('one Ctrl-C stops: interrupted, with rollbacks only when always', async () => {
  const waiting = "require('fs').writeFileSync('started','');setTimeout(()=>{},1e6)";
  const rollbacks = [{ type: 'action', name: 'back', provider: node('console.log(2)') }];
  for (const [strategy, played] of [
    ['default', 0],
    ['always', 1],
  ] as const) {
    const cwd = await place(
      experiment({ method: [{ type: 'action', name: 'w', provider: node(waiting) }], rollbacks }),
    );
    const { child, ended } = start(cwd, [
      'run',
      'experiment.json',
      '--rollback-strategy',
      strategy,
    ]);
    await appears(join(cwd, 'started'), ended);
    child.kill('SIGINT');
    const { code, err } = await ended;
    assert.equal(code, 1, err);
    const journal = await journalOf(cwd);
    assert.equal(journal['status'], 'interrupted');
    assert.deepEqual(journal['interruption'], {
      kind: 'signal',
      name: 'SIGINT',
      reason: 'received SIGINT',
    });
    assert.equal((journal['rollbacks'] as unknown[]).length, played);
  }
});

test('a second Ctrl-C ends a rollback that hangs', async () => {
  const waiting = (file: string) =>
    node(`require('fs').writeFileSync('${file}','');setTimeout(()=>{},1e6)`);
  const cwd = await place(
    experiment({
      method: [{ type: 'action', name: 'w', provider: waiting('started') }],
      rollbacks: [{ type: 'action', name: 'back', provider: waiting('rolling') }],
    }),
  );
  const { child, ended } = start(cwd, ['run', 'experiment.json', '--rollback-strategy', 'always']);
  await appears(join(cwd, 'started'), ended);
  child.kill('SIGINT');
  await appears(join(cwd, 'rolling'), ended);
  child.kill('SIGINT');
  assert.equal((await ended).code, 1);
  assert.equal((await journalOf(cwd))['status'], 'interrupted');
});

/** Bad input: what is wrong, and words that its message must hold. */
const bad: [string, string | object, string, RegExp][] = [
  ['malformed', '{"title": "x",\n "method": [}', 'experiment.json', /experiment\.json:2:\d+: /],
  ['empty', '', 'experiment.json', /experiment\.json:1:1: /],
  [
    'an unknown activity',
    experiment({
      method: [
        {
          type: 'action',
          name: 'x',
          provider: { type: 'python', module: 'chaosk8s.pod.actions', func: 'terminate_pod' },
        },
      ],
    }),
    'experiment.json',
    /terminate_pod.*terminate_pods/,
  ],
  [
    'a wrong argument',
    experiment({
      method: [
        {
          type: 'action',
          name: 'x',
          provider: {
            type: 'python',
            module: 'chaosk8s.pod.actions',
            func: 'terminate_pods',
            arguments: { label_selector: 'app=x', quantity: 1 },
          },
        },
      ],
    }),
    'experiment.json',
    /experiment\.json:\d+:\d+: .*quantity/,
  ],
  ['no such format', 'title = 1', 'experiment.toml', /experiment\.toml.*\.json/],
];

for (const [what, text, name, message] of bad) {
  test(`${what} is refused with its place, and nothing runs`, async () => {
    const cwd = await place(text, name);
    const { code, err } = await chaos(cwd, 'run', name);
    assert.equal(code, 1);
    assert.match(err, message);
    assert.doesNotMatch(err, /mistake in Chaos Workbench|at .*\.ts:\d+/);
    assert.equal(existsSync(join(cwd, 'journal.json')), false);
  });
}

test('a journal that has no place is kept in the state folder, and the message says where', async () => {
  const cwd = await place(experiment());
  await mkdir(join(cwd, 'taken'));
  const { code, err } = await chaos(cwd, 'run', 'experiment.json', '--journal-path', 'taken');
  assert.equal(code, 1);
  const kept = /kept in (.+journal\.json)/.exec(err)?.[1];
  assert.equal(JSON.parse(await readFile(kept ?? '', 'utf8')).status, 'completed');
});

test('without a place for its record a run does not start', async () => {
  const cwd = await place(experiment());
  await writeFile(join(cwd, 'state'), 'a file where the folder should be');
  const { code, err } = await chaos(cwd, 'run', 'experiment.json');
  assert.equal(code, 1);
  assert.match(err, /can’t be used.*CHAOS_WORKBENCH_STATE/s);
  assert.equal(existsSync(join(cwd, 'journal.json')), false);
});

test('usage errors end with 2, help and version with 0', async () => {
  const cwd = await place(experiment());
  assert.equal((await chaos(cwd, 'run')).code, 2);
  assert.equal((await chaos(cwd)).code, 2);
  assert.match((await chaos(cwd, 'run', '--help')).out, /--journal-path/);
  assert.match((await chaos(cwd, '--version')).out, /^chaos-workbench, version \d+\.\d+\.\d+\n$/);
});

test('validate prints every problem, and says when there is none', async () => {
  const broken = experiment({ method: [{ type: 'prob', name: 'x' }, { name: 'y' }] });
  const first = await chaos(await place(broken), 'validate', 'experiment.json');
  assert.equal(first.code, 1);
  assert.ok(first.err.trim().split('\n').length >= 2, first.err);
  const second = await chaos(await place(experiment()), 'validate', 'experiment.json');
  assert.deepEqual([second.code, second.out], [0, 'experiment syntax and semantic look valid\n']);
});
