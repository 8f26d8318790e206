import assert from 'node:assert/strict';
import { test } from 'node:test';
import { code, NodeBench, server } from '../testing.ts';
import { shellSteps } from './shell-words.ts';

async function withPod(t: Parameters<typeof NodeBench.of>[0]): Promise<NodeBench> {
  const bench = await NodeBench.of(t);
  bench.create('configmaps', { metadata: { name: 'c' }, data: { 'a.txt': 'hello\n' } });
  const source = `process.on('SIGUSR2', () => console.log('usr2')); ${server(8080, 'page')}`;
  bench.run('web', {
    volumes: [{ name: 'c', configMap: { name: 'c' } }],
    containers: [
      code(source, {
        workingDir: '/etc',
        env: [{ name: 'COLOR', value: 'red' }],
        volumeMounts: [{ name: 'c', mountPath: '/etc/conf' }],
      }),
    ],
  });
  await bench.untilLogged('web', 'listening');
  return bench;
}

test('commands work on the container’s files, variables and names', async (t) => {
  const bench = await withPod(t);
  bench.expose('shop', 80, 8080, ['web']);
  const out = async (...command: string[]) => (await bench.exec('web', command)).stdout;
  assert.equal(await out('cat', '/etc/conf/a.txt'), 'hello\n');
  assert.equal(await out('cat', 'conf/a.txt'), 'hello\n');
  assert.match(await out('ls', '/'), /^etc\ntmp\n/m);
  assert.equal(await out('ls', '/etc/conf'), 'a.txt\n');
  assert.match(await out('/bin/ls', '-l', 'conf/a.txt'), /^-rw-r--r-- .* 6 .* conf\/a\.txt\n$/);
  assert.match(await out('env'), /^COLOR=red$/m);
  assert.equal(await out('hostname'), 'web\n');
  assert.equal(await out('echo', '-n', 'a', 'b'), 'a b');
  for (const host of ['shop', 'localhost:8080', 'shop.shop.svc.cluster.local']) {
    assert.equal(await out('wget', '-qO-', `http://${host}/`), 'page');
  }
  assert.equal(await out('wget', '-q', '-T', '2', '-O', '-', 'shop'), 'page');
  assert.equal((await bench.exec('web', ['cat'], 'typed')).stdout, 'typed');
});

test('they fail as the programs do', async (t) => {
  const bench = await withPod(t);
  const fails = async (command: string[]) => {
    const { code: status, stderr } = await bench.exec('web', command);
    return [status, stderr];
  };
  assert.deepEqual(await fails(['cat', '/none']), [
    1,
    "cat: can't open '/none': No such file or directory\n",
  ]);
  assert.deepEqual(await fails(['wget', '-qO-', 'http://nobody/']), [
    1,
    "wget: bad address 'nobody'\n",
  ]);
  assert.deepEqual(await fails(['wget', '-qO-', 'http://localhost:1/']), [
    1,
    "wget: can't connect to remote host (127.0.0.1): Connection refused\n",
  ]);
  assert.deepEqual(await fails(['false']), [1, '']);
  assert.deepEqual(await fails(['kill', '77']), [1, "kill: can't kill pid 77: No such process\n"]);
  assert.deepEqual(await fails(['kill', '-NONE', '1']), [1, "kill: bad signal name 'NONE'\n"]);
});

test('no program of this machine runs; the refusal names what there is', async (t) => {
  const bench = await withPod(t);
  await assert.rejects(bench.exec('web', ['uname', '-a']), {
    code: 500,
    message:
      /exec: "uname": executable file not found in \$PATH: .* cat, echo, env, false, hostname/,
  });
  await assert.rejects(bench.exec('web', ['constructor']), { code: 500 });
});

test('files outside the container are not reached by any path', async (t) => {
  const bench = await withPod(t);
  for (const path of ['/etc/passwd', '../../../../../../etc/passwd', import.meta.filename]) {
    assert.equal((await bench.exec('web', ['cat', path])).code, 1);
  }
});

test('kill reaches the container’s process', async (t) => {
  const bench = await withPod(t);
  assert.equal((await bench.exec('web', ['kill', '-USR2', '1'])).code, 0);
  await bench.untilLogged('web', 'usr2');
  await bench.exec('web', ['kill', '-9', '1']);
  await bench.untilEvent('web', 'Started');
  await bench.untilPod('web', (pod) => JSON.stringify(pod?.status).includes('"exitCode":137'));
});

test('a shell’s simple lines are understood', async (t) => {
  const bench = await withPod(t);
  const line = async (text: string) => {
    const { code: status, stdout, stderr } = await bench.exec('web', ['sh', '-c', text]);
    return [status, stdout, stderr];
  };
  assert.deepEqual(await line(`echo "it is $COLOR" && echo 'and $COLOR'; true`), [
    0,
    'it is red\nand $COLOR\n',
    '',
  ]);
  assert.deepEqual(await line('false && echo no; false'), [1, '', '']);
  assert.deepEqual(await line('echo out; echo err >&2; exit 3; echo no'), [3, 'out\n', 'err\n']);
  assert.deepEqual(await line('false; exit'), [1, '', '']);
  const [status, , problem] = await line('nonsuch');
  assert.equal(status, 127);
  assert.match(String(problem), /^sh: exec: "nonsuch": executable file not found/);
  assert.match(String((await line('ls | cat'))[2]), /not \|/);
  assert.equal((await line('echo $(id)'))[0], 2);
});

test('words of a line', () => {
  assert.deepEqual(shellSteps(`a 'b c'"d\\"e"\\ f&&g;\n h ""`, {}), [
    { words: ['a', 'b cd"e f'], onlyIfWell: false },
    { words: ['g'], onlyIfWell: true },
    { words: ['h', ''], onlyIfWell: false },
  ]);
});
