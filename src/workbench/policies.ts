import { readFile } from 'node:fs/promises';
import type { Policies, Policy } from '../kubernetes/policy/rules.ts';
import { HumanError } from '../messages/error.ts';
import type { Platform } from '../platform/platform.ts';
import type { PolicySettings, RunJob } from './job.ts';

/** Environment variable that says where the user's policy is. */
export const policyVariable = 'CHAOS_WORKBENCH_POLICY';

/**
 * Every policy that holds: the user's file, `.chaos-workbench/policy.json` of some folders (of the
 * experiment, of the work) and of each folder above them, and the editor's settings.
 *
 * Which file is the user's is asked of the process itself: the variables of a run may come from a
 * workspace, which must not say which policy counts.
 * @throws HumanError `policy.file-*` when one can't be read or understood: it must never
 * be taken for one that allows
 */
export async function loadPolicies(
  folders: readonly string[],
  settings: readonly PolicySettings[],
  platform: Pick<Platform, 'environment' | 'paths' | 'configFolder'>,
): Promise<Policies> {
  const { paths } = platform;
  const named = platform.environment[policyVariable] || undefined;
  const userFile = named ?? paths.join(platform.configFolder(), 'policy.json');
  const user = await readFileOf(userFile, 'user');
  if (user === undefined && named !== undefined) {
    throw new HumanError('policy.file-missing', {
      file: named,
      variable: policyVariable,
    });
  }
  const workspace = await Promise.all(
    [...new Set(folders.flatMap((folder) => withAbove(folder, paths)))].map((each) =>
      readFileOf(paths.join(each, '.chaos-workbench', 'policy.json'), 'workspace'),
    ),
  );
  const set = await Promise.all(
    settings.map(async ({ level, values }) => {
      const { readPolicySettings } = await import('../kubernetes/policy/read.ts');
      return readPolicySettings(values, level);
    }),
  );
  const files = [user, ...workspace].filter((each) => each !== undefined);
  return { all: [...files, ...set], userFile };
}

/** Every policy that holds for a job. */
export function policiesOf(
  { folder, cwd, policySettings = [] }: Pick<RunJob, 'folder' | 'cwd' | 'policySettings'>,
  platform: Platform,
): Promise<Policies> {
  return loadPolicies(folder === undefined ? [cwd] : [folder, cwd], policySettings, platform);
}

/** A folder and all above it, the nearest first. */
function withAbove(folder: string, paths: Platform['paths']): string[] {
  const folders = [paths.resolve(folder)];
  for (;;) {
    const [last = ''] = folders.slice(-1);
    const above = paths.dirname(last);
    if (above === last) {
      return folders;
    }
    folders.push(above);
  }
}

/** The policy in a file; undefined where there is none. */
async function readFileOf(file: string, level: Policy['level']): Promise<Policy | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return undefined;
    }
    throw new HumanError('policy.file-unreadable', { file, reason: message }, { cause });
  }
  const { readPolicy } = await import('../kubernetes/policy/read.ts');
  return readPolicy(text, file, level);
}
