import type { Json, JsonObject } from '../../experiment/json.ts';

/** Names of an event's fields in `v1` and in `events.k8s.io/v1`. */
const names: readonly (readonly [string, string])[] = [
  ['involvedObject', 'regarding'],
  ['message', 'note'],
  ['source', 'deprecatedSource'],
  ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'],
  ['count', 'deprecatedCount'],
  ['reportingComponent', 'reportingController'],
];

const toNew = new Map(names);
const toOld = new Map(names.map(([old, fresh]) => [fresh, old] as const));

/** An event of `v1`, in which all are stored, as `events.k8s.io/v1` shows it. */
export function freshEvent(event: object): JsonObject {
  return { ...renamed(event, toNew), apiVersion: 'events.k8s.io/v1' };
}

/** An event of `events.k8s.io/v1` as it is stored. */
export function storedEvent(event: object): JsonObject {
  return { ...renamed(event, toOld), apiVersion: 'v1' };
}

function renamed(event: object, map: ReadonlyMap<string, string>): JsonObject {
  const entries = Object.entries(event as Record<string, Json>);
  return Object.fromEntries(entries.map(([key, value]) => [map.get(key) ?? key, value]));
}
