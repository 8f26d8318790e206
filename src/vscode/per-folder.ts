/** A glob of a setting, and the folder it counts from. */
export interface FolderGlob<Folder> {
  folder: Folder;
  pattern: string;
}

/**
 * The globs of each folder of a window: a setting of one folder says nothing about the others.
 * @param globsOf the setting as it is for a folder
 */
export function globsOfFolders<Folder>(
  folders: readonly Folder[],
  globsOf: (folder: Folder) => readonly string[],
): FolderGlob<Folder>[] {
  return folders.flatMap((folder) =>
    globsOf(folder).map((glob) => ({ folder, pattern: anywhere(glob) })),
  );
}

/** A glob without a slash is about names in all folders below. */
export function anywhere(glob: string): string {
  return glob.includes('/') ? glob : `**/${glob}`;
}
