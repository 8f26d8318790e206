import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { JsonObject } from '../../experiment/json.ts';
import { nodePlatform } from '../../platform/platform.ts';
import { isAlive } from '../../platform/testing/alive.ts';
import type { RunRequest } from '../run-types.ts';
import { start, type TestRun } from '../testing/requests.ts';

const functions = `
import os, subprocess, sys, time

def touch(path):
    open(path, "w").close()
    time.sleep(60)

def stubborn(path):
    open(path, "w").close()
    until = time.time() + 60
    while time.time() < until:
        try:
            time.sleep(60)
        except BaseException:
            pass

def dies():
    os._exit(7)

def spawns():
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    with open("child", "w") as file:
        file.write(str(child.pid))
    time.sleep(60)

def environment(name):
    return os.environ.get(name)

def pid():
    return os.getpid()

def noisy(text):
    print(text, flush=True)
    print(text, file=sys.stderr)
    import logging
    logging.getLogger("chaostoolkit").warning("warned of %s", text)

def strange():
    return {1, 2}

def large():
    return "x" * 20_000_000

def raw():
    return b"\\x00\\xff"
`;

let folder = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bridge-'));
  await writeFile(join(folder, 'mine.py'), functions);
});

after(() => rm(folder, { recursive: true, force: true }));

function call(func: string, args: JsonObject = {}, provider: JsonObject = {}): JsonObject {
  return {
    type: 'probe',
    name: func,
    provider: { type: 'python', module: 'mine', func, arguments: args, ...provider },
  };
}

function begin(experiment: JsonObject, changes: Partial<RunRequest> = {}): TestRun {
  const environment = { ...process.env, PYTHONPATH: folder };
  return start(experiment, { environment, cwd: folder, ...changes });
}

async function entriesOf(test: TestRun): Promise<JsonObject[]> {
  await test.result;
  return test.journal()['run'] as JsonObject[];
}

describe('the Python of a run', () => {
  it('is one process, gone when the run is over', async () => {
    const test = begin({ method: [call('pid'), call('pid')] });
    const [first, second] = await entriesOf(test);
    assert.equal(first?.['output'], second?.['output']);
    assert.equal(isAlive(Number(first?.['output'])), false);
  });

  it('is not started when nothing asks for it', async () => {
    const test = begin({ method: [] }, { python: { interpreter: '/no/such/python' } });
    assert.equal((await test.result).status, 'completed');
  });

  it('that dies fails its activity in words, and the run goes on with another', async () => {
    const test = begin({ method: [call('dies'), call('pid')] });
    const [dead, next] = await entriesOf(test);
    assert.equal(dead?.['status'], 'failed');
    assert.match(String(dead?.['exception']), /Python ended while .* \(exit code 7\)/);
    assert.equal(next?.['status'], 'succeeded');
  });

  it('that is not there aborts the run and tells what to do', async () => {
    const test = begin({ method: [call('pid')] }, { python: { interpreter: '/no/such/python' } });
    const { status, error } = await test.result;
    assert.equal(status, 'aborted');
    assert.equal(error?.code, 'engine.python-chosen');
  });

  it('gets the variables of the frozen cluster', async () => {
    const test = begin({ method: [call('environment', { name: 'FROM_NATIVE' })] });
    assert.equal((await entriesOf(test))[0]?.['output'], 'yes');
  });

  it('has what it prints and logs in the log', async () => {
    const test = begin({ method: [call('noisy', { text: 'ünlaut' })] });
    await test.result;
    const lines = test.lines();
    assert.equal(lines.filter((line) => line === 'ünlaut' || line.endsWith(' ünlaut')).length, 3);
    assert.ok(lines.some((line) => line.includes('warned of ünlaut')));
  });

  it('may return much, bytes, and what a journal can not hold, which is told', async () => {
    const test = begin({ method: [call('large'), call('raw'), call('strange')] });
    const [large, raw, strange] = await entriesOf(test);
    assert.equal(String(large?.['output']).length, 20_000_000);
    assert.equal(raw?.['output'], "b'\\x00\\xff'");
    assert.equal(strange?.['output'], '{1, 2}');
    assert.ok(test.lines().some((line) => line.includes("can't hold what mine.strange returned")));
  });

  it('loses what takes longer than its timeout, with the programs it started', async () => {
    const test = begin({
      method: [call('spawns', {}, { timeout: 2 }), call('pid')],
    });
    const [late, next] = await entriesOf(test);
    assert.match(String(late?.['exception']), /longer than its timeout of 2 seconds/);
    assert.equal(next?.['status'], 'succeeded');
    const child = Number(await readFile(join(folder, 'child'), 'utf8'));
    // Its parent is gone; the system takes a moment to take notice of both.
    while (isAlive(child)) {
      await setImmediate();
    }
  });

  it('is ended by force when it does not let go', async () => {
    const test = begin({
      method: [call('stubborn', { path: 'stuck' }, { timeout: 0.3 }), call('pid')],
    });
    const [stuck, next] = await entriesOf(test);
    assert.equal(stuck?.['status'], 'failed');
    assert.equal(next?.['status'], 'succeeded');
  });

  it('killed in the middle fails the activity, and the rollbacks are played', async () => {
    const test = begin({
      method: [call('pid'), call('touch', { path: 'started' })],
      rollbacks: [call('pid')],
    });
    const first = await test.sink.next('activity-ended');
    await test.sink.next('activity-started', 'touch');
    process.kill(Number(first.output), 'SIGKILL');
    assert.equal((await test.result).status, 'completed');
    const journal = test.journal();
    assert.match(JSON.stringify(journal['run']), /Python ended while .* \(SIGKILL\)/);
    assert.equal((journal['rollbacks'] as JsonObject[])[0]?.['status'], 'succeeded');
  });
});

describe('the interpreter', () => {
  it('is the chosen one, else of the active environment, else of PATH', async () => {
    const { findInterpreter } = await import('./interpreter.ts');
    const look = (os: NodeJS.Platform, programs: string[], environment = {}, interpreter = '') =>
      findInterpreter(nodePlatform({ os, isProgram: async (path) => programs.includes(path) }), {
        environment: { PATH: os === 'win32' ? 'C:\\bin' : '/bin', PATHEXT: '.EXE', ...environment },
        cwd: os === 'win32' ? 'C:\\here' : '/here',
        ...(interpreter && { interpreter }),
      });
    const active = { VIRTUAL_ENV: '/venv' };
    const all = ['/bin/python3', '/venv/bin/python', '/mine/python'];
    assert.equal(await look('linux', all, active, '/mine/python'), '/mine/python');
    assert.equal(await look('linux', all, active), '/venv/bin/python');
    assert.equal(await look('linux', all), '/bin/python3');
    assert.equal(await look('linux', ['/bin/python3'], active), '/bin/python3');
    assert.equal(await look('win32', ['C:\\bin\\py.EXE']), 'C:\\bin\\py.EXE');
    await assert.rejects(look('linux', all, active, '/no'), { code: 'engine.python-chosen' });
    await assert.rejects(look('linux', []), { code: 'engine.python-none' });
  });
});
