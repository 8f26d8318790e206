import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { HumanError } from '../messages/error.ts';

/** Milliseconds an address may take to answer. */
const httpLimit = 30_000;

/** Redirects that are followed. */
const maxRedirects = 10;

/** Bytes an address may send. */
const maxBytes = 16 * 1024 * 1024;

/** What an address sent. */
export interface Answer {
  text: string;
  /** Its Content-Type. */
  type: string;
}

/**
 * Asks an address for a text. The authorisation stays with its host when the address redirects.
 * A file of its own, because loading Node's HTTP costs more than the rest of a small run.
 * @throws HumanError `workbench.source-unreachable`, `workbench.source-status`
 */
export async function fetchText(
  url: URL,
  authorisation: string | undefined,
  context: { verifyTls: boolean; signal: AbortSignal },
  redirects = maxRedirects,
): Promise<Answer> {
  const limit = AbortSignal.any([context.signal, AbortSignal.timeout(httpLimit)]);
  const { promise, resolve: done, reject } = Promise.withResolvers<Answer | URL>();
  const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(
    url,
    {
      headers: {
        accept: 'application/json, application/x-yaml',
        ...(authorisation && { authorization: authorisation }),
      },
      rejectUnauthorized: context.verifyTls,
      signal: limit,
    },
    (response) => {
      const status = response.statusCode ?? 0;
      const location = response.headers.location;
      if (status >= 300 && status < 400 && location !== undefined && redirects > 0) {
        response.resume();
        done(new URL(location, url));
        return;
      }
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > maxBytes) {
          response.destroy(new Error(`more than ${maxBytes} bytes`));
          return;
        }
        parts.push(part);
      });
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        if (status !== 200) {
          const body = text.slice(0, 200);
          reject(new HumanError('workbench.source-status', { url: url.href, status, body }));
          return;
        }
        done({ text, type: response.headers['content-type'] ?? '' });
      });
    },
  );
  request.on('error', reject);
  request.end();
  const answer = await promise.catch((error: unknown) => {
    context.signal.throwIfAborted();
    if (error instanceof HumanError) {
      throw error;
    }
    const reason = limit.aborted ? `no answer in ${httpLimit / 1000} s` : (error as Error).message;
    throw new HumanError('workbench.source-unreachable', { url: url.href, reason });
  });
  if (!(answer instanceof URL)) {
    return answer;
  }
  const same = answer.host === url.host;
  return fetchText(answer, same ? authorisation : undefined, context, redirects - 1);
}
