import { resolve } from 'node:path';
import type { Json, JsonObject } from '../experiment/json.ts';
import { HumanError } from '../messages/error.ts';
import { pem, readCredential } from './auth/files.ts';
import { credentialsOfUser } from './auth/from-user.ts';
import {
  type ConnectionDeps,
  connect,
  endpointOfChoice,
  type OpenedCluster,
} from './connection.ts';
import type { ConnectionChoice } from './consent.ts';
import type { Endpoint } from './endpoint.ts';
import { loadKubeconfig } from './kubeconfig/load.ts';
import type { KubeCluster, KubeUser } from './kubeconfig/types.ts';
import { proxyFor } from './proxy.ts';

/** Where a pod finds its service account. */
const serviceAccount = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Opens the connection of an activity, in chaosk8s's order: an existing kubeconfig, then the pod
 * this runs in (CHAOSTOOLKIT_IN_POD is `true`), then KUBERNETES_HOST with its variables. Secrets
 * beat the environment; a context in the secrets beats the person's choice too, and that one the
 * environment's. TLS is verified unless KUBERNETES_VERIFY_SSL says no; chaosk8s does not verify
 * where the variable is unset.
 * @throws HumanError `kubernetes.*`
 */
export async function connectionFor(
  secrets: JsonObject,
  choice: ConnectionChoice,
  deps: ConnectionDeps,
  signal: AbortSignal = new AbortController().signal,
): Promise<OpenedCluster> {
  return connect(await endpointFor(secrets, choice, deps), deps, signal);
}

/** Where an activity's connection leads; asks no server and starts nothing. */
export async function endpointFor(
  secrets: JsonObject,
  choice: ConnectionChoice,
  deps: ConnectionDeps,
): Promise<Endpoint> {
  const { environment } = deps;
  const look = (name: string): Json | undefined => secrets[name] ?? environment[name];
  const config = await loadKubeconfig(choice.kubeconfig, environment, deps.platform);
  if (config.files.length > 0) {
    const context =
      textOf(secrets['KUBERNETES_CONTEXT']) || choice.context || environment['KUBERNETES_CONTEXT'];
    return endpointOfChoice({ ...choice, ...(context && { context }) }, deps, config);
  }
  if (environment['CHAOSTOOLKIT_IN_POD'] === 'true') {
    return podEndpoint(choice, deps);
  }
  if (!look('KUBERNETES_HOST')) {
    throw new HumanError('kubernetes.no-host', { paths: config.paths.join(', ') });
  }
  return hostEndpoint(look, choice, deps);
}

async function podEndpoint(choice: ConnectionChoice, deps: ConnectionDeps): Promise<Endpoint> {
  const { environment } = deps;
  const host = environment['KUBERNETES_SERVICE_HOST'];
  const port = environment['KUBERNETES_SERVICE_PORT'];
  if (!host || !port) {
    const reason = 'KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set';
    throw new HumanError('kubernetes.not-in-pod', { reason });
  }
  const source = 'the pod’s service account';
  const own = await readCredential(`${serviceAccount}/namespace`, 'namespace', source).catch(
    () => '',
  );
  const cluster: KubeCluster = {
    server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
    'certificate-authority': `${serviceAccount}/ca.crt`,
  };
  const user: KubeUser = { tokenFile: `${serviceAccount}/token` };
  const namespace = choice.namespace || own.trim() || 'default';
  return endpointOf(cluster, user, source, namespace, deps);
}

async function hostEndpoint(
  look: (name: string) => Json | undefined,
  choice: ConnectionChoice,
  deps: ConnectionDeps,
): Promise<Endpoint> {
  const file = (name: string): string | undefined => {
    const path = textOf(look(name));
    return path && resolve(deps.cwd ?? '', path);
  };
  const ca = file('KUBERNETES_CA_CERT_FILE');
  const cluster: KubeCluster = {
    server: textOf(look('KUBERNETES_HOST')),
    ...(ca && { 'certificate-authority': ca }),
    ...(!isOn(look('KUBERNETES_VERIFY_SSL')) && { 'insecure-skip-tls-verify': true }),
  };
  const { user, authorization } = hostUser(look, file);
  const source = 'KUBERNETES_HOST';
  const namespace = choice.namespace || 'default';
  const endpoint = await endpointOf(cluster, user, source, namespace, deps);
  return authorization === undefined
    ? endpoint
    : {
        ...endpoint,
        credentials: { current: async () => ({ authorization }), renew: async () => false },
      };
}

/** The first of API key, certificate, name and password that is there at all. */
function hostUser(
  look: (name: string) => Json | undefined,
  file: (name: string) => string | undefined,
): { user: KubeUser; authorization?: string } {
  const key = look('KUBERNETES_API_KEY');
  if (key !== undefined) {
    const prefix = textOf(look('KUBERNETES_API_KEY_PREFIX') ?? 'Bearer');
    const token = textOf(key);
    // Only `Bearer` has a form in a kubeconfig; another prefix is for gateways in between.
    return { user: { token }, authorization: prefix ? `${prefix} ${token}` : token };
  }
  if (look('KUBERNETES_CERT_FILE') !== undefined) {
    const [cert, certKey] = [file('KUBERNETES_CERT_FILE'), file('KUBERNETES_KEY_FILE')];
    return {
      user: {
        ...(cert && { 'client-certificate': cert }),
        ...(certKey && { 'client-key': certKey }),
      },
    };
  }
  if (look('KUBERNETES_USERNAME') !== undefined) {
    const username = textOf(look('KUBERNETES_USERNAME'));
    return { user: { username, password: textOf(look('KUBERNETES_PASSWORD')) } };
  }
  return { user: {} };
}

async function endpointOf(
  cluster: KubeCluster,
  user: KubeUser,
  source: string,
  namespace: string,
  deps: ConnectionDeps,
): Promise<Endpoint> {
  const text = cluster.server ?? '';
  const server = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `http://${text}`);
  if (server === null || !['http:', 'https:'].includes(server.protocol)) {
    throw new HumanError('kubernetes.bad-host', { server: text });
  }
  const ca = await pem(
    undefined,
    cluster['certificate-authority'],
    'certificate authority',
    source,
  );
  const credentials = await credentialsOfUser(user, {
    source,
    cluster,
    environment: deps.environment,
    platform: deps.platform,
    trusted: deps.trusted,
    pluginLimit: 0,
  });
  const proxy = proxyFor(server, undefined, deps.environment);
  return {
    server,
    namespace,
    source,
    ...(ca && { ca }),
    verify: cluster['insecure-skip-tls-verify'] !== true,
    compress: true,
    ...(proxy && { proxy }),
    headers: {},
    credentials,
    entries: { cluster, user },
  };
}

function textOf(value: Json | undefined): string {
  return value === undefined || value === null ? '' : String(value);
}

/** On unless it says no in one of the usual ways. */
function isOn(value: Json | undefined): boolean {
  const text = textOf(value).trim().toLowerCase();
  return text === '' || !['false', '0', 'no', 'off', 'n', 'f'].includes(text);
}
