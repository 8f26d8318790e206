import { isObject, type Json, type JsonObject } from '../experiment/json.ts';
import type { LedgerEntry } from './record.ts';

/**
 * The mutations of a run that are still to be put back, as far as the ledger alone tells: neither
 * undone nor failed, with something that puts them back, and not taken back by a later one of the
 * same run (a rollback that creates what was deleted, or scales back).
 */
export function owedEntries(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const open = new Map<string, LedgerEntry[]>();
  for (const entry of entries) {
    if (entry.state === 'undone' || entry.state === 'failed') {
      continue;
    }
    const key = keyOf(entry);
    const stack = open.get(key) ?? [];
    open.set(key, stack);
    const last = stack.at(-1);
    if (last !== undefined && entry.state === 'applied' && takesBack(entry, last)) {
      stack.pop();
    } else {
      stack.push(entry);
    }
  }
  const left = new Set([...open.values()].flat());
  return entries.filter((entry) => left.has(entry) && entry.inverse.length > 0);
}

/** Two mutations of objects with the same key are about the same name. */
function keyOf({ cluster, target }: LedgerEntry): string {
  return JSON.stringify([
    cluster,
    target['apiVersion'] ?? null,
    target['kind'] ?? null,
    target['namespace'] ?? null,
    target['name'] ?? null,
  ]);
}

/** Whether a mutation does what would put the other one back. */
function takesBack(entry: LedgerEntry, other: LedgerEntry): boolean {
  const [inverse, ...more] = other.inverse;
  if (inverse === undefined || more.length > 0 || inverse['verb'] !== entry.request['verb']) {
    return false;
  }
  // An object that is created again is what the rollback says it is, whatever it was before.
  const byName = entry.request['verb'] === 'create' || entry.request['verb'] === 'delete';
  return byName || sameBody(entry.request['body'], inverse['body']);
}

function sameBody(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(withoutUid(one)) === JSON.stringify(withoutUid(other));
}

/** The object may have been created anew in between. */
function withoutUid(body: Json | undefined): Json {
  if (body === undefined || !isObject(body) || !isObject(body['metadata'] ?? null)) {
    return body ?? null;
  }
  const { uid: _, ...metadata } = body['metadata'] as JsonObject;
  return { ...body, metadata };
}
