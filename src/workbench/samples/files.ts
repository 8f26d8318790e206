import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HumanError } from '../../messages/error.ts';

/** The sample services. */
export type Sample = 'backend' | 'frontend-v1' | 'frontend-v2';

/** What the samples are made from, as text. */
export interface SampleFiles {
  /** The YAML of a sample's Deployment and Service. */
  manifest(sample: Sample): Promise<string>;
  /** The bundled program of a sample: one ES module without imports. */
  program(sample: Sample): Promise<string>;
}

/**
 * The files of this package: `manifests/` and `dist/samples/`.
 * @param start a folder inside the package; where this code is, if not said
 */
export async function packagedFiles(start = import.meta.dirname): Promise<SampleFiles> {
  const root = await packageRoot(start);
  const read = async (path: string) => {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      throw new HumanError('workbench.samples-files', { path }, { cause: error });
    }
  };
  return {
    manifest: (sample) => read(join(root, 'manifests', `${sample}.yaml`)),
    program: (sample) => read(join(root, 'dist', 'samples', `${sample}.mjs`)),
  };
}

/** Bundled code lies at another depth than its source, so the root is found by what it holds. */
async function packageRoot(start: string): Promise<string> {
  for (let folder = start; ; folder = dirname(folder)) {
    const manifest = join(folder, 'manifests', 'backend.yaml');
    const found = await access(manifest).then(
      () => true,
      () => false,
    );
    if (found) {
      return folder;
    }
    if (dirname(folder) === folder) {
      throw new HumanError('workbench.samples-files', { path: join('manifests', 'backend.yaml') });
    }
  }
}
