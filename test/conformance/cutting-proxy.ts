import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificates } from '../../src/practice/api/certificates.ts';
import { kubeconfigText } from '../../src/practice/kubeconfig.ts';
import { optionsOf } from './client.ts';

/** A way to a server that can be disturbed. */
export interface CuttingProxy {
  /** Path of a kubeconfig that leads through it. */
  kubeconfig: string;
  /** Cuts the connections of all watches. */
  cut(): void;
  /** From now on watches that begin wait. */
  hold(): void;
  /**
   * Lets watches begin again.
   * @param expired those that waited ask for the first version ever, which is forgotten by then
   */
  release(expired: boolean): void;
  close(): Promise<void>;
}

/** Starts a proxy in front of a kubeconfig's server; who comes through it is that kubeconfig's user. */
export async function startProxy(path: string): Promise<CuttingProxy> {
  const { base, ...own } = await optionsOf(path);
  const watches = new Set<ServerResponse>();
  let gate: PromiseWithResolvers<boolean> | undefined;
  const certificates = makeCertificates(Date.now());

  async function forward(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', base);
    const isWatch = url.searchParams.has('watch');
    if (isWatch) {
      watches.add(response);
      response.on('close', () => watches.delete(response));
      const expired = await gate?.promise;
      if (expired === true && !url.searchParams.has('sendInitialEvents')) {
        url.searchParams.set('resourceVersion', '1');
      }
    }
    const outgoing = request(
      url,
      {
        ...own,
        method: incoming.method ?? 'GET',
        headers: { ...incoming.headers, host: url.host, ...own.headers },
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        response.flushHeaders();
        answer.pipe(response);
      },
    );
    outgoing.on('error', () => response.destroy());
    response.on('close', () => outgoing.destroy());
    incoming.pipe(outgoing);
  }

  const listener = createServer(
    { cert: certificates.cert, key: certificates.key },
    (incoming, response) => void forward(incoming, response),
  );
  await new Promise<void>((resolve) => {
    listener.listen(0, '127.0.0.1', resolve);
  });
  const { port } = listener.address() as AddressInfo;
  const kubeconfig = join(tmpdir(), `proxy-${randomBytes(6).toString('hex')}.json`);
  const server = `https://127.0.0.1:${port}`;
  await writeFile(kubeconfig, kubeconfigText({ server, ca: certificates.ca, token: 'any' }));
  return {
    kubeconfig,
    cut() {
      for (const response of watches) {
        response.destroy();
      }
    },
    hold() {
      gate = Promise.withResolvers();
    },
    release(expired) {
      gate?.resolve(expired);
      gate = undefined;
    },
    async close() {
      listener.closeAllConnections();
      await new Promise<void>((resolve) => {
        listener.close(() => resolve());
      });
      await rm(kubeconfig);
    },
  };
}
