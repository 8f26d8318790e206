import assert from 'node:assert/strict';
import { existsSync, linkSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { realText } from '../report/testing/fixtures.ts';
import { bench, experiment, node, wanting } from './testing.ts';

const { place, chaos, remove } = await bench();
after(remove);

test('a run’s journal becomes a page beside it, or Markdown', async () => {
  const secret = 'hush-hush-4711';
  const cwd = await place(
    experiment({
      secrets: { group: { token: secret } },
      'steady-state-hypothesis': wanting(3),
      method: [
        {
          type: 'action',
          name: 'print',
          secrets: ['group'],
          provider: { ...node('console.log(process.argv[1])'), arguments: '-p 1 ${token}' },
        },
      ],
    }),
  );
  const { code } = await chaos(cwd, 'run', 'experiment.json');
  assert.equal(code, 0);
  const made = await chaos(cwd, 'report', 'journal.json');
  assert.equal(made.code, 0, made.err);
  assert.equal(made.out, `Report: ${join(cwd, 'journal.html')}\n`);
  const page = await readFile(join(cwd, 'journal.html'), 'utf8');
  assert.match(
    page,
    /^<!doctype html>[\s\S]*<h1 id="r1">a title<\/h1>[\s\S]*The hypothesis held\./,
  );
  const markdown = await chaos(cwd, 'report', 'journal.json', '--export-format=markdown');
  assert.equal(markdown.out, `Report: ${join(cwd, 'journal.md')}\n`);
  const text = await readFile(join(cwd, 'journal.md'), 'utf8');
  assert.match(text, /^# a title\n/);
  const journal = await readFile(join(cwd, 'journal.json'), 'utf8');
  const times = (whole: string) => whole.split(secret).length;
  assert.ok(times(page) <= times(journal) && times(text) <= times(journal));
});

const touched = "require('node:fs').existsSync('touched') ? 1 : 3";
const broken = {
  type: 'action',
  name: 'broken',
  provider: { type: 'http', url: 'http://127.0.0.1:1' },
};

for (const [what, extra, status] of [
  ['holds', { 'steady-state-hypothesis': wanting(3) }, 'completed'],
  ['has a gate that is not met', { 'steady-state-hypothesis': wanting(4) }, 'completed'],
  ['injects nothing', { method: [broken] }, 'completed'],
  [
    'deviates',
    {
      'steady-state-hypothesis': {
        title: 'steady',
        probes: [
          {
            type: 'probe',
            name: 'exits',
            tolerance: 3,
            provider: node(`process.exit(${touched})`),
          },
        ],
      },
      method: [
        {
          type: 'action',
          name: 'touch',
          provider: node("require('node:fs').writeFileSync('touched', '')"),
        },
      ],
    },
    'completed, deviated',
  ],
] as const) {
  test(`a report says of a run that ${what} what the run itself has said`, async () => {
    const cwd = await place(experiment(extra));
    const { out } = await chaos(cwd, 'run', 'experiment.json');
    const [said, sentence = ''] = out.trim().split(/: (.*)/s);
    assert.equal(said, status, out);
    const report = await chaos(cwd, 'report', 'journal.json', '--output', '-');
    const verdict = /<div class="verdict[\s\S]*?<\/div>/.exec(report.out)?.[0] ?? '';
    const text = verdict.replace(/<[^>]+>/g, '').replaceAll('&quot;', '"');
    assert.ok(text.includes(sentence), `${text} has not: ${sentence}`);
    assert.ok(text.includes(`Chaos Toolkit status: ${status}`), text);
  });
}

test('several journals of the real Chaos Toolkit make one report, on the terminal too', async () => {
  const cwd = await place(realText('deviated'), 'one.json');
  await writeFile(join(cwd, 'two.json'), realText('nothing'));
  const args = ['report', 'one.json', 'two.json', '--output'];
  const shown = await chaos(cwd, ...args, '-', '--export-format', 'markdown');
  assert.equal(shown.code, 0, shown.err);
  assert.match(shown.out, /^# Report of 2 runs\n/);
  const { code, out } = await chaos(cwd, ...args, 'all.html');
  assert.deepEqual([code, out], [0, `Report: ${join(cwd, 'all.html')}\n`]);
  assert.equal(existsSync(join(cwd, 'one.html')), false);
});

test('a journal that can’t be read, is broken or would be written over ends in a sentence', async () => {
  const text = realText('deviated');
  const cwd = await place(text, 'journal.json');
  await writeFile(join(cwd, 'cut.json'), text.slice(0, 2000));
  linkSync(join(cwd, 'journal.json'), join(cwd, 'same.json'));
  for (const [args, message] of [
    [['none.json'], /^none\.json can’t be read: ENOENT/],
    [['journal.json', 'cut.json'], /^cut\.json:\d+:\d+: the journal ends in the middle/],
    [['journal.json', '--output', 'same.json'], /take the place of the journal .*same\.json/],
    [['journal.json', '--output', 'no/x.html'], /can’t be written to .*x\.html: ENOENT/],
  ] as const) {
    const { code, out, err } = await chaos(cwd, 'report', ...args);
    assert.deepEqual([code, out], [1, ''], err);
    assert.match(err, message);
    assert.equal(err.trim().split('\n').length, 1, err);
  }
  assert.equal(await readFile(join(cwd, 'journal.json'), 'utf8'), text);
  assert.equal(existsSync(join(cwd, 'journal.html')), false);
});

test('a report needs a journal, and one of its forms', async () => {
  const cwd = await place('');
  assert.equal((await chaos(cwd, 'report')).code, 2);
  const { code, err } = await chaos(cwd, 'report', 'j.json', '--export-format', 'pdf');
  assert.equal(code, 2);
  assert.match(err, /html, markdown/);
});
