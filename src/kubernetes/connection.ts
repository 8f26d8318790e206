import type { JsonObject } from '../experiment/json.ts';
import { HumanError } from '../messages/error.ts';
import type { Environment, Platform } from '../platform/platform.ts';
import { pem } from './auth/files.ts';
import { credentialsOfUser } from './auth/from-user.ts';
import { reloadingCredentials } from './auth/reloading.ts';
import type { ClusterClient } from './client.ts';
import type { ConnectionChoice } from './consent.ts';
import { type Endpoint, type Limits, usualLimits } from './endpoint.ts';
import { Transport } from './http.ts';
import { HttpClusterClient } from './http-client.ts';
import { resolveIdentity } from './identity.ts';
import { impersonation } from './impersonation.ts';
import type { InteractiveCluster } from './interactive.ts';
import { loadKubeconfig } from './kubeconfig/load.ts';
import { type SelectedContext, selectContext } from './kubeconfig/select.ts';
import type { Kubeconfig } from './kubeconfig/types.ts';
import { proxyFor } from './proxy.ts';
import { Requester } from './requester.ts';

/** What a connection needs from outside. */
export interface ConnectionDeps {
  environment: Environment;
  platform: Platform;
  /** False in a workspace that is not trusted: exec plugins never start then. */
  trusted: boolean;
  /** `chaos-workbench/0.1.0 (run abc)`: names the tool and the run to the server. */
  userAgent: string;
  /** Lines that an exec plugin writes for the person who signs in (a device login's code). */
  onPluginOutput?(line: string): void;
  /** Folder that relative paths in KUBERNETES_* variables start from; this process's if not said. */
  cwd?: string;
  limits?: Partial<Limits> & { plugin?: number };
}

/** An open connection. */
export interface OpenedCluster extends ClusterClient {
  /** A kubeconfig of this connection alone, for programs that are started for the run. */
  kubeconfig(): JsonObject;
}

/** An exec plugin may wait for a person at a browser. */
const pluginLimit = 120_000;

/**
 * Opens a connection the way kubectl would with these choices, and resolves who the cluster is.
 * @throws HumanError `kubernetes.*`: no kubeconfig, no such context, unreachable, unauthorised, …
 */
export async function openCluster(
  choice: ConnectionChoice,
  deps: ConnectionDeps,
  signal: AbortSignal = new AbortController().signal,
): Promise<InteractiveCluster> {
  return connect(await endpointOfChoice(choice, deps), deps, signal);
}

/** A client for an endpoint. One request is made: the one that tells who the cluster is. */
export async function connect(
  endpoint: Endpoint,
  deps: Pick<ConnectionDeps, 'userAgent' | 'limits'>,
  signal: AbortSignal,
): Promise<InteractiveCluster> {
  const limits = { ...usualLimits, ...deps.limits };
  const transport = new Transport(endpoint, limits);
  const caller = { userAgent: deps.userAgent, fieldManager: fieldManagerOf(deps.userAgent) };
  const requester = new Requester(endpoint, transport, limits, caller);
  try {
    const identity = await resolveIdentity(endpoint, requester, signal);
    return new HttpClusterClient(endpoint, identity, transport, requester);
  } catch (error) {
    transport.close();
    throw error;
  }
}

/** `chaos-workbench/0.1.0 (run abc)` writes as `chaos-workbench-abc`: the tool and the run. */
function fieldManagerOf(userAgent: string): string {
  const [tool = ''] = userAgent.split(/[/ ]/);
  const run = /\(run ([^)]+)\)/.exec(userAgent)?.[1];
  return (run === undefined ? tool : `${tool}-${run}`).slice(0, 128);
}

/**
 * What a choice means now; reads the kubeconfig and the files it names, starts nothing.
 * @param config the kubeconfig, where it has just been read
 */
export async function endpointOfChoice(
  choice: ConnectionChoice,
  deps: ConnectionDeps,
  config?: Kubeconfig,
): Promise<Endpoint> {
  const load = () => loadKubeconfig(choice.kubeconfig, deps.environment, deps.platform);
  const select = async () => selectContext(await load(), choice);
  let selected = config === undefined ? await select() : selectContext(config, choice);
  const endpoint = await endpointOfContext(selected, deps);
  const reload = async () => {
    const now = await select();
    // A connection never moves to another cluster, whatever is written to the file.
    const same = now.name === selected.name && equal(now.cluster.value, selected.cluster.value);
    if (!same || equal(now.user?.value, selected.user?.value)) {
      return undefined;
    }
    selected = now;
    return (await endpointOfContext(now, deps)).credentials;
  };
  return { ...endpoint, credentials: reloadingCredentials(endpoint.credentials, reload) };
}

async function endpointOfContext(
  selected: SelectedContext,
  deps: ConnectionDeps,
): Promise<Endpoint> {
  const { cluster, user } = selected;
  const server = serverUrl(cluster.value.server ?? '', cluster);
  const source = user
    ? `user “${selected.context.user}” in ${user.file}`
    : `context “${selected.name}” in ${cluster.file}`;
  const ca = await pem(
    cluster.value['certificate-authority-data'],
    cluster.value['certificate-authority'],
    'certificate authority',
    source,
  );
  const credentials = await credentialsOfUser(user?.value, {
    source,
    cluster: cluster.value,
    ...(ca && { ca }),
    environment: deps.environment,
    platform: deps.platform,
    trusted: deps.trusted,
    onPluginOutput: deps.onPluginOutput,
    pluginLimit: deps.limits?.plugin ?? pluginLimit,
  });
  const proxy = proxyFor(server, cluster.value['proxy-url'], deps.environment);
  return {
    server,
    context: selected.name,
    namespace: selected.namespace,
    source,
    ...(ca && { ca }),
    ...(cluster.value['tls-server-name'] && { serverName: cluster.value['tls-server-name'] }),
    verify: cluster.value['insecure-skip-tls-verify'] !== true,
    compress: cluster.value['disable-compression'] !== true,
    ...(proxy && { proxy }),
    headers: impersonation(user?.value),
    credentials,
    entries: { cluster: cluster.value, user: user?.value ?? {} },
  };
}

/** An address without a scheme is http, as kubectl takes it. */
function serverUrl(text: string, place: { file: string; line: number }): URL {
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `http://${text}`);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    const { file, line } = place;
    throw new HumanError('kubernetes.bad-server', { server: text, file, line });
  }
  return url;
}

function equal(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
