import http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import { HumanError } from '../messages/error.ts';
import { abortError } from './abort.ts';
import type { Credential } from './auth/credentials.ts';
import type { Endpoint, Limits } from './endpoint.ts';

/** One HTTP request as it goes out, credentials apart. */
export interface HttpRequest {
  method: string;
  /** With query. */
  path: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}

/** Where an attempt failed; it decides whether repeating does harm. */
export type FailurePoint = 'unsent' | 'sent';

/** A connection that failed. The `cause` is what Node said. */
export interface TransportFailure {
  at: FailurePoint;
  kind: 'connect' | 'timeout' | 'tls' | 'cut' | 'name';
  reason: string;
  cause: unknown;
}

/** Recognises a failure that `Transport.send` threw. */
export function transportFailure(error: unknown): TransportFailure | undefined {
  return error instanceof Error && 'transport' in error
    ? (error.transport as TransportFailure)
    : undefined;
}

/** Makes an error that carries a failure. */
export function failure(facts: TransportFailure): Error {
  return Object.assign(new Error(facts.reason, { cause: facts.cause }), { transport: facts });
}

/** Sockets that lie idle this long are closed, before a server or balancer in between does it. */
const idle = 15_000;

/**
 * HTTP/1.1 over kept connections to one endpoint. One attempt per call: no retries, no reading of
 * the answer.
 */
export class Transport {
  readonly #endpoint: Endpoint;
  readonly #limits: Limits;
  /**
   * By client certificate, to which sockets are bound. An older one is left alone: requests with it
   * may be under way, and its idle sockets end by themselves.
   */
  readonly #agents = new Map<string, Promise<http.Agent>>();

  constructor(endpoint: Endpoint, limits: Limits) {
    this.#endpoint = endpoint;
    this.#limits = limits;
  }

  /** TLS settings and headers for connections made elsewhere (WebSockets). */
  async connectionOptions(credential: Credential): Promise<{
    agent: http.Agent;
    headers: Record<string, string | string[]>;
  }> {
    return { agent: await this.#agentFor(credential), headers: this.#headers(credential) };
  }

  /**
   * Sends and resolves as soon as the answer's head is there. Aborting the signal ends the answer
   * too.
   * @throws an error with `transportFailure`; the signal's reason
   */
  async send(
    request: HttpRequest,
    credential: Credential,
    signal: AbortSignal,
  ): Promise<http.IncomingMessage> {
    const agent = await this.#agentFor(credential);
    signal.throwIfAborted();
    const { server } = this.#endpoint;
    const secure = server.protocol === 'https:';
    const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>();
    let at: FailurePoint = 'unsent';
    let timedOut = false;
    const outgoing = (secure ? https : http).request({
      protocol: server.protocol,
      hostname: server.hostname.replace(/^\[|\]$/g, ''),
      port: server.port || (secure ? 443 : 80),
      method: request.method,
      path: server.pathname.replace(/\/$/, '') + request.path,
      headers: { ...this.#headers(credential), ...request.headers },
      agent,
    });
    const connecting = setTimeout(() => {
      timedOut = true;
      outgoing.destroy();
    }, this.#limits.connect);
    const sent = () => {
      at = 'sent';
      clearTimeout(connecting);
    };
    const abort = () => outgoing.destroy(abortError(signal));
    signal.addEventListener('abort', abort, { once: true });
    outgoing.on('socket', (socket) => {
      if (socket instanceof tls.TLSSocket ? !socket.getFinished() : socket.connecting) {
        socket.once(secure ? 'secureConnect' : 'connect', sent);
      } else {
        sent();
      }
    });
    outgoing.on('response', (response) => {
      response.once('close', () => signal.removeEventListener('abort', abort));
      resolve(response);
    });
    outgoing.on('error', (cause) => {
      clearTimeout(connecting);
      signal.removeEventListener('abort', abort);
      if (signal.aborted) {
        reject(abortError(signal));
      } else {
        reject(failure({ at, ...reasonOf(cause, timedOut, this.#limits.connect), cause }));
      }
    });
    outgoing.end(request.body);
    return promise;
  }

  /** Ends all connections, those in use too. */
  close(): void {
    for (const agent of this.#agents.values()) {
      void agent.then(
        (each) => each.destroy(),
        () => undefined,
      );
    }
    this.#agents.clear();
  }

  #headers(credential: Credential): Record<string, string | string[]> {
    return {
      ...this.#endpoint.headers,
      ...(credential.authorization && { authorization: credential.authorization }),
    };
  }

  #agentFor(credential: Credential): Promise<http.Agent> {
    const key = `${credential.cert ?? ''}${credential.key ?? ''}`;
    const known = this.#agents.get(key);
    if (known !== undefined) {
      return known;
    }
    const made = makeAgent(this.#endpoint, credential);
    this.#agents.set(key, made);
    return made;
  }
}

async function makeAgent(endpoint: Endpoint, credential: Credential): Promise<http.Agent> {
  const keeping = {
    keepAlive: true,
    keepAliveInitialDelay: idle,
    timeout: idle,
    // As many as an activity has requests under way, or each would make a connection of its own.
    maxFreeSockets: 128,
  };
  const secure: tls.ConnectionOptions =
    endpoint.server.protocol === 'https:'
      ? {
          ca: endpoint.ca ?? (endpoint.verify ? systemAuthorities() : undefined),
          rejectUnauthorized: endpoint.verify,
          ...(credential.cert && { cert: credential.cert, key: credential.key }),
          ...(endpoint.serverName && { servername: endpoint.serverName }),
          ALPNProtocols: ['http/1.1'],
        }
      : {};
  try {
    if (secure.cert !== undefined || endpoint.ca !== undefined) {
      // A broken PEM is told here, by its name, and not as a mystery of the first handshake.
      secure.secureContext = tls.createSecureContext(secure);
    }
    if (endpoint.proxy !== undefined) {
      const { proxyAgent } = await import('./proxy-agent.ts');
      return await proxyAgent(endpoint.proxy, endpoint.server, { ...keeping, ...secure });
    }
    return endpoint.server.protocol === 'https:'
      ? new https.Agent({ ...keeping, ...secure })
      : new http.Agent(keeping);
  } catch (error) {
    throw new HumanError('kubernetes.credential-tls', {
      server: endpoint.server.href,
      source: endpoint.source,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}

/** As kubectl: where the kubeconfig names no CA, those the operating system trusts count. */
function systemAuthorities(): string[] {
  return [...tls.getCACertificates('default'), ...tls.getCACertificates('system')];
}

const connectCodes = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'ENETDOWN'];

/** Whether an error of a socket says that nothing can have been sent. */
export function isUnsent(error: Error): boolean {
  return ['connect', 'name', 'tls'].includes(reasonOf(error, false, 0).kind);
}

function reasonOf(
  error: Error & { code?: string },
  timedOut: boolean,
  limit: number,
): Pick<TransportFailure, 'kind' | 'reason'> {
  const code = error.code ?? '';
  if (timedOut || code === 'ETIMEDOUT') {
    return { kind: 'timeout', reason: `no connection within ${limit / 1000} s` };
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return { kind: 'name', reason: 'its name is unknown (DNS)' };
  }
  if (code === 'ECONNREFUSED') {
    return { kind: 'connect', reason: 'the connection is refused' };
  }
  if (connectCodes.includes(code)) {
    return { kind: 'connect', reason: 'there is no route to it' };
  }
  if (code.startsWith('ERR_TLS') || code.startsWith('ERR_SSL') || /CERT|SIGNATURE/.test(code)) {
    return { kind: 'tls', reason: error.message };
  }
  const closed = code === 'ECONNRESET' || code === 'EPIPE';
  return { kind: 'cut', reason: closed ? 'the connection was cut' : error.message };
}
