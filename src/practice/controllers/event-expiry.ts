import type { Kit } from './kit/kit.ts';
import { keyOfObject, partsOfKey } from './kit/object-index.ts';

/** How long an event is kept after it was last written, as the API server does by default. */
const lifetime = 3_600_000;

/** Removes events that are old. */
export function startEventExpiry(kit: Kit): void {
  const events = kit.resource('events');
  /** When each was written last, in milliseconds since 1970; oldest first. */
  const written = new Map<string, number>();
  const queue = kit.queue('event expiry', () => {
    for (const [key, time] of written) {
      const left = time + lifetime - kit.now();
      if (left > 0) {
        queue.addAfter('oldest', left);
        return;
      }
      const [namespace, name] = partsOfKey(key);
      written.delete(key);
      if (kit.api.find(events, namespace, name) !== undefined) {
        kit.api.delete(events, namespace, name);
      }
    }
  });
  const note = (key: string) => {
    written.delete(key);
    written.set(key, kit.now());
    queue.addAfter('oldest', lifetime);
  };
  for (const object of kit.api.store.list(events.id)) {
    note(keyOfObject(object));
  }
  const end = kit.api.store.subscribe(events.id, ({ type, object }) => {
    if (type === 'DELETED') {
      written.delete(keyOfObject(object));
    } else {
      note(keyOfObject(object));
    }
  });
  kit.atEnd(end);
}
