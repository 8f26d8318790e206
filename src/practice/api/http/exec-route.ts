import { PassThrough, Writable } from 'node:stream';
import type { WebSocket } from 'ws';
import type { KubeObject } from '../objects.ts';
import type { ExecStreams } from '../runtime.ts';
import { ApiError, badRequest } from '../status.ts';
import { containerOf, noRuntime } from './log-route.ts';
import { isTrue } from './request-info.ts';
import type { Exchange } from './route.ts';

const protocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

/** Numbers that begin each frame. Version 5 adds the last: the client closes one of the others. */
const channel = { stdin: 0, stdout: 1, stderr: 2, error: 3, resize: 4, close: 255 };

/**
 * Runs a command in a container over a WebSocket, by the channel protocol v5 or v4.
 * @throws ApiError 400 for anything but a WebSocket of these
 */
export async function serveExec(exchange: Exchange, pod: KubeObject): Promise<void> {
  const { info, request, runtime, signal } = exchange;
  const command = info.query.getAll('command');
  if (command.length === 0) {
    throw badRequest('you must specify at least one command for the container');
  }
  const container = containerOf(pod, info.query.get('container') ?? '');
  if (runtime === undefined) {
    throw noRuntime();
  }
  const offered = (request.headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((one) => one.trim());
  const protocol = protocols.find((one) => offered.includes(one));
  if (request.headers.upgrade?.toLowerCase() !== 'websocket' || protocol === undefined) {
    throw badRequest(`Upgrade request required: a WebSocket with ${protocols.join(' or ')}`);
  }
  const { WebSocketServer } = await import('ws');
  const server = new WebSocketServer({ noServer: true, handleProtocols: () => protocol });
  const socket = await new Promise<WebSocket>((resolve) => {
    server.handleUpgrade(request, request.socket, Buffer.alloc(0), resolve);
  });
  const stop = new AbortController();
  socket.on('close', () => stop.abort());
  socket.on('error', () => stop.abort());
  const streams = streamsOf(socket, info.query);
  const ended = AbortSignal.any([signal, stop.signal]);
  const status = await runtime
    .exec(pod, container, command, streams, ended)
    .catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      return (error instanceof ApiError ? error : new ApiError(500, 'InternalError', why)).status;
    });
  socket.send(frame(channel.error, Buffer.from(JSON.stringify(status))));
  socket.close(1000);
}

function streamsOf(socket: WebSocket, query: URLSearchParams): ExecStreams {
  const stdin = new PassThrough();
  socket.on('message', (data) => {
    const bytes = Buffer.isBuffer(data) ? data : Buffer.from(data.toString());
    if (bytes[0] === channel.stdin) {
      stdin.write(bytes.subarray(1));
    } else if (bytes[0] === channel.close && bytes[1] === channel.stdin) {
      stdin.end();
    }
  });
  socket.on('close', () => stdin.end());
  const tty = isTrue(query, 'tty');
  return {
    tty,
    ...(isTrue(query, 'stdin') ? { stdin } : {}),
    ...(isTrue(query, 'stdout') ? { stdout: output(socket, channel.stdout) } : {}),
    ...(isTrue(query, 'stderr') && !tty ? { stderr: output(socket, channel.stderr) } : {}),
  };
}

function output(socket: WebSocket, number: number): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      socket.send(frame(number, chunk), () => done());
    },
  });
}

const frame = (number: number, bytes: Buffer) => Buffer.concat([Buffer.from([number]), bytes]);
