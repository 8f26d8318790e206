import { constants } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The lesson's experiments, in the order of the lesson. */
export const lessonFiles = ['experiment.pod.json', 'experiment.deployment.json'] as const;

/**
 * Writes the lesson's experiments into a folder, which is made. A file that is there already stays as
 * it is: somebody may have changed it.
 * @param manifests folder of the package that has them
 */
export async function writeWorkspace(manifests: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of lessonFiles) {
    try {
      await copyFile(join(manifests, name), join(folder, name), constants.COPYFILE_EXCL);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw error;
      }
    }
  }
}
