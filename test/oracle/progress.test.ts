import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { isObject, type Json, type JsonObject } from '../../src/experiment/json.ts';
import { breakIt, experiment, rollbacks, sh, untilBroken } from './build.ts';
import { ours } from './commands.ts';
import { type CaseFolder, makeFolder } from './folder.ts';
import { Theirs } from './theirs.ts';

let theirs: Theirs;

before(async () => {
  theirs = await Theirs.start();
});

after(async () => {
  await theirs[Symbol.asyncDispose]();
});

const lost = {
  type: 'action',
  name: 'lost',
  provider: { type: 'http', url: 'http://127.0.0.1:1/', timeout: 1 },
};

const experiments: Record<string, [JsonObject, ...string[]]> = {
  'a run that completes': [experiment({ method: [sh('echo x')] })],
  'a run that deviates': [experiment({ ...untilBroken, method: [breakIt], ...rollbacks })],
  'a hypothesis that is not met before': [
    experiment({
      'steady-state-hypothesis': {
        title: 'h',
        probes: [{ ...sh('exit 1'), type: 'probe', name: 'p', tolerance: [5, 6] }],
      },
      method: [sh('true')],
      ...rollbacks,
    }),
  ],
  'a probe that fails': [
    experiment({
      'steady-state-hypothesis': {
        title: 'h',
        probes: [{ ...lost, type: 'probe', tolerance: 200 }],
      },
      method: [sh('true')],
    }),
  ],
  'an action that fails, and a rollback': [
    experiment({ method: [lost, sh('true')], rollbacks: [{ ...lost, name: 'back' }] }),
  ],
  'a watched hypothesis': [
    experiment({ ...untilBroken, method: [sh('sleep 0.1')] }),
    '--hypothesis-strategy',
    'continuously',
    '--hypothesis-frequency',
    '5',
  ],
  'a dry run': [experiment({ method: [sh('true')], ...rollbacks }), '--dry', 'actions'],
  'a long output': [experiment({ method: [sh('head -c 9000 /dev/zero | tr "\\\\0" x')] })],
  'rollbacks that are never played': [
    experiment({ method: [sh('true')], ...rollbacks }),
    '--rollback-strategy',
    'never',
  ],
};

/** Without times, paths and words, which differ. */
function outline(value: Json, key = ''): Json {
  const words = ['timestamp', 'start', 'end', 'duration', 'error', 'verdict', 'message'];
  if (words.includes(key)) {
    return value === null ? null : typeof value;
  }
  if (typeof value === 'string') {
    return value.replace(/\/tmp\/oracle-\w+\//g, '');
  }
  if (Array.isArray(value)) {
    return value.map((item) => outline(item));
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, outline(item, name)]))
    : value;
}

/** An event as a text, its names in order. */
function inOrder(event: Json): string {
  const members = isObject(event) ? Object.entries(event) : [];
  return JSON.stringify(members.sort(([left], [right]) => (left < right ? -1 : 1)));
}

async function written(folder: CaseFolder, text: string): Promise<[Json, Json[]]> {
  const report: Json = JSON.parse(text.slice(text.indexOf('{\n'), text.lastIndexOf('\n}') + 2));
  const lines = await readFile(join(folder.path, 'events.jsonl'), 'utf8').catch(() => '');
  const events =
    lines.trim() === ''
      ? []
      : lines
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line));
  await rm(join(folder.path, 'events.jsonl'), { force: true });
  await rm(join(folder.path, 'broken'), { force: true });
  return [outline(report), events.map((event) => outline(event))];
}

describe('progress and reports for programs, as the original writes them', () => {
  for (const [name, [each, ...options]] of Object.entries(experiments)) {
    it(name, async () => {
      const [first, second] = await Promise.all([
        makeFolder({ name, experiment: each }, ''),
        makeFolder({ name, experiment: each }, ''),
      ]);
      const common = ['run', '--output', 'agent', '--events-file', 'events.jsonl', ...options];
      try {
        const real = await theirs.command([...common, 'experiment.json'], first);
        const [wantedReport, wantedEvents] = await written(first, real.log);
        const own = await ours([...common, 'experiment.json'], second);
        assert.equal(own.code, real.code, own.err);
        const [report, events] = await written(second, own.out);
        assert.deepEqual(report, wantedReport);
        // What happens at the same time is in an order of its own each time.
        const order = (list: Json[]) =>
          name === 'a watched hypothesis' ? list.map(inOrder).sort() : list;
        assert.deepEqual(order(events), order(wantedEvents));
      } finally {
        await Promise.all([first, second].map(({ path }) => rm(path, { recursive: true })));
      }
    });
  }

  for (const [name, args] of Object.entries({
    'a run of nothing': ['run', 'none.json'],
    'a run that is refused': ['run', 'wrong.json'],
    'a check of nothing': ['validate', 'none.json'],
    'a check that finds something': ['validate', 'wrong.json'],
    'a check that finds nothing': ['validate', 'experiment.json'],
  })) {
    it(name, async () => {
      const sound = experiment({ method: [sh('true')] });
      const folder = await makeFolder({ name, experiment: sound }, '');
      try {
        await writeFile(join(folder.path, 'wrong.json'), '{"title": "x", "method": []}');
        const given = [...args, '--output', 'agent'];
        const real = await theirs.command(given, folder);
        const [wanted] = await written(folder, real.log);
        const own = await ours(given, folder);
        assert.equal(own.code, real.code, own.err);
        assert.deepEqual((await written(folder, own.out))[0], wanted);
      } finally {
        await rm(folder.path, { recursive: true });
      }
    });
  }
});
