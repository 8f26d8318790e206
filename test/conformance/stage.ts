import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api } from '../../src/practice/api/api.ts';
import { bootstrap } from '../../src/practice/api/bootstrap.ts';
import { makeCertificates } from '../../src/practice/api/certificates.ts';
import { startServer } from '../../src/practice/api/http/server.ts';
import { kubeconfigText } from '../../src/practice/kubeconfig.ts';
import { type Client, clientOf, clientOfKubeconfig, clientOfToken } from './client.ts';

/** Where cells run: a server with a namespace of their own. */
export interface Stage {
  /** `practice` or `real`. */
  name: string;
  admin: Client;
  /** Somebody without any rights; undefined where the cluster has no such user. */
  nobody: Client | undefined;
  namespace: string;
  /** Path of the administrator's kubeconfig. */
  kubeconfig: string;
  /** Somebody by their bearer token. */
  withToken(token: string): Client;
  /** Forgets what was before; the real server has no such wish, and soon forgets by itself. */
  compact(): void;
  close(): Promise<void>;
}

/**
 * A server in this process.
 * @param inhabit starts what else is to be there, such as controllers; returns its end
 */
export async function practiceStage(
  inhabit: (api: Api) => () => unknown = () => () => undefined,
): Promise<Stage> {
  const api = new Api();
  bootstrap(api);
  const leave = inhabit(api);
  const certificates = makeCertificates(Date.now());
  const server = await startServer({
    api,
    certificates,
    accounts: [
      { token: 'admin-token', name: 'admin', groups: ['system:masters'] },
      { token: 'nobody-token', name: 'nobody', groups: [] },
    ],
  });
  const client = (token: string) =>
    clientOf({
      base: server.url,
      ca: certificates.ca,
      headers: { authorization: `Bearer ${token}` },
    });
  const admin = client('admin-token');
  const kubeconfig = join(tmpdir(), `practice-${randomBytes(6).toString('hex')}.json`);
  const token = 'admin-token';
  await writeFile(kubeconfig, kubeconfigText({ server: server.url, ca: certificates.ca, token }));
  return withNamespace({
    name: 'practice',
    admin,
    nobody: client('nobody-token'),
    withToken: client,
    kubeconfig,
    compact: () => api.store.compact(),
    async close() {
      await leave();
      await server.close();
      await rm(kubeconfig);
    },
  });
}

/** The real control plane that the environment names, or undefined. */
export async function realStage(): Promise<Stage | undefined> {
  const path = process.env['CHAOS_WORKBENCH_TEST_KUBECONFIG'];
  if (!path) {
    return undefined;
  }
  const nobody = `${path}-nobody`;
  return withNamespace({
    name: 'real',
    admin: await clientOfKubeconfig(path),
    nobody: existsSync(nobody) ? await clientOfKubeconfig(nobody) : undefined,
    withToken: (token) => clientOfToken(path, token),
    kubeconfig: path,
    compact: () => undefined,
    close: async () => undefined,
  });
}

async function withNamespace(stage: Omit<Stage, 'namespace'>): Promise<Stage> {
  const namespace = `conformance-${randomBytes(3).toString('hex')}`;
  const { admin } = stage;
  await admin.call('POST', '/api/v1/namespaces', { body: { metadata: { name: namespace } } });
  return {
    ...stage,
    namespace,
    async close() {
      await admin.call('DELETE', `/api/v1/namespaces/${namespace}`);
      await stage.close();
    },
  };
}
