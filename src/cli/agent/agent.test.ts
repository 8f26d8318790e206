import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { bench, experiment, wanting } from '../testing.ts';

const { place, chaos, remove } = await bench();
after(remove);

test('a program reads one report and the progress, and neither holds a secret', async () => {
  const cwd = await place(
    experiment({
      secrets: { group: { token: 'canary-token' } },
      'steady-state-hypothesis': wanting(3),
      method: [
        {
          type: 'action',
          name: 'lost',
          provider: { type: 'http', url: 'http://127.0.0.1:1/?canary-token' },
        },
      ],
    }),
  );
  const args = ['run', 'experiment.json', '--output', 'agent', '--events-file', 'progress.jsonl'];
  const { code, out, err } = await chaos(cwd, ...args);
  assert.equal(code, 0, err);
  const report = JSON.parse(out);
  assert.deepEqual([report.outcome, report.conclusive], ['passed', false]);
  assert.deepEqual(
    report.warnings.map((warning: { code: string }) => warning.code),
    ['method-activity-failed'],
  );
  const progress = await readFile(join(cwd, 'progress.jsonl'), 'utf8');
  const types = progress
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).type);
  assert.deepEqual([types[0], types.at(-1)], ['run-started', 'run-finished']);
  assert.match(progress, /\*\*\*/);
  assert.doesNotMatch(out + err + progress, /canary/);
  assert.match(err, /^completed: /m);
});

test('a progress file that can’t be written keeps the run from starting', async () => {
  const cwd = await place(experiment());
  const file = join('none', 'progress.jsonl');
  const { code, out, err } = await chaos(cwd, 'run', 'experiment.json', '--events-file', file);
  assert.equal(code, 1);
  assert.match(err, /progress\.jsonl can’t be written/);
  assert.equal(out, '');
});
