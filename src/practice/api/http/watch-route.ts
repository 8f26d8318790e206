import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { JsonObject } from '../../../experiment/json.ts';
import type { Resource } from '../registry/resource.ts';
import { ApiError, type Cause, forbiddenField, invalid } from '../status.ts';
import type { WatchEvent } from '../watch.ts';
import { listOptions } from './options.ts';
import { isTrue, numberOf } from './request-info.ts';
import type { Exchange } from './route.ts';
import type { Writer } from './shapes.ts';

/** Seconds that a watch lasts at least where its client does not say; at most twice as many. */
const usualSeconds = 1_800;

/**
 * Streams a watch, one JSON object a line, at the client's pace. A refusal after the start goes into
 * the stream.
 * @throws ApiError before the start
 */
export async function serveWatch(
  call: Exchange & { resource: Resource; writer: Writer },
): Promise<void> {
  const { api, info, resource, response } = call;
  const { query } = info;
  const sendInitialEvents = query.has('sendInitialEvents')
    ? isTrue(query, 'sendInitialEvents')
    : undefined;
  checkOptions(query, sendInitialEvents);
  const seconds =
    numberOf(query, 'timeoutSeconds') || Math.floor(usualSeconds * (1 + Math.random()));
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), seconds * 1000);
  const signal = AbortSignal.any([call.signal, limit.signal]);
  const events = api.watch(
    resource,
    {
      ...listOptions(info),
      ...(sendInitialEvents === undefined ? {} : { sendInitialEvents }),
      bookmarks: isTrue(query, 'allowWatchBookmarks'),
    },
    signal,
  );
  try {
    await stream(events, call, signal);
  } finally {
    clearTimeout(timer);
  }
  response.end();
}

function checkOptions(query: URLSearchParams, initial: boolean | undefined): void {
  const match = query.get('resourceVersionMatch') ?? '';
  const problems: Cause[] = [];
  if (initial !== undefined && match !== 'NotOlderThan') {
    problems.push(
      forbiddenField(
        'resourceVersionMatch',
        'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
      ),
    );
  }
  if (initial === undefined && match !== '') {
    problems.push(
      forbiddenField(
        'resourceVersionMatch',
        'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
      ),
    );
  }
  if (problems.length > 0) {
    throw invalid('meta.k8s.io', 'ListOptions', '', problems);
  }
}

async function stream(
  events: AsyncGenerator<WatchEvent>,
  { response, writer }: { response: ServerResponse; writer: Writer },
  signal: AbortSignal,
): Promise<void> {
  let isFirst = true;
  const write = async (line: JsonObject) => {
    if (!response.write(`${JSON.stringify(line)}\n`)) {
      await once(response, 'drain', { signal }).catch(() => undefined);
    }
  };
  response.writeHead(200, {
    'content-type': 'application/json',
    'cache-control': 'no-cache, private',
  });
  response.flushHeaders();
  try {
    for await (const { type, object } of events) {
      await write({ type, object: shown(writer, { type, object }, isFirst) });
      isFirst = false;
    }
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    await write({ type: 'ERROR', object: error.status });
  }
}

function shown(writer: Writer, { type, object }: WatchEvent, isFirst: boolean): JsonObject {
  if (!writer.isTable) {
    return writer.one(object);
  }
  const { resourceVersion } = object.metadata;
  return writer.table(type === 'BOOKMARK' ? [] : [object], { resourceVersion }, isFirst);
}
