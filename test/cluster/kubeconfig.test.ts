import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import type { ConnectionChoice } from '../../src/kubernetes/consent.ts';
import { loadKubeconfig } from '../../src/kubernetes/kubeconfig/load.ts';
import { selectContext } from '../../src/kubernetes/kubeconfig/select.ts';
import { nodePlatform } from '../../src/platform/platform.ts';

const run = promisify(execFile);
const platform = nodePlatform();

interface View {
  clusters: { name: string; cluster: object }[] | null;
  users: { name: string; user: object }[] | null;
  contexts: { name: string; context: { namespace?: string } }[] | null;
  'current-context': string;
}

/** Files of a case by name, the value of KUBECONFIG made of some of them, and what is chosen. */
interface Case {
  files: Record<string, string>;
  list: string[];
  choice?: ConnectionChoice;
}

const config = (parts: object) => JSON.stringify({ apiVersion: 'v1', kind: 'Config', ...parts });
const cluster = (name: string, server: string, more: object = {}) => ({
  name,
  cluster: { server, ...more },
});
const context = (name: string, of: string, user: string, namespace?: string) => ({
  name,
  context: { cluster: of, user, ...(namespace && { namespace }) },
});

const first = config({
  clusters: [cluster('one', 'https://one:6443'), cluster('shared', 'https://first:6443')],
  users: [{ name: 'ann', user: { token: 'first' } }],
  contexts: [context('one', 'one', 'ann', 'shop'), context('both', 'shared', 'ann')],
});
const second = config({
  clusters: [cluster('two', 'https://two:6443'), cluster('shared', 'https://second:6443')],
  users: [
    { name: 'ann', user: { token: 'second', username: 'never-merged-in' } },
    { name: 'bob', user: { username: 'bob', password: 'secret' } },
  ],
  contexts: [context('two', 'two', 'bob'), context('one', 'two', 'bob', 'other')],
  'current-context': 'one',
});
const third = config({
  'current-context': 'two',
  contexts: [context('third', 'two', 'ann')],
});

const cases: Record<string, Case> = {
  'one file': { files: { a: second }, list: ['a'] },
  'first current context that is set wins': {
    files: { a: first, b: second, c: third },
    list: ['a', 'b', 'c'],
  },
  'the same in another order': { files: { a: first, b: second, c: third }, list: ['c', 'b', 'a'] },
  'entries of the first file win whole': {
    files: { a: first, b: second },
    list: ['a', 'b'],
    choice: { context: 'both' },
  },
  'the second file wins when it comes first': {
    files: { a: first, b: second },
    list: ['b', 'a'],
    choice: { context: 'both' },
  },
  'a context of one file with the user of another': {
    files: { a: third, b: second },
    list: ['a', 'b'],
    choice: { context: 'third' },
  },
  'missing files are left out': { files: { b: second }, list: ['missing', 'b', 'folder/none'] },
  'the same file twice': { files: { a: second }, list: ['a', 'a'] },
  'an empty file': { files: { a: '', b: second }, list: ['a', 'b'] },
  'a file of comments only': { files: { a: '# nothing\n', b: second }, list: ['b'] },
  'lists that are null': {
    files: { a: 'apiVersion: v1\nkind: Config\nclusters: null\nusers:\ncontexts: []\n', b: second },
    list: ['a', 'b'],
  },
  'an empty current context counts as unset': {
    files: { a: 'apiVersion: v1\nkind: Config\ncurrent-context: ""\n', b: second },
    list: ['a', 'b'],
  },
  'YAML with anchors and unknown keys': {
    files: {
      a: `apiVersion: v1
kind: Config
preferences: {colors: true}
something-new: [1, 2]
clusters:
- name: yaml
  cluster: &c
    server: https://n:6443
    insecure-skip-tls-verify: yes
    tls-server-name: other
    proxy-url: http://proxy:3128
    disable-compression: true
contexts:
- {name: c, context: {cluster: yaml, user: u, namespace: ns, extensions: []}}
users:
- name: u
  user:
    as: root
    as-uid: "7"
    as-groups: [g1, g2]
    as-user-extra: {reason: [test, 2001-01-01, 1:20]}
current-context: c
`,
    },
    list: ['a'],
  },
  'exec: bare command': {
    files: {
      a: config({
        clusters: [cluster('c', 'https://c:6443')],
        users: [
          {
            name: 'u',
            user: {
              exec: {
                apiVersion: 'client.authentication.k8s.io/v1beta1',
                command: 'aws',
                args: null,
                env: null,
                interactiveMode: 'IfAvailable',
                provideClusterInfo: true,
              },
            },
          },
        ],
        contexts: [context('c', 'c', 'u')],
        'current-context': 'c',
      }),
    },
    list: ['a'],
  },
};

describe('kubeconfig against kubectl config view --minify', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
  });
  after(() => rm(folder, { recursive: true }));

  const place = async (name: string, { files, list }: Case) => {
    const root = join(folder, name.replace(/\W+/g, '-'));
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(root, path, '..'), { recursive: true });
      await writeFile(join(root, path), text);
    }
    return list.map((path) => join(root, path)).join(delimiter);
  };

  for (const [name, each] of Object.entries(cases)) {
    it(name, async () => {
      const list = await place(name, each);
      const environment = { ...process.env, KUBECONFIG: list };
      const chosen = each.choice?.context ? ['--context', each.choice.context] : [];
      const { stdout } = await run(
        'kubectl',
        ['config', 'view', '--minify', '--raw', '-o', 'json', ...chosen],
        { env: environment },
      );
      const view: View = JSON.parse(stdout);
      const merged = await loadKubeconfig(undefined, environment, platform);
      const ours = selectContext(merged, each.choice ?? {});
      assert.equal(ours.name, view['current-context']);
      assert.deepEqual(ours.cluster.value, view.clusters?.[0]?.cluster);
      assert.deepEqual(withoutEmpty(ours.user?.value), withoutEmpty(view.users?.[0]?.user));
      assert.equal(ours.namespace, view.contexts?.[0]?.context.namespace ?? 'default');
    });
  }

  it('relative paths start from their own file', async () => {
    const list = await place('relative', {
      files: {
        'x/a': config({
          clusters: [cluster('c', 'https://c:6443', { 'certificate-authority': 'ca.crt' })],
          contexts: [context('c', 'c', 'u')],
          'current-context': 'c',
        }),
        'x/ca.crt': 'the authority',
        'y/b': config({
          users: [
            {
              name: 'u',
              user: { 'client-certificate': '../certs/u.crt', 'client-key': './u.key' },
            },
          ],
        }),
        'certs/u.crt': 'the certificate',
        'y/u.key': 'the key',
      },
      list: ['x/a', 'y/b'],
    });
    const environment = { ...process.env, KUBECONFIG: list };
    const args = ['config', 'view', '--minify', '--raw', '--flatten', '-o', 'json'];
    const { stdout } = await run('kubectl', args, { env: environment });
    const view: View = JSON.parse(stdout);
    const ours = selectContext(await loadKubeconfig(undefined, environment, platform), {});
    const data = async (path: string | undefined) =>
      (await readFile(path ?? '')).toString('base64');
    assert.deepEqual(view.clusters?.[0]?.cluster, {
      server: 'https://c:6443',
      'certificate-authority-data': await data(ours.cluster.value['certificate-authority']),
    });
    assert.deepEqual(view.users?.[0]?.user, {
      'client-certificate-data': await data(ours.user?.value['client-certificate']),
      'client-key-data': await data(ours.user?.value['client-key']),
    });
  });

  it('a command with a folder starts from its own file', async () => {
    const exec = (command: string) => ({
      apiVersion: 'client.authentication.k8s.io/v1',
      command,
      interactiveMode: 'Never',
    });
    const list = await place('command', {
      files: {
        'x/a': config({
          clusters: [cluster('c', 'https://127.0.0.1:1')],
          users: [{ name: 'u', user: { exec: exec('bin/login') } }],
          contexts: [context('c', 'c', 'u')],
          'current-context': 'c',
        }),
        'x/bin/login': '#!/bin/sh\necho "$0" > "$(dirname "$0")/ran"\nexit 3\n',
      },
      list: ['x/a'],
    });
    const environment = { ...process.env, KUBECONFIG: list };
    const ours = selectContext(await loadKubeconfig(undefined, environment, platform), {});
    const command = ours.user?.value.exec?.command ?? '';
    await chmod(command, 0o700);
    await assert.rejects(run('kubectl', ['get', '--raw', '/version'], { env: environment }));
    assert.equal((await readFile(join(command, '..', 'ran'), 'utf8')).trim(), command);
  });

  const refused: Record<string, Case & { code: string }> = {
    'a context that does not exist': {
      files: { a: first },
      list: ['a'],
      choice: { context: 'nope' },
      code: 'kubernetes.context-unknown',
    },
    'a name twice in one file': {
      files: {
        a: config({
          clusters: [cluster('c', 'https://a'), cluster('c', 'https://b')],
          contexts: [context('c', 'c', '')],
          'current-context': 'c',
        }),
      },
      list: ['a'],
      code: 'kubernetes.kubeconfig-duplicate',
    },
    'not YAML': { files: { a: 'clusters: [' }, list: ['a'], code: 'kubernetes.kubeconfig-syntax' },
    'a number for a token': {
      files: {
        a: 'apiVersion: v1\nkind: Config\nusers: [{name: u, user: {token: 12}}]\ncurrent-context: c\n',
      },
      list: ['a'],
      code: 'kubernetes.kubeconfig-shape',
    },
    'a name that YAML 1.1 takes for a boolean': {
      files: {
        a: 'apiVersion: v1\nkind: Config\ncontexts: [{name: c, context: {cluster: n}}]\ncurrent-context: c\n',
      },
      list: ['a'],
      code: 'kubernetes.kubeconfig-shape',
    },
    'a list that is an object': {
      files: { a: 'apiVersion: v1\nkind: Config\nclusters: {a: b}\ncurrent-context: c\n' },
      list: ['a'],
      code: 'kubernetes.kubeconfig-shape',
    },
  };
  for (const [name, each] of Object.entries(refused)) {
    it(`refused by both: ${name}`, async () => {
      const list = await place(name, each);
      const environment = { ...process.env, KUBECONFIG: list };
      const chosen = each.choice?.context ? ['--context', each.choice.context] : [];
      const args = ['config', 'view', '--minify', '--raw', '-o', 'json', ...chosen];
      await assert.rejects(run('kubectl', args, { env: environment }));
      await assert.rejects(
        async () =>
          selectContext(await loadKubeconfig(undefined, environment, platform), each.choice ?? {}),
        { code: each.code },
      );
    });
  }
});

/** kubectl leaves out what is empty or has its default. */
function withoutEmpty(value: object | undefined): unknown {
  return JSON.parse(
    JSON.stringify(value ?? {}, (_key, each) =>
      each === null || each === '' || (Array.isArray(each) && each.length === 0) ? undefined : each,
    ),
  );
}
