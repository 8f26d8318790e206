import WebSocket from 'ws';
import { isObject, type JsonObject } from '../experiment/json.ts';
import { abortError } from './abort.ts';
import type { Endpoint } from './endpoint.ts';
import { apiFailure, errorOfAnswer } from './errors.ts';
import type { Transport } from './http.ts';
import type { ExecResult } from './objects.ts';

/** Channels of `v4.channel.k8s.io` and `v5.channel.k8s.io`: the first byte of each message. */
const channel = { stdin: 0, stdout: 1, stderr: 2, status: 3, close: 255 };

/** Milliseconds until the connection must stand. */
const connectLimit = 10_000;

/** Bytes of input in one message; proxies in between refuse very long ones. */
const inputPiece = 32 * 1024;

/** Where a command runs. */
export interface ExecTarget {
  namespace: string;
  pod: string;
  container?: string;
}

/**
 * Runs a command in a container. v5 is asked for first, because only there can the end of the
 * input be told; with v4 an input is sent but the command is not told that it is over.
 * @throws HumanError of the HTTP answer, `kubernetes.exec-refused`, `kubernetes.exec-cut`; the
 * signal's reason
 */
export async function execInContainer(
  endpoint: Endpoint,
  transport: Transport,
  target: ExecTarget,
  command: string[],
  options: { stdin?: string; signal: AbortSignal; userAgent: string },
): Promise<ExecResult> {
  for (let renewed = false; ; renewed = true) {
    const credential = await endpoint.credentials.current(options.signal);
    const { agent, headers } = await transport.connectionOptions(credential);
    try {
      return await once(endpoint, target, command, options, { agent, headers });
    } catch (error) {
      const refused = error instanceof Error && 'status' in error && error.status === 401;
      if (!refused || renewed || !(await endpoint.credentials.renew(credential, options.signal))) {
        throw error;
      }
    }
  }
}

function once(
  endpoint: Endpoint,
  target: ExecTarget,
  command: string[],
  options: { stdin?: string; signal: AbortSignal; userAgent: string },
  connection: Awaited<ReturnType<Transport['connectionOptions']>>,
): Promise<ExecResult> {
  const { signal, stdin } = options;
  const path = execPath(target, command, stdin !== undefined);
  const what = `pod ${target.namespace}/${target.pod}`;
  const { promise, resolve, reject } = Promise.withResolvers<ExecResult>();
  if (signal.aborted) {
    return Promise.reject(abortError(signal));
  }
  const socket = new WebSocket(
    endpoint.server.href.replace(/^http/, 'ws').replace(/\/$/, '') + path,
    ['v5.channel.k8s.io', 'v4.channel.k8s.io'],
    {
      agent: connection.agent,
      headers: { ...connection.headers, 'user-agent': options.userAgent },
      handshakeTimeout: connectLimit,
      perMessageDeflate: false,
    },
  );
  const end = () => {
    socket.terminate();
    reject(abortError(signal));
  };
  signal.addEventListener('abort', end, { once: true });
  const received: Record<number, Buffer[]> = { [channel.stdout]: [], [channel.stderr]: [] };
  let status: JsonObject | undefined;
  socket.on('unexpected-response', (request, response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('close', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      reject(errorOfAnswer(endpoint, { method: 'GET', path }, response.statusCode ?? 0, body));
      request.destroy();
    });
  });
  socket.on('open', () => {
    if (stdin !== undefined) {
      const input = Buffer.from(stdin);
      for (let start = 0; start < input.length; start += inputPiece) {
        const piece = input.subarray(start, start + inputPiece);
        socket.send(Buffer.concat([Buffer.of(channel.stdin), piece]));
      }
      if (socket.protocol.startsWith('v5')) {
        socket.send(Buffer.of(channel.close, channel.stdin));
      }
    }
  });
  socket.on('message', (data: Buffer) => {
    const [number = 0] = data;
    const content = data.subarray(1);
    if (number === channel.status) {
      status = readStatus(content);
      socket.close();
    } else {
      received[number]?.push(content);
    }
  });
  socket.on('error', (cause) => {
    const reason = cause.message;
    reject(apiFailure('kubernetes.exec-refused', { what, reason }, { cause }));
  });
  socket.on('close', (code, said) => {
    if (status === undefined) {
      const reason = said.toString('utf8') || `WebSocket code ${code}`;
      reject(apiFailure('kubernetes.exec-cut', { what, reason }));
      return;
    }
    const text = (number: number) => Buffer.concat(received[number] ?? []).toString('utf8');
    resolve({ stdout: text(channel.stdout), stderr: text(channel.stderr), status });
  });
  return promise.finally(() => signal.removeEventListener('abort', end));
}

/** Path and query of an exec request. */
function execPath(target: ExecTarget, command: string[], stdin: boolean): string {
  const query = new URLSearchParams({ stdout: 'true', stderr: 'true', stdin: String(stdin) });
  if (target.container !== undefined) {
    query.set('container', target.container);
  }
  for (const word of command) {
    query.append('command', word);
  }
  const namespace = encodeURIComponent(target.namespace);
  return `/api/v1/namespaces/${namespace}/pods/${encodeURIComponent(target.pod)}/exec?${query}`;
}

function readStatus(content: Buffer): JsonObject {
  try {
    const value: unknown = JSON.parse(content.toString('utf8'));
    return isObject(value) ? value : {};
  } catch {
    return { status: 'Failure', message: content.toString('utf8') };
  }
}
