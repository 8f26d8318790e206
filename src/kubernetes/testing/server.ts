import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { nodePlatform } from '../../platform/platform.ts';
import type { ConnectionDeps } from '../connection.ts';
import { connect } from '../connection.ts';
import type { Endpoint, Limits } from '../endpoint.ts';
import { Transport } from '../http.ts';
import { Requester } from '../requester.ts';
import { type Pair, selfSigned } from './certificates.ts';

/** A request as the server got it. */
export interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** What a server of a test does with a request; the first for which `on` is true. */
export interface TestServer {
  readonly pair: Pair;
  readonly port: number;
  readonly server: Server;
  /** Everything asked for, without the request that tells who the cluster is. */
  readonly seen: Seen[];
  /** Answers of the next requests, each used once; then `{}`. */
  readonly answers: Answer[];
  endpoint(changes?: Partial<Endpoint>): Endpoint;
  open(changes?: Partial<Endpoint>): ReturnType<typeof connect>;
}

export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** An answer of a status with a JSON body. */
export function json(status: number, body: object, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

/** A Status object as the API server gives it. */
export function failed(code: number, reason: string, message = reason, details = {}): Answer {
  return json(code, {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    message,
    reason,
    code,
    details,
  });
}

/** Cuts the connection without an answer. */
export const cut: Answer = (_response, request) => request.socket.destroy();

/** Limits of tests: repeats come at once; the rest is only there for a test that hangs. */
export const quick = { connect: 10_000, answer: 10_000, total: 20_000, backoff: 1 };

/** What sends requests with these limits, and asks no server who it is. */
export function requesterOf(endpoint: Endpoint, changes: Partial<Limits> = {}): Requester {
  const limits = { ...quick, ...changes };
  const caller = { userAgent: 'chaos-workbench/1 (run r)', fieldManager: 'chaos-workbench-r' };
  return new Requester(endpoint, new Transport(endpoint, limits), limits, caller);
}

/** Dependencies of a connection that touch nothing of this machine. */
export function testDeps(changes: Partial<ConnectionDeps> = {}): ConnectionDeps {
  return {
    environment: {},
    platform: nodePlatform(),
    trusted: true,
    userAgent: 'chaos-workbench/1 (run r)',
    limits: quick,
    ...changes,
  };
}

/** Starts an API server that answers what the test says; ends with the test. */
export async function startServer(t: TestContext, pair?: Pair): Promise<TestServer> {
  const own = pair ?? (await selfSigned());
  const seen: Seen[] = [];
  const answers: Answer[] = [];
  const identity = json(200, { metadata: { name: 'kube-system', uid: 'the-uid' } });
  const listener: RequestListener = async (request, response) => {
    const body = await text(request).catch(() => '');
    const { method = '', url = '', headers } = request;
    if (url === '/api/v1/namespaces/kube-system') {
      identity(response, request);
      return;
    }
    seen.push({ method, url, headers, body });
    (answers.shift() ?? json(200, {}))(response, request);
  };
  const server = createServer({ ...own, requestCert: true, rejectUnauthorized: false }, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  const endpoint = (changes: Partial<Endpoint> = {}): Endpoint => ({
    server: new URL(`https://127.0.0.1:${port}`),
    namespace: 'default',
    source: 'the test',
    ca: own.cert,
    verify: true,
    compress: true,
    headers: {},
    credentials: { current: async () => ({ authorization: 'Bearer t' }), renew: async () => false },
    entries: { cluster: {}, user: {} },
    ...changes,
  });
  const open = async (changes?: Partial<Endpoint>) => {
    const client = await connect(endpoint(changes), testDeps(), new AbortController().signal);
    t.after(() => client.close());
    return client;
  };
  return { pair: own, port, server, seen, answers, endpoint, open };
}
