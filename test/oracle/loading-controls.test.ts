import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chaosPython } from '../chaos-python.ts';
import { experiment, sh } from './build.ts';
import type { JsonObject } from './case.ts';
import { ours } from './commands.ts';
import { type CaseFolder, effectsFile, makeFolder } from './folder.ts';
import { Theirs } from './theirs.ts';

/** What is called around the loading; its module is the one that the run calls, too. */
const loader = `
from chaoslib.exceptions import InterruptExecution

seen = []

def write(text):
    seen.append(text)
    with open("effects.log", "a") as file:
        file.write("%d %s\\n" % (len(seen), text))

def before_loading_experiment_control(context, settings=None, configuration=None, secrets=None, experiment=None, do=None, state=None):
    write("before %s %s %s %s" % (context.rsplit("/", 1)[-1], state, [configuration, secrets, experiment], sorted(settings)))
    if do == "fail":
        raise ValueError("broken")
    if do == "interrupt":
        raise InterruptExecution("enough")

def after_loading_experiment_control(context, state, do=None):
    write("after %s %s" % (context.rsplit("/", 1)[-1], state and state.get("title")))
    if do == "change":
        state["title"] = "changed"
        state["method"].append({"type": "action", "name": "added", "provider": {"type": "process", "path": "true"}})
    if do == "replace":
        state = {}

def before_experiment_control(context, do=None):
    write("experiment %s" % context["title"])
`;

/** One that wants what there is none of yet. */
const greedy = `
def before_loading_experiment_control(context, extensions):
    with open("effects.log", "a") as file:
        file.write("never\\n")
`;

const modules = { 'loader.py': loader, 'greedy.py': greedy };

const named = (module: string, does?: string): JsonObject => ({
  provider: { type: 'python', module, ...(does !== undefined && { arguments: { do: does } }) },
});

/** By name: the controls of the settings, and what is loaded where that is not a sound experiment. */
const cases: Record<string, { controls: JsonObject; source?: string; text?: string }> = {
  'only seen': { controls: { one: named('loader') } },
  'changed after it': { controls: { one: named('loader', 'change') } },
  'a state that is replaced is not': { controls: { one: named('loader', 'replace') } },
  'one that fails': { controls: { one: named('loader', 'fail') } },
  'one that interrupts': { controls: { one: named('loader', 'interrupt') } },
  'only before': { controls: { one: { ...named('loader'), scope: 'before' } } },
  'only after': { controls: { one: { ...named('loader'), scope: 'after' } } },
  'two, and one that asks for extensions': {
    controls: {
      greedy: named('greedy'),
      one: named('loader', 'change'),
      two: named('loader', 'change'),
    },
  },
  'a module that is not there': { controls: { none: named('no_such'), one: named('loader') } },
  'a source that is not there': { controls: { one: named('loader') }, source: 'none.json' },
  'a text that is broken': { controls: { one: named('loader') }, text: '{"title":' },
};

let theirs: Theirs;
before(async () => {
  theirs = await Theirs.start();
});
after(() => theirs[Symbol.asyncDispose]());

/** What a run has left: whether it went well, what was called in which order, and what it played. */
async function left({ path, journal }: CaseFolder, code: number) {
  const read = (file: string) => readFile(file, 'utf8').catch(() => '');
  const written = await read(journal);
  const { experiment: of, run } = written === '' ? {} : JSON.parse(written);
  return {
    code,
    effects: (await read(join(path, effectsFile))).split('\n'),
    title: of?.title,
    played: run?.map(({ activity }: { activity: { name: string } }) => activity.name),
  };
}

describe('controls around the loading of an experiment, as in the original', () => {
  for (const [name, { controls, source, text }] of Object.entries(cases)) {
    it(name, async () => {
      const each = {
        name,
        experiment: text ?? experiment({ method: [sh('true', { name: 'a' })] }),
        modules,
        settings: { controls },
      };
      const folders = await Promise.all([makeFolder(each, ''), makeFolder(each, '')]);
      const [first, second] = folders;
      try {
        const args = (folder: CaseFolder) => ['run', source ?? folder.experiment];
        const real = await theirs.command(args(first), first);
        const settings = join(second.path, '.chaostoolkit', 'settings.yaml');
        const own = await ours(
          ['--settings', settings, ...args(second), '--python', await chaosPython()],
          second,
        );
        const [wanted, got] = [await left(first, real.code), await left(second, own.code)];
        assert.deepEqual(got, wanted, own.err);
        assert.ok(!/Traceback|\n {4}at /.test(own.err), own.err);
      } finally {
        await Promise.all(folders.map(({ path }) => rm(path, { recursive: true })));
      }
    });
  }
});
