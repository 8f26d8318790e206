import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutation } from './case.ts';
import { ownSource } from './ours.ts';

/** A copy of `src/` with one change, gone when it is disposed of. */
export interface Mutated extends AsyncDisposable {
  src: string;
}

/** The rooms that a run without a cluster and without an editor needs. */
const rooms = ['engine', 'experiment', 'catalogue', 'messages', 'platform'];

/** The files of `workbench` that check an experiment. */
const checking = ['check.ts', 'missing-programs.ts', 'missing-python.ts', 'python-packages.ts'];

/** Makes a copy of `src/` and changes one place in it. Packages are found through a link. */
export async function mutated({ file, find, replace }: Mutation): Promise<Mutated> {
  const folder = await mkdtemp(join(tmpdir(), 'oracle-src-'));
  const src = join(folder, 'src');
  const dispose = () => rm(folder, { recursive: true, force: true });
  try {
    for (const room of rooms) {
      await cp(join(ownSource, room), join(src, room), {
        recursive: true,
        filter: (path) => !path.endsWith('.test.ts'),
      });
    }
    for (const file of checking) {
      await cp(join(ownSource, 'workbench', file), join(src, 'workbench', file));
    }
    for (const beside of ['package.json', 'schemas', 'node_modules']) {
      await symlink(join(ownSource, '..', beside), join(folder, beside));
    }
    const path = join(src, file);
    const text = await readFile(path, 'utf8');
    const count = text.split(find).length - 1;
    if (count !== 1) {
      throw new Error(
        `src/${file} has ${count} places with “${find}”; the rule needs exactly one.`,
      );
    }
    await writeFile(
      path,
      text.replace(find, () => replace),
    );
  } catch (error) {
    await dispose();
    throw error;
  }
  return { src, [Symbol.asyncDispose]: dispose };
}
