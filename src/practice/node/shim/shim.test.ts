import assert from 'node:assert/strict';
import { realpathSync } from 'node:fs';
import { hostname } from 'node:os';
import { test } from 'node:test';
import { textAt } from '../../api/objects.ts';
import { code, NodeBench, server } from '../testing.ts';

/** What a pod prints that runs this code to its end. */
async function output(bench: NodeBench, name: string, source: string, more = {}) {
  bench.run(name, { restartPolicy: 'Never', containers: [code(source, more)] });
  await bench.untilPod(name, (pod) =>
    ['Succeeded', 'Failed'].includes(textAt(pod, 'status', 'phase')),
  );
  return bench.log(name);
}

test('a container sees its own environment, host name and process, and nothing of this user’s', async (t) => {
  process.env['PRACTICE_TEST_TOKEN'] = 'secret';
  t.after(() => delete process.env['PRACTICE_TEST_TOKEN']);
  const bench = await NodeBench.of(t);
  const lines = await output(
    bench,
    'tell',
    `const os = require('os');
     console.log(JSON.stringify(process.env));
     console.log(os.hostname(), os.homedir(), os.tmpdir(), process.cwd(), typeof process.send);`,
    { env: [{ name: 'COLOR', value: 'red' }], workingDir: '/srv' },
  );
  const environment = JSON.parse(lines[0] ?? '');
  const { COLOR, HOSTNAME, HOME, KUBERNETES_SERVICE_HOST } = environment;
  assert.deepEqual([COLOR, HOSTNAME, HOME], ['red', 'tell', '/root']);
  assert.equal(KUBERNETES_SERVICE_HOST, '10.96.0.1');
  const known = /^(COLOR|HOSTNAME|HOME|KUBERNETES_\w+|System(Root|Drive)|windir)$/;
  assert.deepEqual(
    Object.keys(environment).filter((key) => !known.test(key)),
    [],
  );
  assert.equal(lines[1], 'tell /root /tmp /srv undefined');
  assert.notEqual(hostname(), 'tell');
});

test('files are those of the container; this machine’s can’t be read, and no program be run', async (t) => {
  const bench = await NodeBench.of(t);
  const shown = realpathSync(import.meta.filename);
  const lines = await output(
    bench,
    'files',
    `const fs = require('fs');
     fs.writeFileSync('/tmp/note', 'kept');
     console.log(fs.readFileSync('/tmp/note', 'utf8'), fs.existsSync('/etc/passwd'));
     fs.mkdirSync('/data'); fs.writeFileSync('/data/x', ''); console.log(fs.readdirSync('/data').join());
     process.chdir('/data'); console.log(fs.existsSync('x'), process.cwd(), fs.realpathSync('/data/x'));
     const codeOf = (call) => { try { call(); return 'fine'; } catch (e) { return e.code; } };
     console.log(codeOf(() => fs.readFileSync(${JSON.stringify(shown)})));
     console.log(codeOf(() => process.binding('fs').internalModuleStat && require('child_process').spawnSync('node')));
     console.log(codeOf(() => process.kill(process.ppid, 0)), process.kill(1, 0));
     import('fs/promises').then((p) => p.readFile('/tmp/note', 'utf8')).then(console.log);`,
  );
  assert.deepEqual(lines, [
    'kept false',
    'x',
    'true /data /data/x',
    'ENOENT',
    'ERR_ACCESS_DENIED',
    'ESRCH true',
    'kept',
  ]);
});

test('modules are found by the paths of the container', async (t) => {
  const bench = await NodeBench.of(t);
  const data = {
    'main.mjs':
      "import { word } from '/lib/word.mjs'; import two from './two.cjs'; console.log(word, two)",
    'two.cjs': "module.exports = require('/lib/three.cjs')",
  };
  const lib = { 'word.mjs': "export const word = 'one'", 'three.cjs': "module.exports = 'three'" };
  bench.create('configmaps', { metadata: { name: 'app' }, data });
  bench.create('configmaps', { metadata: { name: 'lib' }, data: lib });
  bench.run('web', {
    restartPolicy: 'Never',
    volumes: ['app', 'lib'].map((name) => ({ name, configMap: { name } })),
    containers: [
      code('', {
        command: ['node', '/app/main.mjs'],
        volumeMounts: ['app', 'lib'].map((name) => ({ name, mountPath: `/${name}` })),
      }),
    ],
  });
  await bench.untilPod('web', (pod) =>
    ['Succeeded', 'Failed'].includes(textAt(pod, 'status', 'phase')),
  );
  assert.deepEqual(await bench.log('web'), ['one three']);
});

test('two pods and two containers may want the same port; a taken one is taken within a process', async (t) => {
  const bench = await NodeBench.of(t);
  const one = code(
    `${server(8080, 'one')};
     const again = require('net').createServer();
     again.on('error', (e) => console.log(e.code, e.port));
     setTimeout(() => again.listen(8080), 50);`,
  );
  bench.run('one', { containers: [one] });
  bench.run('two', { containers: [code(server(8080, 'two'))] });
  await Promise.all([bench.untilLog('one', 2), bench.untilLog('two', 1)]);
  assert.deepEqual(await bench.log('one'), ['listening', 'EADDRINUSE 8080']);
  const address = (name: string) => textAt(bench.get('pods', name), 'status', 'podIP');
  const lines = await output(
    bench,
    'client',
    `(async () => {
       for (const host of ['${address('one')}', '${address('two')}'])
         console.log(await (await fetch('http://' + host + ':8080')).text());
       const s = require('http').createServer((q, r) => r.end('own')).listen(9000, async function () {
         console.log(this.address().port, await (await fetch('http://localhost:9000')).text());
         s.close(); s.closeAllConnections();
       });
     })()`,
  );
  assert.deepEqual(lines, ['one', 'two', '9000 own']);
});

test('names are those of cluster DNS', async (t) => {
  const bench = await NodeBench.of(t);
  bench.run('web', { containers: [code(server(8080, 'web'))] });
  await bench.untilLogged('web', 'listening');
  bench.expose('backend', 80, 8080, ['web']);
  bench.expose('empty', 80, 8080, []);
  const lines = await output(
    bench,
    'client',
    `const dns = require('dns');
     const ask = async (host) => {
       try { return await (await fetch('http://' + host)).text(); } catch (e) { return (e.cause ?? e).code; }
     };
     (async () => {
       for (const host of ['backend', 'backend.shop', 'backend.shop.svc', 'BACKEND.shop.svc.cluster.local.'])
         console.log(await ask(host));
       console.log(await ask('empty'), await ask('nobody'), await ask('backend.default'), await ask('10.244.0.250'));
       const { address } = await dns.promises.lookup('backend');
       console.log(await ask(address), (await dns.promises.resolve4('backend'))[0] === address);
       dns.lookup('nobody', (e) => console.log(e.code, e.syscall));
       dns.lookup('localhost', { all: true }, (e, all) => console.log(JSON.stringify(all)));
     })()`,
  );
  assert.deepEqual(lines, [
    ...['web', 'web', 'web', 'web'],
    'ECONNREFUSED ENOTFOUND ENOTFOUND ECONNREFUSED',
    'web true',
    'ENOTFOUND getaddrinfo',
    '[{"address":"127.0.0.1","family":4}]',
  ]);
});

test('what listens on the pod’s loopback only is for the pod alone', async (t) => {
  const bench = await NodeBench.of(t);
  const source = `require('http').createServer((q, s) => s.end('mine')).listen(8080, '127.0.0.1', async () => {
    console.log(await (await fetch('http://127.0.0.1:8080')).text());
  })`;
  bench.run('shy', { containers: [code(source)] });
  await bench.untilLog('shy', 1);
  assert.deepEqual(await bench.log('shy'), ['mine']);
  const address = textAt(bench.get('pods', 'shy'), 'status', 'podIP');
  const lines = await output(
    bench,
    'client',
    `fetch('http://${address}:8080').catch((e) => console.log(e.cause.code))`,
  );
  assert.deepEqual(lines, ['ECONNREFUSED']);
});

test('a connection to a pod that ends is closed', async (t) => {
  const bench = await NodeBench.of(t);
  bench.run('web', { containers: [code(server(8080, 'web'))] });
  await bench.untilLogged('web', 'listening');
  bench.expose('backend', 80, 8080, ['web']);
  bench.run('client', {
    containers: [
      code(`const s = require('net').connect(80, 'backend', () => console.log('open'));
            s.on('error', () => {}); s.on('close', () => console.log('closed'));
            setInterval(() => {}, 1000)`),
    ],
  });
  await bench.untilLog('client', 1);
  bench.delete('web', 0);
  await bench.untilLog('client', 2);
  assert.deepEqual(await bench.log('client'), ['open', 'closed']);
});
