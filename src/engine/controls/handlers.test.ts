import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { JsonObject } from '../../experiment/json.ts';
import { start } from '../testing/requests.ts';

const module = `
class Handler:
    def __init__(self, fails):
        self.fails = fails

    def __getattr__(self, event):
        def hear(*arguments):
            with open("heard", "a") as file:
                print(event, len(arguments), file=file)
            if event in self.fails:
                raise ValueError("broken")
        return hear

def configure_control(event_registry, fails=()):
    event_registry.register(Handler(fails))

def before_method_control(context, experiment, replace=None, **kwargs):
    if replace:
        experiment["method"] = replace

def fine():
    return True
`;

let folder = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handlers-'));
  await writeFile(join(folder, 'listens.py'), module);
});

after(() => rm(folder, { recursive: true, force: true }));

function act(name: string): JsonObject {
  return { type: 'action', name, provider: { type: 'python', module: 'listens', func: 'fine' } };
}

function begin(given: JsonObject) {
  const provider = { type: 'python', module: 'listens', arguments: given };
  return start(
    { method: [act('one')], controls: [{ name: 'listens', provider }] },
    { environment: { ...process.env, PYTHONPATH: folder }, cwd: folder },
  );
}

describe('handlers of a control', () => {
  it('are told of each event in order; what one raises is only logged', async () => {
    const test = begin({ fails: ['start_method'] });
    assert.equal((await test.result).status, 'completed');
    assert.deepEqual((await readFile(join(folder, 'heard'), 'utf8')).trim().split('\n'), [
      'running 6',
      'start_method 1',
      'start_activity 1',
      'activity_completed 2',
      'method_completed 2',
      'start_rollbacks 1',
      'rollbacks_completed 2',
      'finish 1',
    ]);
    const failed = test.sink.of('log').filter(({ text }) => /^Handler Handler failed/.test(text));
    assert.deepEqual(
      failed.map(({ level, text }) => [level, text.trim().split('\n').at(-1)]),
      [['DEBUG', 'ValueError: broken']],
    );
  });
});

describe('a list that a control puts in the place of another', () => {
  it('is played; the experiment of the journal has the one before', async () => {
    const test = begin({ replace: [act('other'), act('another')] });
    assert.equal((await test.result).status, 'completed');
    const journal = test.journal();
    const played = (journal['run'] as JsonObject[]).map(({ activity }) => activity as JsonObject);
    const method = (journal['experiment'] as JsonObject)['method'] as JsonObject[];
    const names = [played, method].map((list) => list.map(({ name }) => name));
    assert.deepEqual(names, [['other', 'another'], ['one']]);
  });
});
