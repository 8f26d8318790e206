import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import type { After, TestCluster } from './support.ts';

/**
 * A kubeconfig of a new service account `tester` that may do these things with everything in one
 * namespace, and nothing else.
 */
export async function accountThatMay(
  verbs: string[],
  namespace: string,
  cluster: TestCluster,
  test: After,
): Promise<string> {
  const name = 'tester';
  const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}`;
  const accounts = `/api/v1/namespaces/${namespace}/serviceaccounts`;
  await cluster.api('POST', accounts, { metadata: { name } });
  await cluster.api('POST', `${rbac}/roles`, {
    metadata: { name },
    rules: [{ apiGroups: ['*'], resources: ['*'], verbs }],
  });
  await cluster.api('POST', `${rbac}/rolebindings`, {
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  });
  const { status } = await cluster.api<{ status: { token: string } }>(
    'POST',
    `${accounts}/${name}/token`,
    { spec: {} },
  );
  const admin = new KubeConfig();
  admin.loadFromFile(cluster.kubeconfig);
  const { server, caData, caFile } = admin.getCurrentCluster() ?? {};
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name,
        cluster: {
          server,
          ...(caData && { 'certificate-authority-data': caData }),
          ...(caFile && { 'certificate-authority': caFile }),
        },
      },
    ],
    users: [{ name, user: { token: status.token } }],
    contexts: [{ name, context: { cluster: name, user: name, namespace } }],
    'current-context': name,
  };
  const path = join(tmpdir(), `account-${randomBytes(6).toString('hex')}.json`);
  await writeFile(path, JSON.stringify(config), { mode: 0o600 });
  test.after(() => rm(path, { force: true }));
  return path;
}
