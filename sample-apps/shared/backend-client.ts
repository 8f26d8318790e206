import { Agent, request } from 'node:http';
import { readMilliseconds, readUrl } from './config.ts';
import type { AppContext } from './main.ts';

/** Asks the backend for its message; rejects where there is none in time. */
export type AskBackend = () => Promise<string>;

/** Characters of an answer that are worth relaying. */
const longest = 10_000;

/** The backend's client as the environment wants it: BACKEND_URL, BACKEND_TIMEOUT_MS. */
export function backendOf({ env }: Pick<AppContext, 'env'>): AskBackend {
  const url = readUrl(env, 'BACKEND_URL', 'http://backend:8081');
  return askBackend(new URL('message', url), readMilliseconds(env, 'BACKEND_TIMEOUT_MS', 1_000));
}

/**
 * A client that waits for `limit` milliseconds in all: name, connection, answer. Every call has a
 * connection of its own, since a kept one may go on to a pod that the service no longer has.
 */
export function askBackend(url: URL, limit: number): AskBackend {
  const agent = new Agent({ keepAlive: false });
  return async () => {
    const signal = AbortSignal.timeout(limit);
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const sent = request(url, { agent, signal }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
        if (text.length > longest) {
          response.destroy(new Error('the answer is too long'));
        }
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) {
          resolve(text);
        } else {
          reject(new Error(`status ${response.statusCode}`));
        }
      });
    });
    sent.on('error', reject);
    sent.end();
    try {
      return await promise;
    } catch (error) {
      const reason = error instanceof Error ? error.message || 'no connection' : String(error);
      throw new Error(signal.aborted ? `no answer in ${limit} ms` : reason, { cause: error });
    }
  };
}
