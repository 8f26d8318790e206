import type { IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import type { JsonObject } from '../experiment/json.ts';
import { abortError } from './abort.ts';
import { apiFailure, serverName, statusOf, subjectOf } from './errors.ts';
import type { ApiRequest, WatchEvent } from './objects.ts';
import type { Requester } from './requester.ts';

/**
 * Seconds after which the server ends a watch by itself, unless the query says otherwise. Short, for
 * it bounds how long a connection that died silently goes unnoticed; taking a watch up again where
 * it was costs little.
 */
const usualSeconds = 60;

/**
 * Milliseconds beyond the watch's own end in which it must have ended: a connection that is still
 * silent then is half open, and only a limit on this side notices.
 */
const grace = 5_000;

/**
 * The lines of a watch. Ends when the server ends it.
 * @throws HumanError `kubernetes.watch-expired` (410), `kubernetes.watch-failed`,
 * `kubernetes.watch-garbage`, `kubernetes.cut`; the signal's reason
 */
export async function* watchStream(
  requester: Requester,
  path: string,
  query: ApiRequest['query'],
  signal: AbortSignal,
): AsyncGenerator<WatchEvent> {
  const seconds = Number(query?.['timeoutSeconds'] ?? usualSeconds);
  const what = subjectOf({ path });
  const server = serverName(requester.endpoint);
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), seconds * 1000 + grace);
  const bounded = AbortSignal.any([signal, limit.signal]);
  let response: IncomingMessage | undefined;
  try {
    response = await requester.open(
      {
        method: 'GET',
        path,
        query: { allowWatchBookmarks: true, ...query, timeoutSeconds: seconds, watch: true },
      },
      bounded,
    );
    for await (const line of linesOf(response)) {
      yield readLine(line, { what, server });
    }
  } catch (error) {
    if (signal.aborted) {
      throw abortError(signal);
    }
    if (limit.signal.aborted) {
      return;
    }
    if (statusOf(error) === 410) {
      throw apiFailure('kubernetes.watch-expired', { what, server }, { status: 410 });
    }
    if (error instanceof Error && error.name === 'HumanError') {
      throw error;
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw apiFailure('kubernetes.watch-failed', { what, reason }, { cause: error });
  } finally {
    clearTimeout(timer);
    response?.destroy();
  }
}

async function* linesOf(response: IncomingMessage): AsyncGenerator<string> {
  const plain =
    response.headers['content-encoding'] === 'gzip' ? response.pipe(createGunzip()) : response;
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of plain) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    yield* parts.filter((part) => part.trim() !== '');
  }
  if (rest.trim() !== '') {
    yield rest;
  }
}

function readLine(line: string, where: { what: string; server: string }): WatchEvent {
  let event: { type: WatchEvent['type'] | 'ERROR'; object: WatchEvent['object'] };
  try {
    event = JSON.parse(line);
  } catch {
    throw apiFailure('kubernetes.watch-garbage', where);
  }
  if (event.type === 'ERROR') {
    const details = event.object as unknown as JsonObject;
    const status = Number(details['code'] ?? 0);
    const reason = String(details['message'] ?? details['reason'] ?? '');
    throw status === 410
      ? apiFailure('kubernetes.watch-expired', where, { status, reason: 'Expired' })
      : apiFailure('kubernetes.watch-failed', { ...where, reason }, { status, details });
  }
  return event as WatchEvent;
}
