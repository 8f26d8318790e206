import { type IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Api } from '../api.ts';
import type { Certificates } from '../certificates.ts';
import type { NodeRuntime } from '../runtime.ts';
import { Handler } from './handler.ts';
import type { Tokens } from './tokens.ts';
import { type Account, Users } from './users.ts';

/** What a server is started with. */
export interface ServerOptions {
  api: Api;
  certificates: Certificates;
  accounts: readonly Account[];
  /** Those of service accounts, where others issue some, too. */
  tokens?: Tokens;
  runtime?: NodeRuntime;
  /** 0 takes any that is free. */
  port?: number;
}

/** A server that listens on loopback. */
export interface RunningServer {
  /** Such as `https://127.0.0.1:6443`. */
  url: string;
  port: number;
  /** Ends watches and connections, and returns when the port is free. */
  close(): Promise<void>;
}

/**
 * Serves an API on 127.0.0.1, with TLS and bearer tokens.
 * @throws the system's error where the port is taken
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { api, accounts, tokens, certificates, runtime, port = 0 } = options;
  const closing = new AbortController();
  const handler = new Handler({
    api,
    users: new Users(accounts, tokens),
    closing: closing.signal,
    ...(runtime === undefined ? {} : { runtime }),
  });
  const { cert, key } = certificates;
  const server = createServer({ cert, key, keepAliveTimeout: 60_000 }, (request, response) => {
    void handler.handle(request, response);
  });
  server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    const response = new ServerResponse(request);
    response.assignSocket(socket);
    socket.on('error', () => socket.destroy());
    void handler.handle(request, response).then(() => {
      if (response.writableEnded) {
        socket.end();
      }
    });
  });
  await listen(server, port);
  const address = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${address.port}`,
    port: address.port,
    async close() {
      closing.abort();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
