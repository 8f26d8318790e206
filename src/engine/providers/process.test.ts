import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHumanError } from '../../messages/error.ts';
import { nodePlatform } from '../../platform/platform.ts';
import { isActivityFailed } from '../failed.ts';
import { parseJson } from '../python/json.ts';
import { PyFloat, type PyObject, type PyValue } from '../python/value.ts';
import { decodeOutput } from './decode.ts';
import { runProcess } from './process.ts';

/** Prints its arguments. */
const printer = `console.log(JSON.stringify(process.argv.slice(1)))`;

function activity(provider: PyObject, more: PyObject = {}): PyObject {
  return { type: 'action', name: 'a', provider: { type: 'process', ...provider }, ...more };
}

async function run(
  provider: PyObject,
  configuration: PyObject = {},
  more: PyObject = {},
  platform = nodePlatform(),
) {
  const lines: string[] = [];
  const output = await runProcess(activity({ path: process.execPath, ...provider }, more), {
    scope: { configuration, secrets: {} },
    signal: new AbortController().signal,
    environment: process.env,
    cwd: process.cwd(),
    platform,
    log: (level, text) => lines.push(`${level} ${text}`),
  });
  return { output, lines };
}

async function printed(args: PyValue[] | PyObject, configuration: PyObject = {}): Promise<unknown> {
  const list = Array.isArray(args) ? args : Object.entries(args).flat();
  const { output } = await run({ arguments: ['-e', printer, ...list] }, configuration);
  return JSON.parse(String(output['stdout']));
}

test('list arguments are printed as Python prints them, null and "" left out', async () => {
  const args = parseJson('["a b", false, null, "", 0, 1.0, 1e20, ["a", 1], {"k": null}]');
  assert.ok(Array.isArray(args));
  assert.deepEqual(await printed(args), [
    'a b',
    'False',
    '0',
    '1.0',
    '1e+20',
    "['a', 1]",
    "{'k': None}",
  ]);
});

test('an object gives names and values in turn', async () => {
  assert.deepEqual(await printed({ x: 1, '': 5, b: null }), ['x', '1', '5', 'b']);
});

test('arguments are substituted only when there is something to put in', async () => {
  assert.deepEqual(await printed(['$' + '{n}', '$$']), ['$' + '{n}', '$$']);
  assert.deepEqual(await printed(['$' + '{n}', '$$'], { n: new PyFloat(5) }), ['5.0', '$']);
});

test('text arguments go through the shell', async () => {
  const { output } = await run({ arguments: '-p "1 + 1" && echo more' });
  assert.equal(String(output['stdout']).replaceAll('\r', ''), '2\nmore\n');
});

test('a missing program with text arguments runs None in the shell', async () => {
  const { output } = await run({ path: 'no-such-program', arguments: 'x' });
  assert.notEqual(output['status'], 0);
  assert.match(String(output['stderr']), /None/);
});

test('a program is looked up in PATH, and ~ is the home folder', async () => {
  const asked: string[] = [];
  const platform = nodePlatform({
    os: 'linux',
    isProgram: async (path) => {
      asked.push(path);
      return false;
    },
  });
  const lookUp = (path: string) =>
    runProcess(activity({ path }), {
      scope: { configuration: {}, secrets: {} },
      signal: new AbortController().signal,
      environment: { PATH: '/a:/b', HOME: '/home/ada' },
      cwd: '/lab',
      platform,
      log: () => {},
    });
  await assert.rejects(lookUp('tool'), { code: 'engine.process-missing' });
  await assert.rejects(lookUp('~/tool'), { code: 'engine.process-missing' });
  await assert.rejects(lookUp('./tool'), { code: 'engine.process-missing' });
  assert.deepEqual(asked, ['/a/tool', '/b/tool', '/home/ada/tool', '/lab/tool']);
});

test('any exit code succeeds; without a tolerance the log warns', async () => {
  const failing = { arguments: ['-e', 'process.exit(3)'] };
  const method = await run(failing);
  assert.deepEqual(method.output, { status: 3, stdout: '', stderr: '' });
  assert.equal(method.lines.filter((line) => line.startsWith('WARNING')).length, 1);
  const hypothesis = await run(failing, {}, { tolerance: 3 });
  assert.equal(hypothesis.lines.filter((line) => line.startsWith('WARNING')).length, 0);
});

test('a timeout is a failure of the activity; none is left for zero seconds', async () => {
  for (const timeout of [0.05, 0, -1]) {
    await assert.rejects(
      run({ arguments: ['-e', 'setInterval(() => {}, 1000)'], timeout }),
      (error) =>
        isActivityFailed(error) && error.message === 'process activity took too long to complete',
    );
  }
});

test('what the original can not call is refused in words', async () => {
  const refused: [PyObject, string][] = [
    [{ arguments: 5 }, 'engine.process-arguments'],
    [{ arguments: null }, 'engine.process-arguments'],
    [{ arguments: ['a\0b'] }, 'engine.process-nul'],
    [{ arguments: 'a\0b' }, 'engine.process-nul'],
    [{ timeout: '5' }, 'engine.process-timeout'],
    [{ path: 'no-such-program', arguments: ['x'] }, 'engine.process-missing'],
  ];
  for (const [provider, code] of refused) {
    await assert.rejects(
      run(provider),
      (error) => isHumanError(error) && error.code === code,
      code,
    );
  }
});

test('output is read as UTF-8, with a mark as UTF-16, else byte by byte', () => {
  assert.equal(decodeOutput(Buffer.from('héllo')), 'héllo');
  assert.equal(decodeOutput(Buffer.from([0xef, 0xbb, 0xbf, 0x41])), 'A');
  assert.equal(decodeOutput(Buffer.from([0xff, 0xfe, 0x41, 0x00])), 'A');
  assert.equal(decodeOutput(Buffer.from([0xfe, 0xff, 0x00, 0x41])), 'A');
  assert.equal(decodeOutput(Buffer.from([0xe9, 0x74, 0xe9])), 'été');
});
