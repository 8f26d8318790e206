import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './log.ts';

/** What a route answers. */
export interface Answer {
  status: number;
  /** Text as it is; anything else as JSON. */
  body: string | object;
}

/** What answers a GET at a path. Throwing answers 500 and is logged. */
export type Route = () => Answer | Promise<Answer>;

export interface ServiceOptions {
  /** 0 lets the system choose. */
  port: number;
  routes: Readonly<Record<string, Route>>;
  log: Log;
  /**
   * Milliseconds for which a stopping service still answers: a cluster goes on sending requests for
   * a moment after it has decided that a pod ends.
   */
  drain: number;
}

/** A service that runs. */
export interface Service {
  port: number;
  /** Answers for the time of the drain, then closes all connections. A second call joins the first. */
  stop(): Promise<void>;
}

/** Milliseconds a request may take to arrive, and then to be answered. */
const requestLimit = 5_000;

/** Milliseconds that answers under way get when the drain is over. */
const lastAnswers = 1_000;

/** Path that only says whether the service is well: not worth a line of the log. */
const quietPath = '/healthz';

/** Starts to answer GET requests; resolves when it listens. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { log, routes } = options;
  let stopping: Promise<void> | undefined;

  const server = createServer((request, response) => {
    const started = performance.now();
    const path = pathOf(request);
    void answer(routes, request.method, path, log).then((found) => {
      send(response, found, request.method === 'HEAD', stopping !== undefined);
      if (path !== quietPath) {
        const ms = Math.round(performance.now() - started);
        log.info('request', { method: request.method, path, status: found.status, ms });
      }
    });
  });
  server.requestTimeout = requestLimit;
  server.headersTimeout = requestLimit;
  server.setTimeout(2 * requestLimit);
  server.keepAliveTimeout = requestLimit;

  server.listen(options.port);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  log.info('listening', { port });

  async function stop(): Promise<void> {
    log.info('stopping', { drain: options.drain });
    await sleep(options.drain);
    const closed = once(server, 'close');
    server.close();
    const force = setTimeout(() => server.closeAllConnections(), lastAnswers);
    await closed;
    clearTimeout(force);
    log.info('stopped');
  }

  return {
    port,
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/';
}

async function answer(
  routes: ServiceOptions['routes'],
  method: string | undefined,
  path: string,
  log: Log,
): Promise<Answer> {
  const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (route === undefined) {
    return { status: 404, body: `There is nothing at ${path}.` };
  }
  if (method !== 'GET' && method !== 'HEAD') {
    return { status: 405, body: 'Only GET is answered here.' };
  }
  try {
    return await route();
  } catch (error) {
    log.error('route-failed', {
      path,
      reason: error instanceof Error ? error.stack : String(error),
    });
    return { status: 500, body: 'Something went wrong here.' };
  }
}

/** @param last ends the connection: a kept one would outlive a stop */
function send(response: ServerResponse, found: Answer, head: boolean, last: boolean): void {
  const text = typeof found.body === 'string' ? found.body : JSON.stringify(found.body);
  const type = typeof found.body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  response.writeHead(found.status, {
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    ...(found.status === 405 && { allow: 'GET, HEAD' }),
    ...(last && { connection: 'close' }),
  });
  response.end(head ? undefined : text);
}
