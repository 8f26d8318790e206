import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A service for the experiments: each path answers in one way only. */
export class Service {
  readonly #server: Server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => answer(request, response, Buffer.concat(pieces).toString('latin1')));
  });

  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** Answers that need no thought: status, headers, body. */
const fixed: Record<string, [number, Record<string, string>, string | Buffer]> = {
  '/json': [200, { 'Content-Type': 'application/json' }, '{"n": 5, "list": [1, 2.0, "é"]}'],
  '/charset': [200, { 'Content-Type': 'application/json; charset=utf-8' }, '{"n": 5}'],
  '/latin': [200, { 'Content-Type': 'text/plain' }, 'é'],
  '/text': [200, { 'Content-Type': 'text/plain; charset=utf-8' }, 'é'],
  '/bad': [200, { 'Content-Type': 'application/json' }, 'not json'],
  '/404': [404, { 'Content-Type': 'text/plain' }, 'gone'],
  '/503': [503, { 'Content-Type': 'text/plain' }, 'down'],
  '/250': [250, { 'Content-Type': 'text/plain' }, 'odd'],
  '/redirect': [302, { Location: '/json' }, ''],
};

function answer(request: IncomingMessage, response: ServerResponse, body: string): void {
  const path = request.url?.split('?')[0] ?? '';
  const found = fixed[path];
  if (path === '/hang') {
    return;
  }
  if (found) {
    const [status, headers, text] = found;
    const length = Buffer.byteLength(text);
    response.writeHead(status, { ...headers, 'Content-Length': length, Connection: 'close' });
    response.end(text);
    return;
  }
  const { 'content-type': type, 'x-test': test } = request.headers;
  const echo = JSON.stringify({ method: request.method, url: request.url, type, test, body });
  response.writeHead(200, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(echo),
    Connection: 'close',
  });
  response.end(echo);
}
