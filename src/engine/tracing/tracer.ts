import { randomHex } from '../../platform/random.ts';
import type { RunEvent } from '../events.ts';
import { type ExportSurroundings, exportSpans } from './export.ts';
import { tracingSettings } from './settings.ts';
import { type Span, SpanFolder } from './spans.ts';
import { traceparent } from './traceparent.ts';

/** Spans that are sent at once. */
const batch = 512;

/** Turns the events of one run into a trace and sends it. */
export interface Tracer {
  /** The run as a parent, for programs that it starts: W3C `traceparent`. */
  readonly traceparent: string;
  event(event: RunEvent): void;
  /** Sends the rest; gives the reasons why something did not arrive, and never rejects. */
  end(): Promise<string[]>;
}

/** @param around its environment says where to, by the standard variables */
export function openTracer(around: ExportSurroundings): Tracer {
  const settings = tracingSettings(around.environment);
  const traceId = settings.parent?.traceId ?? randomHex(32);
  const sampled = Number.parseInt(traceId.slice(-13), 16) / 16 ** 13 < settings.ratio;
  const failures = new Set<string>();
  const sending = new Set<Promise<void>>();
  let waiting: Span[] = [];
  const flush = () => {
    const spans = waiting;
    waiting = [];
    if (spans.length === 0 || !sampled) {
      return;
    }
    const sent = exportSpans(spans, traceId, settings, around)
      .catch((error: unknown) => void failures.add((error as Error).message))
      .finally(() => sending.delete(sent));
    sending.add(sent);
  };
  const folder = new SpanFolder(settings.parent?.spanId, (span) => {
    waiting.push(span);
    if (waiting.length >= batch) {
      flush();
    }
  });
  return {
    traceparent: traceparent({ traceId, spanId: folder.root.spanId, sampled }),
    event: (event) => folder.event(event),
    async end() {
      flush();
      await Promise.all(sending);
      return [...failures];
    },
  };
}
