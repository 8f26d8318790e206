import { get } from 'node:http';
import { abortError, pause } from '../../kubernetes/abort.ts';
import type { ClusterClient } from '../../kubernetes/client.ts';
import { statusOf } from '../../kubernetes/errors.ts';
import type { KubeObject } from '../../kubernetes/objects.ts';
import { objectPath } from './paths.ts';

/** Milliseconds an address gets to answer once. */
const answerLimit = 2_000;

/** Milliseconds between two tries. */
const between = 200;

/** Good answers in a row until an address counts: nodes learn of new pods one after the other. */
const inARow = 5;

interface ServiceState {
  spec?: { ports?: { port: number; nodePort?: number }[] };
  status?: {
    loadBalancer?: { ingress?: { ip?: string; hostname?: string; ports?: { port: number }[] }[] };
  };
}

interface NodeState {
  status?: { addresses?: { type: string; address: string }[] };
}

/**
 * Addresses at which the frontend may be reached from this machine, best first: the load
 * balancer's (with the port that it names, where that is not the service's), then the node port at each node's external and internal address and at the API
 * server's host, where a cluster on this machine has it. Empty without the service.
 */
export async function frontendUrls(
  client: ClusterClient,
  namespace: string,
  signal: AbortSignal,
): Promise<string[]> {
  const service = await client
    .request<KubeObject>(
      { method: 'GET', path: objectPath('Service', namespace, 'frontend') },
      signal,
    )
    .catch((error: unknown) => {
      if (statusOf(error) === 404) {
        return undefined;
      }
      throw error;
    });
  if (service === undefined) {
    return [];
  }
  const { spec, status } = service as ServiceState;
  const port = spec?.ports?.[0];
  const urls = (status?.loadBalancer?.ingress ?? []).flatMap(({ ip, hostname, ports = [] }) =>
    // Where there is one machine for all, the balancer may have had to take another port.
    (ip ?? hostname) ? [urlOf(ip ?? hostname ?? '', ports[0]?.port ?? port?.port ?? 80)] : [],
  );
  if (port?.nodePort !== undefined) {
    const hosts = [...(await nodeAddresses(client, signal)), serverHost(client.identity.server)];
    urls.push(...hosts.map((host) => urlOf(host, port.nodePort ?? 0)));
  }
  return [...new Set(urls)];
}

/**
 * Waits until the frontend answers well, several times in a row, at one of its addresses.
 * @returns that address, or undefined when the time is over
 */
export async function reachFrontend(
  client: ClusterClient,
  namespace: string,
  seconds: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  const end = performance.now() + seconds * 1000;
  do {
    const urls = await frontendUrls(client, namespace, signal);
    const answers = await Promise.all(urls.map((url) => answersWell(url, signal)));
    const url = urls.find((_, index) => answers[index]);
    if (url !== undefined && (await answersSteadily(url, signal))) {
      return url;
    }
    await pause(between, signal);
  } while (performance.now() < end);
  return undefined;
}

async function answersSteadily(url: string, signal: AbortSignal): Promise<boolean> {
  for (let count = 1; count < inARow; count++) {
    await pause(between, signal);
    if (!(await answersWell(url, signal))) {
      return false;
    }
  }
  return true;
}

/** One request on a connection of its own: a kept one says nothing about new ones. */
async function answersWell(url: string, signal: AbortSignal): Promise<boolean> {
  const either = AbortSignal.any([signal, AbortSignal.timeout(answerLimit)]);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  get(url, { agent: false, signal: either }, (answer) => {
    answer.resume();
    answer.on('error', () => resolve(false));
    answer.on('end', () => resolve(answer.statusCode === 200));
  }).on('error', () => resolve(false));
  const good = await promise;
  if (signal.aborted) {
    throw abortError(signal);
  }
  return good;
}

/** Addresses of all nodes; none where nodes may not be read. */
async function nodeAddresses(client: ClusterClient, signal: AbortSignal): Promise<string[]> {
  try {
    const { items } = await client.list('/api/v1/nodes', {}, signal);
    const addresses = items.flatMap((node) => (node as NodeState).status?.addresses ?? []);
    return ['ExternalIP', 'InternalIP'].flatMap((wanted) =>
      addresses.filter(({ type }) => type === wanted).map(({ address }) => address),
    );
  } catch (error) {
    if (statusOf(error) === 403) {
      return [];
    }
    throw error;
  }
}

function serverHost(server: string): string {
  return new URL(server).hostname.replace(/^\[|\]$/g, '');
}

function urlOf(host: string, port: number): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === 80 ? `http://${name}` : `http://${name}:${port}`;
}
