import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import type { Role } from '../../src/kubernetes/role.ts';
import type { After, TestCluster } from './support.ts';

/**
 * A kubeconfig of a new service account `tester` that may do these things with everything in one
 * namespace, and nothing else.
 */
export function accountThatMay(
  verbs: string[],
  namespace: string,
  cluster: TestCluster,
  test: After,
): Promise<string> {
  const rules = [{ apiGroups: ['*'], resources: ['*'], verbs }];
  return accountWith([{ namespace, rules }], namespace, 'tester', cluster, test);
}

/**
 * A kubeconfig of a new service account that has these roles and no others.
 * @param namespace where the account lives
 */
export async function accountWith(
  roles: readonly Role[],
  namespace: string,
  name: string,
  cluster: TestCluster,
  test: After,
): Promise<string> {
  const accounts = `/api/v1/namespaces/${namespace}/serviceaccounts`;
  await cluster.api('POST', accounts, { metadata: { name } });
  await Promise.all(roles.map((role) => bind(role, { name, namespace }, cluster, test)));
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

/** Makes a role and gives it to an account. */
async function bind(
  { namespace, rules }: Role,
  account: { name: string; namespace: string },
  cluster: TestCluster,
  test: After,
): Promise<void> {
  const rbac = '/apis/rbac.authorization.k8s.io/v1';
  const wide = namespace === undefined;
  const place = wide ? rbac : `${rbac}/namespaces/${namespace}`;
  const kind = wide ? 'ClusterRole' : 'Role';
  // What is cluster-wide outlives the namespace.
  const name = `${account.namespace}-${account.name}`;
  const [roles, bindings] = [
    `${place}/${kind.toLowerCase()}s`,
    `${place}/${kind.toLowerCase()}bindings`,
  ];
  await cluster.api('POST', roles, { metadata: { name }, rules });
  await cluster.api('POST', bindings, {
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name },
    subjects: [{ kind: 'ServiceAccount', ...account }],
  });
  if (wide) {
    test.after(async () => {
      await cluster.api('DELETE', `${bindings}/${name}`);
      await cluster.api('DELETE', `${roles}/${name}`);
    });
  }
}
