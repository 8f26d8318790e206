import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Environment } from '../../platform/platform.ts';
import { plainRequest } from '../providers/http/request.ts';
import { send } from '../providers/http/send.ts';
import { waitFor } from '../wait.ts';
import type { TracingSettings } from './settings.ts';
import type { Attribute, Span } from './spans.ts';

/** Answers after which sending again may help. */
const passing = [429, 502, 503, 504];

/** Milliseconds until it is sent again; doubled each time. */
const firstWait = 500;

/** What sending takes from around it. */
export interface ExportSurroundings {
  environment: Environment;
  cwd: string;
  homedir: string;
  signal: AbortSignal;
}

/**
 * Sends spans by OTLP over HTTP, as JSON.
 * @throws when they did not arrive in time
 */
export async function exportSpans(
  spans: readonly Span[],
  traceId: string,
  settings: TracingSettings,
  around: ExportSurroundings,
): Promise<void> {
  const json = Buffer.from(JSON.stringify(payloadOf(spans, traceId, settings)));
  const body = settings.gzip ? await promisify<Buffer, Buffer>(gzip)(json) : json;
  const { certificate, clientCertificate, clientKey } = settings;
  const read = (path: string) => readFile(resolve(around.cwd, path), 'utf8');
  const request = {
    ...plainRequest('POST', settings.url, {
      headers: {
        'Content-Type': 'application/json',
        ...(settings.gzip && { 'Content-Encoding': 'gzip' }),
        ...settings.headers,
      },
      body,
      verify: certificate ?? true,
    }),
    ...(clientCertificate !== undefined && {
      identity: {
        cert: await read(clientCertificate),
        key: await read(clientKey ?? clientCertificate),
      },
    }),
  };
  const signal = AbortSignal.any([around.signal, AbortSignal.timeout(settings.timeout)]);
  for (let wait = firstWait; ; wait *= 2) {
    const { status } = await send(request, { ...around, signal });
    if (status < 300) {
      return;
    }
    if (!passing.includes(status)) {
      throw new Error(`status ${status}`);
    }
    await waitFor(wait, signal);
    signal.throwIfAborted();
  }
}

function payloadOf(spans: readonly Span[], traceId: string, settings: TracingSettings): object {
  const attributes = (values: Record<string, Attribute>) =>
    Object.entries(values).map(([key, value]) => ({
      key,
      value: anyValue(value, settings.longest),
    }));
  return {
    resourceSpans: [
      {
        resource: { attributes: attributes(settings.attributes) },
        scopeSpans: [
          {
            scope: { name: 'chaos-workbench' },
            spans: spans.map((span) => ({
              traceId,
              spanId: span.spanId,
              ...(span.parentId && { parentSpanId: span.parentId }),
              name: span.name,
              kind: 1,
              startTimeUnixNano: nanoseconds(span.start),
              endTimeUnixNano: nanoseconds(span.end ?? span.start),
              attributes: attributes(span.attributes),
              events: span.events.map(({ at, name, attributes: values }) => ({
                timeUnixNano: nanoseconds(at),
                name,
                attributes: attributes(values),
              })),
              status: span.error === undefined ? {} : { code: 2, message: span.error },
            })),
          },
        ],
      },
    ],
  };
}

function anyValue(value: Attribute, longest: number): object {
  if (typeof value === 'string') {
    return { stringValue: value.slice(0, longest) };
  }
  if (typeof value === 'boolean') {
    return { boolValue: value };
  }
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

/** Nanoseconds since 1970 of a time in UTC with microseconds and without a zone. */
function nanoseconds(at: string): string {
  const milliseconds = BigInt(Date.parse(`${at.slice(0, 23)}Z`));
  const micros = BigInt(at.slice(23, 26).padEnd(3, '0'));
  return String(milliseconds * 1_000_000n + micros * 1_000n);
}
