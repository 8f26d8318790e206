import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { nodePlatform } from '../../platform/platform.ts';
import { type Disk, nodeDisk } from './disk.ts';
import { Leftovers } from './leftovers.ts';
import { code, NodeBench, server } from './testing.ts';

const noSpace = Object.assign(new Error('ENOSPC: no space left on device, write'), {
  code: 'ENOSPC',
});

/** A disk that can be full. */
function fullDisk(): Disk & { full: boolean } {
  const disk = {
    ...nodeDisk,
    full: true,
    async write(path: string, content: Uint8Array | string) {
      if (disk.full) {
        throw noSpace;
      }
      await nodeDisk.write(path, content);
    },
  };
  return disk;
}

test('on a full disk a pod waits and says why; with room it starts', async (t) => {
  const disk = fullDisk();
  const bench = await NodeBench.of(t, { disk });
  bench.create('configmaps', { metadata: { name: 'c' }, data: { a: '1' } });
  bench.run('web', {
    volumes: [{ name: 'c', configMap: { name: 'c' } }],
    containers: [code(server(80, ''), { volumeMounts: [{ name: 'c', mountPath: '/c' }] })],
  });
  await bench.untilEvent('web', 'FailedMount');
  assert.deepEqual(bench.events('web')[0], [
    'FailedMount',
    'MountVolume.SetUp failed for volume "c" : ENOSPC: no space left on device, write',
  ]);
  disk.full = false;
  await bench.untilReady('web');
});

test('without room for its own files a container fails to start, and is started again', async (t) => {
  const disk = fullDisk();
  const bench = await NodeBench.of(t, { disk });
  bench.run('web', { automountServiceAccountToken: false, containers: [code(server(80, ''))] });
  await bench.untilEvent('web', 'Failed');
  disk.full = false;
  assert.match(bench.events('web').find(([reason]) => reason === 'Failed')?.[1] ?? '', /ENOSPC/);
  bench.delete('web', 0);
  await bench.untilPod('web', (pod) => pod === undefined);
});

test('the processes of pods end with their nodes, and leave no files', async (t) => {
  const bench = await NodeBench.of(t);
  bench.run('web', { containers: [code(`console.log(process.pid); ${server(80, '')}`)] });
  await bench.untilLog('web', 2);
  const [pid] = await bench.log('web');
  await bench.nodes.close();
  assert.throws(() => process.kill(Number(pid), 0), { code: 'ESRCH' });
  assert.deepEqual(await readdir(join(bench.folder, 'node/pods')), []);
});

/** A process that says what it is told, until it is ended. */
async function waiting(t: { after(end: () => unknown): void }) {
  const child = spawn(process.execPath, ['-e', 'process.stdin.pipe(process.stdout)']);
  t.after(() => child.kill('SIGKILL'));
  await once(child, 'spawn');
  return child;
}

test('a process that an earlier cluster left is ended; one that only has its number is not', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'leftovers-'));
  t.after(() => rm(folder, { recursive: true }));
  const platform = nodePlatform();
  const [left, other] = await Promise.all([waiting(t), waiting(t)]);
  const before = new Leftovers(platform, folder, nodeDisk);
  await mkdir(folder, { recursive: true });
  await before.note(left.pid ?? 0);
  await writeFile(join(folder, `${platform.pid}-${other.pid}`), 'another start');
  const ended = once(left, 'exit');
  await new Leftovers(platform, folder, nodeDisk).end();
  await ended;
  other.stdin.on('error', () => undefined).write('well');
  const [said] = await Promise.race([once(other.stdout, 'data'), once(other, 'close')]);
  assert.equal(String(said), 'well');
  assert.deepEqual(await readdir(folder), []);
});

test('a pod ends by itself when the process of the cluster is killed', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'killed-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const testing = JSON.stringify(join(import.meta.dirname, 'testing.ts'));
  const source = `
    const { NodeBench, code } = await import(${testing});
    const bench = await NodeBench.of({ after() {} }, { parent: ${JSON.stringify(folder)} });
    bench.run('web', { containers: [code('console.log(process.pid); setInterval(() => {}, 1000)')] });
    await bench.untilLog('web', 1);
    console.log((await bench.log('web'))[0]);`;
  const cluster = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => cluster.kill('SIGKILL'));
  const [text] = await once(cluster.stdout, 'data');
  const pid = Number(String(text));
  process.kill(pid, 0);
  cluster.kill('SIGKILL');

  await t.waitFor(() => assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' }), {
    timeout: 10_000,
  });
});
