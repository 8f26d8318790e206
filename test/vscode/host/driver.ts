import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { type Actions, actions } from './actions.ts';

/** Environment variable by which tests inside VS Code find the driver. */
export const DRIVER = 'CHAOS_WORKBENCH_TEST_DRIVER';

/** A loopback server by which tests move mouse and keyboard of the window they run in. */
export interface Driver {
  env: Record<string, string>;
  close(): Promise<void>;
}

/** @param page the window, once it is open */
export async function serveDriver(page: () => Page | undefined): Promise<Driver> {
  const token = randomBytes(16).toString('hex');
  const server = createServer((request, response) => {
    const answer = (status: number, value: unknown) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(value ?? null));
    };
    const window = page();
    if (request.headers.authorization !== `Bearer ${token}` || window === undefined) {
      answer(window === undefined ? 503 : 401, { error: 'not open to you' });
      return;
    }
    act(window, request).then(
      (value) => answer(200, value),
      (error: unknown) => answer(500, { error: error instanceof Error ? error.message : error }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    env: { [DRIVER]: `http://127.0.0.1:${port}#${token}` },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function act(page: Page, request: IncomingMessage): Promise<unknown> {
  let body = '';
  for await (const chunk of request) {
    body += chunk;
  }
  const { action, params } = JSON.parse(body) as { action: keyof Actions; params: never };
  return actions(page)[action](params);
}
