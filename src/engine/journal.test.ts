import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { JsonObject } from '../experiment/json.ts';
import { compatibleVersion } from './compatible-version.ts';
import { journalOf } from './journal.ts';
import { readEvents, writeJournal } from './journal-file.ts';
import { journalText } from './journal-text.ts';
import { asking, finish, hypothesis, native } from './testing/requests.ts';

const processProbe: JsonObject = {
  type: 'probe',
  name: 'p',
  tolerance: {
    type: 'probe',
    name: 'judge',
    provider: { type: 'python', module: 'fake', func: 'give', arguments: {} },
  },
  provider: {
    type: 'python',
    module: 'fake',
    func: 'sequence',
    arguments: { values: ['first', 'second'] },
  },
};

describe('journalOf', () => {
  it('has the keys of Chaos Toolkit’s journal in their order', async () => {
    const test = await finish({ ...hypothesis(asking(1, 1)), method: [native('count')] });
    const journal = test.journal();
    assert.deepEqual(Object.keys(journal), [
      'chaoslib-version',
      'platform',
      'node',
      'experiment',
      'start',
      'status',
      'deviated',
      'steady_states',
      'run',
      'rollbacks',
      'end',
      'duration',
    ]);
    assert.equal(journal['chaoslib-version'], compatibleVersion);
    assert.deepEqual(Object.keys(journal['steady_states'] as JsonObject), [
      'before',
      'after',
      'during',
    ]);
    const { before } = journal['steady_states'] as { before: { probes: JsonObject[] } };
    assert.deepEqual(Object.keys(before.probes[0] ?? {}), [
      'activity',
      'output',
      'start',
      'status',
      'end',
      'duration',
      'tolerance_met',
    ]);
    assert.match(String(journal['start']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
  });

  it('echoes the experiment with its title substituted in its own type', async () => {
    const test = await finish({ title: '${n}', configuration: { n: 5 }, method: [] });
    assert.equal((test.journal()['experiment'] as JsonObject)['title'], 5);
  });

  it('has the value a probe judged last in the experiment and in both states', async () => {
    const test = await finish(hypothesis(processProbe));
    const journal = test.journal();
    const states = journal['steady_states'] as Record<
      string,
      { probes: { activity: JsonObject }[] }
    >;
    const echo = journal['experiment'] as { 'steady-state-hypothesis': { probes: JsonObject[] } };
    const judged = [
      echo['steady-state-hypothesis'].probes[0],
      states['before']?.probes[0]?.activity,
      states['after']?.probes[0]?.activity,
    ].map(
      (activity) =>
        (activity as { tolerance: { provider: { arguments: JsonObject } } }).tolerance.provider
          .arguments['value'],
    );
    assert.deepEqual(judged, ['second', 'second', 'second']);
  });

  it('of a run that was cut off is interrupted and ends with the last event', async () => {
    const test = await finish({ method: [native('count')] });
    const events = test.sink.events.slice(0, -1);
    const journal = journalOf(events);
    assert.equal(journal['status'], 'interrupted');
    assert.equal(journal['end'], `${events.at(-1)?.at}+00:00`);
  });

  it('holds no secret', async () => {
    const secret = 'pa55word';
    const test = await finish(
      {
        secrets: { s: { inline: secret, fromEnv: { type: 'env', key: 'TOKEN' } } },
        configuration: {
          derived: {
            type: 'probe',
            name: 'login',
            provider: {
              type: 'python',
              module: 'fake',
              func: 'give',
              arguments: { value: 'session-1234' },
              secrets: ['s'],
            },
          },
        },
        title: 'with ${inline}',
        method: [
          native('give', { value: 'x ${inline} ${fromEnv} ${derived} y' }),
          native('fail', { text: 'failed with ${inline}' }),
        ],
      },
      { environment: { TOKEN: 'tok-5678' } },
    );
    const all = JSON.stringify(test.sink.events);
    for (const text of [secret, 'tok-5678']) {
      assert.ok(!all.includes(text), text);
    }
    assert.equal((test.journal()['run'] as JsonObject[])[0]?.['output'], 'x *** *** *** y');
  });
});

describe('writeJournal', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'journal-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string) => join(folder, name);

  async function recorded(): Promise<string> {
    const test = await finish(
      {
        ...hypothesis(processProbe),
        configuration: { whole: 1, list: [], nothing: {} },
        method: [
          native('give', { value: 'é\u2028"\n' }, { pauses: { after: 0.03 } }),
          native('fail'),
        ],
        rollbacks: [native('give', { value: [1, { a: 0.5 }] })],
      },
      {
        options: { hypothesisStrategy: 'continuously', hypothesisFrequency: 0.005 },
        floats: new Set(['/configuration/whole']),
      },
    );
    const lines = test.sink.events.map((event) => `${JSON.stringify(event)}\n`);
    writeFileSync(path('events.jsonl'), lines.join(''));
    return journalText(journalOf(test.sink.events));
  }

  it('writes exactly the journal, and nothing else stays', async () => {
    const expected = await recorded();
    await writeJournal(path('events.jsonl'), path('journal.json'));
    const text = readFileSync(path('journal.json'), 'utf8');
    assert.equal(text, expected);
    assert.match(text, /"whole": 1\.0,/);
    assert.ok((JSON.parse(text).steady_states.during as unknown[]).length > 1);
    assert.deepEqual(readdirSync(folder).sort(), ['events.jsonl', 'journal.json']);
  });

  it('replaces an older journal', async () => {
    await recorded();
    writeFileSync(path('journal.json'), 'old');
    await writeJournal(path('events.jsonl'), path('journal.json'));
    assert.equal(JSON.parse(readFileSync(path('journal.json'), 'utf8')).status, 'completed');
  });

  it('leaves out a torn last line', async () => {
    await recorded();
    const text = readFileSync(path('events.jsonl'), 'utf8');
    writeFileSync(path('events.jsonl'), text.slice(0, -20));
    await writeJournal(path('events.jsonl'), path('journal.json'));
    assert.equal(JSON.parse(readFileSync(path('journal.json'), 'utf8')).status, 'interrupted');
  });

  it('says which file can not be read or written, and leaves no rest', async () => {
    await recorded();
    await assert.rejects(writeJournal(path('none.jsonl'), path('j.json')), {
      code: 'engine.events-read',
    });
    await assert.rejects(writeJournal(path('events.jsonl'), path('no/j.json')), {
      code: 'engine.journal-write',
    });
    assert.deepEqual(readdirSync(folder), ['events.jsonl']);
  });

  it('refuses events of a newer version, and a broken line in the middle', async () => {
    writeFileSync(path('newer.jsonl'), '{"v":2,"type":"log"}\n');
    const read = async (name: string) => {
      for await (const _ of readEvents(path(name))) {
        // Only whether it can be read.
      }
    };
    await assert.rejects(read('newer.jsonl'), { code: 'engine.events-newer' });
    writeFileSync(path('broken.jsonl'), '{"v":1,\n{"v":1}\n');
    await assert.rejects(read('broken.jsonl'), { code: 'engine.events-read' });
  });
});
