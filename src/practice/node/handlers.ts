import { type IncomingMessage, type RequestOptions, request } from 'node:http';
import { connect } from 'node:net';
import type { Network } from './network.ts';
import type { Container, Handler } from './spec.ts';

/** How a question or a hook went. */
export interface Outcome {
  ok: boolean;
  /** What an event says of it. */
  text: string;
}

/** What a handler is about. */
export interface HandlerTarget {
  container: Container;
  address: string;
  network: Network;
  /** Runs a command in the container; output and exit code. */
  exec(command: readonly string[], signal: AbortSignal): Promise<{ code: number; output: string }>;
}

/**
 * Asks or tells a container something, once.
 * @param signal ends it; then the outcome is not ok
 */
export async function handle(
  handler: Handler,
  target: HandlerTarget,
  signal: AbortSignal,
): Promise<Outcome> {
  if (handler.exec) {
    const { command } = handler.exec;
    const { code, output } = await target.exec(command, signal);
    return signal.aborted
      ? { ok: false, text: `command timed out: ${JSON.stringify(command.join(' '))}` }
      : { ok: code === 0, text: output };
  }
  if (handler.httpGet) {
    return httpGet(handler.httpGet, target, signal);
  }
  if (handler.tcpSocket) {
    return tcpSocket(handler.tcpSocket, target, signal);
  }
  if (handler.sleep) {
    await pause(handler.sleep.seconds * 1000, signal);
    return { ok: true, text: '' };
  }
  return { ok: false, text: 'the practice cluster has no gRPC probes: use httpGet or tcpSocket' };
}

/** Longest time that a timer can be set to, in milliseconds: more would be none. */
export const longestTimer = 2 ** 31 - 1;

/** Resolves after a time, or at once when the signal aborts. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, Math.min(milliseconds, longestTimer));
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) {
      done();
    }
  });
}

/** A port by its number, or by the name that the container gives it; 0 where there is none. */
export function portOf({ ports = [] }: Container, port: number | string): number {
  return typeof port === 'number'
    ? port
    : (ports.find(({ name }) => name === port)?.containerPort ?? 0);
}

async function httpGet(
  { path, port, host, scheme, httpHeaders = [] }: NonNullable<Handler['httpGet']>,
  { container, address, network }: HandlerTarget,
  signal: AbortSignal,
): Promise<Outcome> {
  const number = portOf(container, port);
  const name = host ?? address;
  const url = `${scheme.toLowerCase()}://${name}:${number}${path.startsWith('/') ? '' : '/'}${path}`;
  const real = realPlace(network, address, host, number);
  if (real === undefined) {
    return { ok: false, text: `Get "${url}": ${refusal(name, number)}` };
  }
  const headers = {
    host: `${name}:${number}`,
    'user-agent': 'kube-probe/1.35',
    accept: '*/*',
    connection: 'close',
    ...Object.fromEntries(httpHeaders.map((one) => [one.name.toLowerCase(), one.value])),
  };
  const options: RequestOptions = { ...real, path: pathOf(url), headers, agent: false };
  try {
    const status = await ask({ ...options, signal }, scheme);
    return {
      ok: status >= 200 && status < 400,
      text: `HTTP probe failed with statuscode: ${status}`,
    };
  } catch (error) {
    const why = signal.aborted
      ? 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)'
      : connectionText(error, name, number);
    return { ok: false, text: `Get "${url}": ${why}` };
  }
}

const pathOf = (url: string) => url.replace(/^\w+:\/\/[^/]+/, '');

async function ask(options: RequestOptions, scheme: string): Promise<number> {
  const secure = scheme === 'HTTPS';
  const send = secure ? (await import('node:https')).request : request;
  return new Promise((resolve, reject) => {
    const all = { ...options, rejectUnauthorized: false };
    const sent = send(all, (answer: IncomingMessage) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end();
  });
}

async function tcpSocket(
  { port, host }: NonNullable<Handler['tcpSocket']>,
  { container, address, network }: HandlerTarget,
  signal: AbortSignal,
): Promise<Outcome> {
  const number = portOf(container, port);
  const name = host ?? address;
  const real = realPlace(network, address, host, number);
  if (real === undefined) {
    return { ok: false, text: refusal(name, number) };
  }
  return new Promise((resolve) => {
    const socket = connect({ ...real, signal });
    socket.once('connect', () => {
      socket.destroy();
      resolve({ ok: true, text: '' });
    });
    socket.once('error', (error) => {
      const late = `dial tcp ${name}:${number}: i/o timeout`;
      resolve({ ok: false, text: signal.aborted ? late : connectionText(error, name, number) });
    });
  });
}

/** Where on this machine the port is; a host of its own is outside, or the node itself. */
function realPlace(network: Network, address: string, host: string | undefined, port: number) {
  if (host !== undefined && host !== address) {
    return { host, port };
  }
  const route = network.podRoute(address, port);
  return route.kind === 'port' ? { host: '127.0.0.1', port: route.port } : undefined;
}

const refusal = (host: string, port: number) =>
  `dial tcp ${host}:${port}: connect: connection refused`;

function connectionText(error: unknown, host: string, port: number): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED') {
    return refusal(host, port);
  }
  return code === 'ECONNRESET' ? 'EOF' : message;
}
