import { activitiesOf } from '../experiment/activities.ts';
import type { ParsedDocument, Problem } from '../experiment/document.ts';
import { isObject, type JsonObject } from '../experiment/json.ts';
import { join } from '../experiment/pointer.ts';
import type { Platform } from '../platform/platform.ts';

/** Where programs are looked for. */
export interface ProgramPlaces {
  environment: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths start from. */
  cwd: string;
  platform: Pick<Platform, 'findProgram'>;
}

/**
 * The programs that activities would start and that are not on this machine, as `chaos` refuses
 * them before a run (`validate_process_activity`). A path with `${}` is left to the other checks.
 */
export async function missingPrograms(
  document: ParsedDocument,
  { environment, cwd, platform }: ProgramPlaces,
): Promise<Problem[]> {
  const found = await Promise.all(
    programsOf(document).map(async ({ path, pointer }) => {
      const program = await platform.findProgram(path, environment, cwd);
      return program === null ? [{ path, pointer }] : [];
    }),
  );
  return found.flat().map(({ path, pointer }) => ({
    code: 'workbench.program-missing',
    severity: 'error' as const,
    pointer,
    range: document.rangeOf(pointer),
    args: { path },
  }));
}

function programsOf(document: ParsedDocument): { path: string; pointer: string }[] {
  return activitiesOf(document.value)
    .flatMap(({ pointer, value }) => [
      { pointer, value },
      { pointer: join(pointer, 'tolerance'), value: value['tolerance'] },
    ])
    .flatMap(({ pointer, value }) => {
      const provider = isObject(value) ? value['provider'] : undefined;
      const path = isObject(provider) ? pathOf(provider) : undefined;
      return path === undefined ? [] : [{ path, pointer: join(pointer, 'provider', 'path') }];
    });
}

function pathOf({ type, path }: JsonObject): string | undefined {
  return type === 'process' && typeof path === 'string' && !/^~|\$/.test(path) ? path : undefined;
}
