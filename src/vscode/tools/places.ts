import { posix } from 'node:path';

/** A place in a workspace folder. */
export interface Place {
  /** Name of the folder. */
  folder: string;
  /** From the folder on, with slashes. */
  path: string;
}

/**
 * Where a relative path may point to, the likeliest first: as the editor writes paths, the name of
 * the folder goes first where there are several. Nothing where it leads out of its folder.
 * @param path with slashes
 * @param folders names of the workspace folders
 */
export function placesOf(path: string, folders: readonly string[]): Place[] {
  const clean = posix.normalize(path);
  if (clean === '..' || clean.startsWith('../') || posix.isAbsolute(clean)) {
    return [];
  }
  const [first, ...rest] = clean.split('/');
  const named = folders.filter((folder) => rest.length > 0 && folder === first);
  return [
    ...named.map((folder) => ({ folder, path: rest.join('/') })),
    ...folders.map((folder) => ({ folder, path: clean })),
  ];
}
