import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { nodePlatform } from './platform.ts';

const linux = { os: 'linux', homedir: '/home/ada', environment: {} } as const;
const windows = {
  os: 'win32',
  homedir: 'C:\\Users\\ada',
  environment: { Path: 'C:\\bin;D:\\tools', PATHEXT: '.EXE;.CMD' },
} as const;

test('state folder: each system has its own place', () => {
  assert.equal(nodePlatform(linux).stateFolder(), '/home/ada/.local/state/ChaosWorkbench');
  assert.equal(
    nodePlatform({ ...linux, environment: { XDG_STATE_HOME: '/state' } }).stateFolder(),
    '/state/ChaosWorkbench',
  );
  assert.equal(
    nodePlatform({ ...linux, os: 'darwin', homedir: '/Users/ada' }).stateFolder(),
    '/Users/ada/Library/Application Support/ChaosWorkbench',
  );
  assert.equal(
    nodePlatform(windows).stateFolder(),
    'C:\\Users\\ada\\AppData\\Local\\ChaosWorkbench',
  );
  assert.equal(
    nodePlatform({ ...windows, environment: { LOCALAPPDATA: 'E:\\local' } }).stateFolder(),
    'E:\\local\\ChaosWorkbench',
  );
});

test('configuration folder: each system has its own place', () => {
  assert.equal(nodePlatform(linux).configFolder(), '/home/ada/.config/ChaosWorkbench');
  for (const [given, folder] of [
    ['/config', '/config'],
    ['config', '/home/ada/.config'],
  ] as const) {
    const environment = { XDG_CONFIG_HOME: given };
    const platform = nodePlatform({ ...linux, environment });
    assert.equal(platform.configFolder(), `${folder}/ChaosWorkbench`);
  }
  assert.equal(
    nodePlatform({ ...linux, os: 'darwin', homedir: '/Users/ada' }).configFolder(),
    '/Users/ada/Library/Application Support/ChaosWorkbench',
  );
  assert.equal(
    nodePlatform(windows).configFolder(),
    'C:\\Users\\ada\\AppData\\Roaming\\ChaosWorkbench',
  );
  assert.equal(
    nodePlatform({ ...windows, environment: { APPDATA: 'E:\\app' } }).configFolder(),
    'E:\\app\\ChaosWorkbench',
  );
});

test('state folder: a relative XDG_STATE_HOME is ignored', () => {
  const platform = nodePlatform({ ...linux, environment: { XDG_STATE_HOME: 'state' } });
  assert.equal(platform.stateFolder(), '/home/ada/.local/state/ChaosWorkbench');
});

test('shell: sh, and ComSpec with its own quoting', () => {
  assert.deepEqual(nodePlatform(linux).shell('echo "a b"'), {
    file: '/bin/sh',
    args: ['-c', 'echo "a b"'],
    verbatim: false,
  });
  assert.deepEqual(nodePlatform(windows).shell('echo "a b"'), {
    file: 'C:\\Windows\\System32\\cmd.exe',
    args: ['/d', '/s', '/c', '"echo "a b""'],
    verbatim: true,
  });
});

/** A system on which only the given files are programs. */
function withPrograms(...programs: string[]) {
  return { isProgram: async (path: string) => programs.includes(path) };
}

test('programs: the first folder of PATH that has it', async () => {
  const platform = nodePlatform({
    ...linux,
    environment: { PATH: '/a:/b:/c' },
    ...withPrograms('/b/tool', '/c/tool', '/lab/bin/tool'),
  });
  assert.equal(await platform.findProgram('tool'), '/b/tool');
  assert.equal(await platform.findProgram('other'), null);
  assert.equal(await platform.findProgram(''), null);
  assert.equal(await platform.findProgram('/c/tool'), '/c/tool');
  assert.equal(await platform.findProgram('/d/tool'), null);
  assert.equal(await platform.findProgram('bin/tool', {}, '/lab'), 'bin/tool');
});

test('programs: without PATH the usual folders, with an empty one none', async () => {
  const platform = nodePlatform({ ...linux, ...withPrograms('/usr/bin/tool') });
  assert.equal(await platform.findProgram('tool'), '/usr/bin/tool');
  assert.equal(await platform.findProgram('tool', { PATH: '' }), null);
});

test('programs: Windows adds the endings of PATHEXT unless one is there', async () => {
  const platform = nodePlatform({
    ...windows,
    ...withPrograms('C:\\work\\local.CMD', 'D:\\tools\\kubectl.EXE', 'D:\\tools\\a.exe'),
  });
  assert.equal(
    await platform.findProgram('kubectl', undefined, 'C:\\work'),
    'D:\\tools\\kubectl.EXE',
  );
  assert.equal(await platform.findProgram('a.exe', undefined, 'C:\\work'), 'D:\\tools\\a.exe');
  assert.equal(await platform.findProgram('local', undefined, 'C:\\work'), 'local.CMD');
});

test('start time: Linux counts ticks since a named boot', async () => {
  const files: Record<string, string> = {
    '/proc/7/stat': `7 (a) b) S 1 ${Array.from({ length: 40 }, (_, index) => index).join(' ')}`,
    '/proc/sys/kernel/random/boot_id': 'boot\n',
  };
  const platform = nodePlatform({
    ...linux,
    readText: async (path) => files[path] ?? Promise.reject(new Error('no such file')),
  });
  assert.equal(await platform.processStartTime(7), 'boot/17');
  assert.equal(await platform.processStartTime(8), null);
});

test('start time: macOS and Windows ask a program', async () => {
  const asked: string[] = [];
  const run = async (file: string) => {
    asked.push(file);
    return ' Mon Nov 23 \n';
  };
  assert.equal(
    await nodePlatform({ ...linux, os: 'darwin', run }).processStartTime(7),
    'Mon Nov 23',
  );
  assert.equal(await nodePlatform({ ...windows, run }).processStartTime(7), 'Mon Nov 23');
  assert.deepEqual(asked, ['ps', 'powershell.exe']);
});

test('start time: of this process, the same twice, and none for an ended one', async () => {
  const platform = nodePlatform();
  const first = await platform.processStartTime(process.pid);
  assert.ok(first);
  assert.equal(await platform.processStartTime(process.pid), first);
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  assert.equal(await platform.processStartTime(child.pid ?? 0), null);
});

test('tree: Windows leaves it to taskkill, whatever that answers', async () => {
  const calls: unknown[] = [];
  const platform = nodePlatform({
    ...windows,
    run: (file, args) => {
      calls.push([file, ...args]);
      return Promise.reject(new Error('not found'));
    },
  });
  await platform.killTree(42);
  assert.deepEqual(calls, [['taskkill', '/pid', '42', '/T', '/F']]);
});

/** A macOS with processes 1 → 10 → 11 → 12 and 1 → 20, and what was signalled in it. */
function processTree(survivors: number[]) {
  const sent: string[] = [];
  const alive = new Set([1, 10, 11, 12, 20]);
  const platform = nodePlatform({
    ...linux,
    os: 'darwin',
    run: async () => '    1     0\n   10     1\n   11    10\n   12    11\n   20     1\n',
    wait: async () => {},
    kill(pid, signal) {
      if (!alive.has(Math.abs(pid))) {
        throw new Error('ESRCH');
      }
      if (signal !== 0) {
        sent.push(`${signal} ${pid}`);
        if (pid > 0 && (signal === 'SIGKILL' || !survivors.includes(pid))) {
          alive.delete(pid);
        }
      }
    },
  });
  return { platform, sent, alive };
}

test('tree: group and descendants are asked to end, and nobody else', async () => {
  const { platform, sent, alive } = processTree([]);
  await platform.killTree(10);
  assert.deepEqual(sent, ['SIGTERM -10', 'SIGTERM 11', 'SIGTERM 12', 'SIGTERM 10']);
  assert.deepEqual([...alive], [1, 20]);
});

test('tree: what does not end when asked is ended by force', async () => {
  const { platform, sent, alive } = processTree([12]);
  await platform.killTree(10, 40);
  assert.deepEqual(sent.slice(4), ['SIGKILL 12']);
  assert.deepEqual([...alive], [1, 20]);
});

test('system: really finds, lists and runs', async () => {
  const platform = nodePlatform();
  const { dir, base } = { dir: join(process.execPath, '..'), base: 'node' };
  const found = await platform.findProgram(base, { ...process.env, PATH: dir });
  assert.ok(found?.toLowerCase().startsWith(join(dir, base).toLowerCase()));
  assert.equal(platform.pid, process.pid);
});
