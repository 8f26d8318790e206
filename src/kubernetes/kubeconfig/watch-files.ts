import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Writers replace a file in several steps: one call for all of them, after this many milliseconds. */
const settle = 100;

/** Milliseconds after which a folder that could not be watched is tried again. */
const again = 5_000;

/**
 * Calls back when one of the files is written, replaced, made or removed, until disposed. The
 * folders are watched, for a file that is replaced by another would be lost from sight; a folder
 * that does not exist yet is looked for now and then.
 */
export function watchFiles(paths: readonly string[], onChange: () => void): Disposable {
  const watched = new Map<string, Set<string>>();
  for (const path of paths) {
    const names = watched.get(dirname(path)) ?? new Set();
    watched.set(dirname(path), names.add(basename(path)));
  }
  let timer: NodeJS.Timeout | undefined;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, settle);
  };
  const folders = [...watched].map(([folder, names]) => new WatchedFolder(folder, names, changed));
  return {
    [Symbol.dispose]() {
      clearTimeout(timer);
      for (const folder of folders) {
        folder.close();
      }
    },
  };
}

class WatchedFolder {
  readonly #folder: string;
  readonly #names: ReadonlySet<string>;
  readonly #changed: () => void;
  #watcher: FSWatcher | undefined;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(folder: string, names: ReadonlySet<string>, changed: () => void) {
    this.#folder = folder;
    this.#names = names;
    this.#changed = changed;
    this.#open(false);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#watcher?.close();
  }

  #open(appeared: boolean): void {
    try {
      this.#watcher = watch(this.#folder, { persistent: false }, (_event, name) => {
        // Some systems do not say which file it was.
        if (name === null || this.#names.has(name)) {
          this.#changed();
        }
      });
      this.#watcher.on('error', () => this.#lost());
      if (appeared) {
        this.#changed();
      }
    } catch {
      this.#lost();
    }
  }

  #lost(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
    if (!this.#closed) {
      clearTimeout(this.#retry);
      this.#retry = setTimeout(() => this.#open(true), again).unref();
    }
  }
}
