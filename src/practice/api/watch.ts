import type { Change } from './change-log.ts';
import { readVersion, type Selection, selects, tooLarge } from './list.ts';
import type { KubeObject } from './objects.ts';
import { apiVersionOf, type Resource } from './registry/resource.ts';
import type { Store } from './store.ts';

/** How a watch is read. */
export interface WatchOptions extends Selection {
  /** Where to go on; without it, or with `0`, what is there comes first. */
  resourceVersion?: string;
  /** Sends what is there first, and then a bookmark that says so. */
  sendInitialEvents?: boolean;
  /** Sends the version reached, from time to time. */
  bookmarks?: boolean;
}

/** What a watch tells. A bookmark's object has only a version. */
export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  object: KubeObject;
}

/** Milliseconds between two bookmarks. */
const bookmarkInterval = 60_000;

/**
 * Follows the objects of a selection until the signal aborts; then it ends without an error. It reads
 * from the log of changes at its reader's pace and keeps none itself.
 * @throws ApiError 410 when the changes to go on with have been forgotten, at the start or later
 */
export async function* watch(
  store: Store,
  resource: Resource,
  options: WatchOptions,
  signal: AbortSignal,
): AsyncGenerator<WatchEvent> {
  const matches = selects(resource, options);
  let version = readVersion(options.resourceVersion);
  if (version > store.version) {
    throw tooLarge(version, store.version);
  }
  using wake = new Wake(store, resource.id, signal);
  if (
    options.sendInitialEvents === true ||
    (version === 0 && options.sendInitialEvents !== false)
  ) {
    version = store.version;
    for (const object of store.list(resource.id, options.namespace).filter(matches)) {
      yield { type: 'ADDED', object };
    }
    if (options.sendInitialEvents === true && options.bookmarks === true) {
      yield bookmark(resource, version, { 'k8s.io/initial-events-end': 'true' });
    }
  } else if (version === 0) {
    version = store.version;
  }
  let marked = Date.now();
  while (!signal.aborted) {
    const change = store.next(resource.id, version);
    if (change !== undefined) {
      version = change.version;
      const event = eventOf(change, matches);
      if (event !== undefined) {
        yield event;
      }
      continue;
    }
    version = Math.max(version, store.version);
    await wake.next(marked + bookmarkInterval - Date.now());
    if (options.bookmarks === true && Date.now() - marked >= bookmarkInterval) {
      marked = Date.now();
      yield bookmark(resource, version);
    }
  }
}

/** What a change means to somebody who sees only a selection: objects enter it and leave it. */
function eventOf(
  { type, object, previous }: Change,
  matches: (object: KubeObject) => boolean,
): WatchEvent | undefined {
  const before = previous !== undefined && matches(previous);
  const after = type !== 'DELETED' && matches(object);
  if (after) {
    return { type: before ? 'MODIFIED' : 'ADDED', object };
  }
  if (!before) {
    return undefined;
  }
  const { resourceVersion } = object.metadata;
  return {
    type: 'DELETED',
    object: { ...previous, metadata: { ...previous.metadata, resourceVersion } },
  };
}

function bookmark(
  resource: Resource,
  version: number,
  annotations?: Record<string, string>,
): WatchEvent {
  const metadata = {
    resourceVersion: String(version),
    ...(annotations === undefined ? {} : { annotations }),
  };
  return {
    type: 'BOOKMARK',
    object: {
      kind: resource.kind,
      apiVersion: apiVersionOf(resource),
      metadata,
    } as unknown as KubeObject,
  };
}

/** Lets a watch sleep until something is written to its resource, or the watch is over. */
class Wake implements Disposable {
  #ring: (() => void) | undefined;
  readonly #end: () => void;

  constructor(store: Store, resource: string, signal: AbortSignal) {
    const ring = () => this.#ring?.();
    const unsubscribe = store.subscribe(resource, ring);
    signal.addEventListener('abort', ring);
    this.#end = () => {
      unsubscribe();
      signal.removeEventListener('abort', ring);
    };
  }

  /** @param atMost milliseconds; then it returns all the same */
  next(atMost: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(atMost, 0));
      timer.unref();
      this.#ring = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  [Symbol.dispose](): void {
    this.#end();
  }
}
