import type { EventRow } from '../feed-types.ts';
import type { KubeObject } from '../objects.ts';

interface Event extends KubeObject {
  type?: string;
  reason?: string;
  message?: string;
  count?: number;
  firstTimestamp?: string | null;
  lastTimestamp?: string | null;
  eventTime?: string | null;
  series?: { count?: number; lastObservedTime?: string };
  involvedObject?: { kind?: string; name?: string };
}

/** An event as a row. */
export function eventRow(object: KubeObject): EventRow {
  const event = object as Event;
  const { metadata, type, reason, message, count, series, involvedObject } = event;
  return {
    uid: metadata.uid,
    name: metadata.name,
    warning: type === 'Warning',
    reason: reason ?? '',
    message: message ?? '',
    object: { kind: involvedObject?.kind ?? '', name: involvedObject?.name ?? '' },
    count: series?.count ?? count ?? 1,
    at: lastTime(event),
  };
}

/** Writers of events fill different fields with the time. */
function lastTime({ series, lastTimestamp, eventTime, firstTimestamp, metadata }: Event): string {
  return (
    series?.lastObservedTime ||
    lastTimestamp ||
    eventTime ||
    firstTimestamp ||
    metadata.creationTimestamp ||
    ''
  );
}
