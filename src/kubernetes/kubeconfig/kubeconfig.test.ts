import assert from 'node:assert/strict';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { nodePlatform } from '../../platform/platform.ts';
import { contextsOf, listContexts } from './contexts.ts';
import { loadKubeconfig } from './load.ts';
import { kubeconfigPaths } from './paths.ts';
import { selectContext } from './select.ts';
import { KubeconfigStore } from './store.ts';
import { watchFiles } from './watch-files.ts';

const linux = nodePlatform({ os: 'linux', homedir: '/home/ann' });
const windows = nodePlatform({ os: 'win32', homedir: 'C:\\Users\\ann' });

const from = (files: Record<string, string>) => async (path: string) => files[path];

const whole = `apiVersion: v1
kind: Config
clusters:
- name: c
  cluster:
    server: https://c:6443
users:
- name: u
  user:
    exec: {apiVersion: client.authentication.k8s.io/v1, command: login}
contexts:
- name: c
  context: {cluster: c, user: u, namespace: shop}
- name: broken
  context: {cluster: gone, user: u}
- name: nobody
  context: {cluster: c, user: gone}
current-context: c
`;

describe('where kubeconfigs are', () => {
  it('is ~/.kube/config where KUBECONFIG is unset or empty', () => {
    assert.deepEqual(kubeconfigPaths(undefined, {}, linux), ['/home/ann/.kube/config']);
    assert.deepEqual(kubeconfigPaths(undefined, { KUBECONFIG: '', HOME: '/h' }, linux), [
      '/h/.kube/config',
    ]);
  });

  it('is the list of KUBECONFIG, each once', () => {
    const KUBECONFIG = '/a::/b:/a';
    assert.deepEqual(kubeconfigPaths(undefined, { KUBECONFIG }, linux), ['/a', '/b']);
  });

  it('is parted by semicolons on Windows, where colons belong to drives', () => {
    const KUBECONFIG = 'C:\\a;D:\\b';
    assert.deepEqual(kubeconfigPaths(undefined, { KUBECONFIG }, windows), ['C:\\a', 'D:\\b']);
    assert.deepEqual(kubeconfigPaths(undefined, { USERPROFILE: 'D:\\ann' }, windows), [
      'D:\\ann\\.kube\\config',
    ]);
  });

  it('is what a person chose before what the environment says', () => {
    assert.deepEqual(kubeconfigPaths('/mine', { KUBECONFIG: '/a' }, linux), ['/mine']);
  });
});

describe('paths in kubeconfigs on Windows', () => {
  it('start from the folder of their file', async () => {
    const text = `users: [{name: u, user: {client-key: certs\\u.key, tokenFile: 'E:\\t'}}]`;
    const config = await loadKubeconfig('C:\\kube\\a', {}, windows, from({ 'C:\\kube\\a': text }));
    assert.deepEqual(config.users.get('u')?.value, {
      'client-key': 'C:\\kube\\certs\\u.key',
      tokenFile: 'E:\\t',
    });
  });
});

describe('mistakes in kubeconfigs', () => {
  const load = (text: string) => loadKubeconfig('/k', {}, linux, from({ '/k': text }));
  const told = async (text: string): Promise<string> => {
    const error = await load(text).catch((each: Error) => each);
    return error instanceof Error ? error.message : 'nothing was wrong';
  };

  it('are told with file and line', async () => {
    assert.match(await told('clusters:\n- name: a\n  cluster: {server: 5}\n'), /^\/k:3: server/);
    assert.match(await told('a: b\nusers:\n  - nothing\n'), /^\/k:3: an entry of users/);
    assert.match(await told('contexts:\n- {name: c}\n- {name: c}\n'), /^\/k:3: the context “c”/);
    assert.match(await told('a: b\nc: [\n'), /^\/k:\d: this kubeconfig is not well formed/);
    assert.match(await told('users:\n- name: u\n  user:\n    exec: {args: []}\n'), /exec.command/);
    assert.match(await told('- a\n'), /^\/k:1: a kubeconfig must be an object/);
  });

  it('are told of JSON too', async () => {
    const inLines = (...lines: string[]) => lines.join('\n');
    assert.match(
      await told(inLines('{', ' "clusters": [', '  {"name": "a", "cluster": {"server": 5}}]}')),
      /^\/k:3: server/,
    );
    assert.match(
      await told(inLines('{"contexts": [', '{"name": "c"},', '{"name": "c"}]}')),
      /^\/k:3: the context “c”/,
    );
    assert.match(await told('{"users": 5}'), /^\/k:1: users must be a list/);
    assert.match(await told('{"users": ['), /^\/k:\d: this kubeconfig is not well formed/);
  });

  it('are no mistakes where braces are YAML', async () => {
    const config = await load('{current-context: c, contexts: [{name: c, context: {cluster: a}}]}');
    assert.deepEqual(config.contexts.get('c'), {
      value: { cluster: 'a' },
      file: '/k',
      line: 1,
    });
  });

  it('say what a context lacks, and which contexts there are', async () => {
    const config = await load(whole);
    const select = (context: string) => () => selectContext(config, { context });
    assert.throws(select('broken'), { code: 'kubernetes.context-cluster' });
    assert.throws(select('broken'), /^HumanError: \/k:14: /);
    assert.throws(select('nobody'), { code: 'kubernetes.context-user' });
    assert.throws(select('nope'), /Contexts: c, broken, nobody/);
  });

  it('say where a kubeconfig is expected when there is none', async () => {
    const config = await loadKubeconfig(undefined, { HOME: '/h' }, linux, from({}));
    assert.throws(() => selectContext(config, {}), /\/h\/\.kube\/config/);
    assert.deepEqual(contextsOf(config), {
      contexts: [],
      paths: ['/h/.kube/config'],
      found: false,
    });
  });
});

describe('the list of contexts', () => {
  it('tells what is needed to choose', async () => {
    const { contexts } = await listContexts('/k', {}, linux, from({ '/k': whole }));
    assert.deepEqual(contexts[0], {
      name: 'c',
      cluster: 'c',
      server: 'https://c:6443',
      user: 'u',
      namespace: 'shop',
      current: true,
      exec: true,
      file: '/k',
      line: 12,
    });
    assert.deepEqual(
      contexts.map(({ name, server }) => [name, server]),
      [
        ['c', 'https://c:6443'],
        ['broken', undefined],
        ['nobody', 'https://c:6443'],
      ],
    );
  });
});

describe('changes of the files', () => {
  it('are seen at the next get, and nothing is read twice without them', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
    t.after(() => rm(folder, { recursive: true }));
    const path = join(folder, 'config');
    const store = new KubeconfigStore(path, {}, nodePlatform());
    assert.deepEqual((await store.get()).files, []);
    await writeFile(path, 'current-context: one\n');
    const first = await store.get();
    assert.equal(first.currentContext, 'one');
    assert.equal(await store.get(), first);
    await writeFile(path, 'current-context: another\n');
    assert.equal((await store.get()).currentContext, 'another');
  });

  it('are told, also when the file is replaced by another', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
    t.after(() => rm(folder, { recursive: true }));
    const path = join(folder, 'config');
    await writeFile(path, 'a');
    let changed = Promise.withResolvers<void>();
    using _watching = watchFiles([path], () => changed.resolve());
    await writeFile(path, 'b');
    await changed.promise;
    changed = Promise.withResolvers();
    await writeFile(join(folder, 'new'), 'c');
    await rename(join(folder, 'new'), path);
    await changed.promise;
  });
});
