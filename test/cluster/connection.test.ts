import assert from 'node:assert/strict';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { writeChildKubeconfig } from '../../src/kubernetes/child-kubeconfig.ts';
import type { KubeObject } from '../../src/kubernetes/objects.ts';
import { changedKubeconfig, kubeconfigOf, kubectl, open, textOf } from './connection-support.ts';
import { newDeployment, newNamespace, testCluster } from './support.ts';

const cluster = testCluster();
const limit = () => AbortSignal.timeout(30_000);

describe('who is there', () => {
  it('is the same cluster for every user, known in part to those who may not look', async (t) => {
    const admin = await open(t, cluster.kubeconfig);
    const viewer = await open(t, await kubeconfigOf('viewer'));
    const nobody = await open(t, await kubeconfigOf('nobody'));
    assert.equal(admin.identity.complete, true);
    assert.deepEqual(viewer.identity, admin.identity);
    assert.equal(nobody.identity.complete, false);
    assert.notEqual(nobody.identity.id, admin.identity.id);
    assert.ok(Object.isFrozen(admin.identity));
    assert.equal(admin.namespace, 'default');
  });

  it('an expired token is told of, with where it stands', async (t) => {
    const kubeconfig = await kubeconfigOf('expired');
    await assert.rejects(open(t, kubeconfig), {
      code: 'kubernetes.unauthorised',
      status: 401,
      message: new RegExp(`user “expired” in ${kubeconfig}.*sign in again`),
    });
  });

  it('who may not is told what and where', async (t) => {
    const nobody = await open(t, await kubeconfigOf('nobody'));
    await assert.rejects(nobody.list('/api/v1/namespaces/default/pods', {}, limit()), {
      code: 'kubernetes.forbidden',
      status: 403,
      reason: 'Forbidden',
      message: /nobody may not list pods in namespace default/,
    });
    const viewer = await open(t, await kubeconfigOf('viewer'));
    await assert.rejects(viewer.list('/api/v1/nodes', {}, limit()), {
      code: 'kubernetes.forbidden-cluster',
    });
  });

  it('a server that is not there is told of', async (t) => {
    const { path } = await changedKubeconfig(t, (entry) => {
      entry['server'] = 'https://127.0.0.1:1';
    });
    await assert.rejects(open(t, path), {
      code: 'kubernetes.unreachable',
      message: /https:\/\/127\.0\.0\.1:1 can’t be reached: the connection is refused/,
    });
  });

  it('impersonation is passed on', async (t) => {
    const { path } = await changedKubeconfig(t, (_entry, user) => {
      user['as'] = 'somebody-else';
      user['as-groups'] = ['guests'];
    });
    const client = await open(t, path);
    await assert.rejects(client.list('/api/v1/pods', {}, limit()), /somebody-else may not list/);
  });

  it('an exec plugin signs in, once for everything', async (t) => {
    const { path, folder } = await changedKubeconfig(t, (_entry, user) => {
      const token = user['token'];
      delete user['token'];
      user['exec'] = {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: process.execPath,
        args: [
          '-e',
          `require('fs').appendFileSync(process.env.STARTS, 'x');
           console.error('signing in');
           console.log(JSON.stringify({ kind: 'ExecCredential', apiVersion: 'client.authentication.k8s.io/v1', status: { token: ${JSON.stringify(token)} } }))`,
        ],
        interactiveMode: 'Never',
        env: [{ name: 'STARTS', value: join(tmpdir(), `starts-${process.pid}`) }],
      };
    });
    const starts = join(tmpdir(), `starts-${process.pid}`);
    t.after(() => rm(starts, { force: true }));
    const lines: string[] = [];
    const client = await open(t, path, { onPluginOutput: (line) => lines.push(line) });
    await Promise.all(
      Array.from({ length: 6 }, () => client.list('/api/v1/namespaces', {}, limit())),
    );
    assert.deepEqual(lines, ['signing in']);
    assert.equal(await textOf(starts), 'x');
    const child = await writeChildKubeconfig(client.kubeconfig(), folder);
    assert.doesNotMatch(await textOf(child.path), /"token":/);
  });
});

describe('lists', () => {
  it('come page by page, complete, with kinds', async (t) => {
    const namespace = await newNamespace(cluster, 'connection', t);
    const path = `/api/v1/namespaces/${namespace}/configmaps`;
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (const name of names) {
      await cluster.api('POST', path, { metadata: { name, labels: { part: 'list' } } });
    }
    const client = await open(t, cluster.kubeconfig);
    const query = { labelSelector: 'part=list', limit: 2 };
    const { items, resourceVersion } = await client.list(path, query, limit());
    assert.deepEqual(
      items.map(({ metadata, kind, apiVersion }) => [metadata.name, kind, apiVersion]),
      names.map((name) => [name, 'ConfigMap', 'v1']),
    );
    assert.match(resourceVersion, /^\d+$/);
  });
});

describe('changes', () => {
  it('are followed from a list on, deletion included', async (t) => {
    const namespace = await newNamespace(cluster, 'connection', t);
    const path = `/api/v1/namespaces/${namespace}/configmaps`;
    const client = await open(t, cluster.kubeconfig);
    const query = { labelSelector: 'part=watch' };
    const { resourceVersion } = await client.list(path, query, limit());
    const made = await client.request<KubeObject>(
      { method: 'POST', path, body: { metadata: { name: 'x', labels: { part: 'watch' } } } },
      limit(),
    );
    await client.request({ method: 'DELETE', path: `${path}/x` }, limit());
    const seen: string[] = [];
    for await (const event of client.watch(path, { ...query, resourceVersion }, limit())) {
      if (event.type === 'BOOKMARK') {
        continue;
      }
      seen.push(`${event.type} ${event.object.metadata.uid}`);
      if (event.type === 'DELETED') {
        break;
      }
    }
    assert.deepEqual(seen, [`ADDED ${made.metadata.uid}`, `DELETED ${made.metadata.uid}`]);
  });

  it('end when the server ends them', async (t) => {
    const client = await open(t, cluster.kubeconfig);
    const path = '/api/v1/namespaces';
    const { resourceVersion } = await client.list(path, {}, limit());
    const query = { resourceVersion, timeoutSeconds: 1, fieldSelector: 'metadata.name=default' };
    const types = [];
    for await (const { type } of client.watch(path, query, limit())) {
      types.push(type);
    }
    assert.deepEqual(
      types.filter((type) => type !== 'BOOKMARK'),
      [],
    );
  });

  it('end at once when the signal is aborted', async (t) => {
    const client = await open(t, cluster.kubeconfig);
    const end = new AbortController();
    const reason = new Error('enough');
    const watch = client.watch('/api/v1/namespaces', {}, end.signal);
    await assert.rejects(async () => {
      for await (const _event of watch) {
        end.abort(reason);
      }
    }, reason);
  });
});

describe('a container', () => {
  let namespace: string;
  let pod: string;
  const place = async (t: Parameters<typeof open>[0]) => {
    namespace = await newNamespace(cluster, 'connection', t);
    await newDeployment(cluster, namespace, 'box');
    const [found] = await cluster.list<KubeObject>(`/api/v1/namespaces/${namespace}/pods`);
    pod = found?.metadata.name ?? '';
    return open(t, cluster.kubeconfig);
  };

  it('runs commands, with their output, input and exit code', async (t) => {
    const client = await place(t);
    const run = (command: string[], stdin?: string) =>
      client.exec({ namespace, pod }, command, {
        signal: limit(),
        ...(stdin !== undefined && { stdin }),
      });
    const script = "console.log('out ü'); console.error('err'); process.exit(3)";
    const failed = await run(['node', '-e', script]);
    assert.equal(failed.stdout, 'out ü\n');
    assert.equal(failed.stderr, 'err\n');
    assert.equal(failed.status['status'], 'Failure');
    assert.deepEqual(failed.status['details'], {
      causes: [{ reason: 'ExitCode', message: '3' }],
    });
    const upper = 'process.stdin.on("data", (d) => process.stdout.write(String(d).toUpperCase()))';
    const echoed = await run(['node', '-e', upper], 'to the end\n');
    assert.equal(echoed.stdout, 'TO THE END\n');
    assert.equal(echoed.status['status'], 'Success');
    const much = await run(['node', '-e', "process.stdout.write('x'.repeat(300000))"]);
    assert.equal(much.stdout.length, 300_000);

    const end = new AbortController();
    const reason = new Error('enough');
    setTimeout(() => end.abort(reason), 300);
    const endless = client.exec({ namespace, pod }, ['node', '-e', 'setInterval(() => {}, 1e6)'], {
      signal: end.signal,
    });
    await assert.rejects(endless, reason);

    await assert.rejects(
      run(['no-such-program']).then(({ status }) => {
        throw new Error(String(status['message']));
      }),
      /no-such-program/,
    );
    const elsewhere = { namespace, pod: 'gone' };
    await assert.rejects(client.exec(elsewhere, ['true'], { signal: limit() }), {
      code: 'kubernetes.not-found',
      status: 404,
    });
    const viewer = await open(t, await kubeconfigOf('viewer'));
    await assert.rejects(viewer.exec({ namespace, pod }, ['true'], { signal: limit() }), {
      code: 'kubernetes.forbidden',
      message: /viewer may not (get|create) pods\/exec in namespace/,
    });

    const log = await client.text(
      { method: 'GET', path: `/api/v1/namespaces/${namespace}/pods/${pod}/log` },
      limit(),
    );
    assert.equal(log, '');
  });
});

describe('a kubeconfig for child programs', () => {
  it('reaches this cluster, belongs to its owner alone, and goes', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'child-'));
    t.after(() => rm(folder, { recursive: true }));
    const client = await open(t, cluster.kubeconfig);
    const child = await writeChildKubeconfig(client.kubeconfig(), folder);
    const { stdout } = await kubectl(child.path, ['get', 'namespace', 'kube-system', '-o', 'name']);
    assert.equal(stdout.trim(), 'namespace/kube-system');
    assert.equal((await stat(child.path)).mode & 0o777, 0o600);
    await child.remove();
    await assert.rejects(stat(child.path), { code: 'ENOENT' });
    await child.remove();
  });
});
