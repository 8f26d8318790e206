import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import type { Json, JsonObject } from '../../src/experiment/json.ts';

/** An answer, of any code. */
export interface Answer {
  code: number;
  /** Empty where the answer is no JSON object. */
  body: JsonObject;
  text: string;
  type: string;
  /** The header of that name, each value as it is. */
  warnings: string[];
}

/** What a request carries. */
export interface Sent {
  body?: Json;
  /** Media type of the body. */
  type?: string;
  accept?: string;
}

/** One user's way to a server, which knows nothing of either implementation. */
export interface Client {
  call(method: string, path: string, sent?: Sent): Promise<Answer>;
  /**
   * The first lines of a watch.
   * @param count of them at most
   * @param started is called when the server has answered; what it does is then seen
   * @param isLast ends it at the line for which it is true
   */
  watch(
    path: string,
    count: number,
    started?: () => Promise<unknown>,
    accept?: string,
    isLast?: (line: JsonObject) => boolean,
  ): Promise<JsonObject[]>;
}

/** Milliseconds that a request may take. */
const limit = 20_000;

/** A server's address, its authority and a user's credentials. */
export type ServerOptions = RequestOptions & { base: string };

export function clientOf(options: ServerOptions): Client {
  const { base, ...rest } = options;

  function open(method: string, path: string, sent: Sent, signal: AbortSignal) {
    const body = sent.body === undefined ? undefined : JSON.stringify(sent.body);
    return new Promise<IncomingMessage>((resolve, reject) => {
      const outgoing = request(
        new URL(path, base),
        {
          ...rest,
          method,
          signal,
          headers: {
            ...rest.headers,
            accept: sent.accept ?? 'application/json',
            // Node does not say the length of a DELETE's body by itself.
            ...(body === undefined
              ? {}
              : {
                  'content-type': sent.type ?? 'application/json',
                  'content-length': Buffer.byteLength(body),
                }),
          },
        },
        resolve,
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  return {
    async call(method, path, sent = {}) {
      const response = await open(method, path, sent, AbortSignal.timeout(limit));
      const answer = await text(response);
      const type = response.headers['content-type'] ?? '';
      const body = type.includes('json') ? JSON.parse(answer) : {};
      const warnings = warningsOf(response.headersDistinct['warning'] ?? []);
      return { code: response.statusCode ?? 0, body, text: answer, type, warnings };
    },

    async watch(path, count, started, accept, isLast = () => false) {
      const sent = accept === undefined ? {} : { accept };
      const response = await open('GET', path, sent, AbortSignal.timeout(limit));
      await started?.();
      const lines: JsonObject[] = [];
      let rest = '';
      for await (const chunk of response) {
        const parts = (rest + String(chunk)).split('\n');
        rest = parts.pop() ?? '';
        lines.push(...parts.filter((part) => part !== '').map((part) => JSON.parse(part)));
        if (lines.length >= count || lines.some(isLast)) {
          break;
        }
      }
      response.destroy();
      return lines.slice(0, count);
    },
  };
}

/** A server may send several in one line. */
const warningsOf = (lines: string[]) => lines.flatMap((line) => line.split(/, (?=\d{3} )/));

/** The client of a kubeconfig's current context. */
export async function clientOfKubeconfig(path: string): Promise<Client> {
  return clientOf(await optionsOf(path));
}

/** Address, authority and credentials of a kubeconfig's current context. */
export async function optionsOf(path: string): Promise<ServerOptions> {
  const config = configOf(path);
  const options: RequestOptions = { headers: {} };
  await config.applyToHTTPSOptions(options);
  return { ...options, base: serverOf(config) };
}

/** The client of a bearer token at the server of a kubeconfig's current context. */
export function clientOfToken(path: string, token: string): Client {
  const config = configOf(path);
  const { caData, caFile } = config.getCurrentCluster() ?? {};
  const ca = caFile === undefined ? Buffer.from(caData ?? '', 'base64') : readFileSync(caFile);
  return clientOf({ ca, headers: { authorization: `Bearer ${token}` }, base: serverOf(config) });
}

function configOf(path: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromFile(path);
  return config;
}

function serverOf(config: KubeConfig): string {
  const base = config.getCurrentCluster()?.server;
  if (base === undefined) {
    throw new Error('The kubeconfig has no current context.');
  }
  return base;
}
