import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Environment } from './config.ts';
import { createLog, type Log } from './log.ts';
import type { App } from './main.ts';
import { startService } from './server.ts';

/** Who cleans up when a test is over. */
interface Cleanup {
  after(fn: () => unknown): void;
}

/** A log that keeps its events. */
export function keptLog(): { log: Log; events: string[]; lines: Record<string, unknown>[] } {
  const events: string[] = [];
  const lines: Record<string, unknown>[] = [];
  const log = createLog('test', 'pod-1', (line) => {
    const fields = JSON.parse(line);
    events.push(fields.event);
    lines.push(fields);
  });
  return { log, events, lines };
}

/** An app that listens, with the events it logged. */
export async function running(app: App, env: Environment, test: Cleanup) {
  const kept = keptLog();
  const routes = app({ env, log: kept.log, pod: 'pod-1' });
  const service = await startService({ port: 0, routes, log: kept.log, drain: 0 });
  test.after(() => service.stop());
  return { ...kept, url: `http://127.0.0.1:${service.port}` };
}

/** A backend that does as it is told, and counts. */
export async function fakeBackend(test: Cleanup) {
  const answers: { fail: boolean; count: number; listener?: RequestListener } = {
    fail: false,
    count: 0,
  };
  const server = createServer((request, response) => {
    answers.count++;
    if (answers.listener) {
      answers.listener(request, response);
      return;
    }
    response.writeHead(answers.fail ? 503 : 200).end(`answer ${answers.count}`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, answers, server };
}

/** Status and text of a GET. */
export async function get(url: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  return { status: answer.status, text: await answer.text() };
}
