import { existsSync, watch } from 'node:fs';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Case } from './case.ts';

/** A folder in which one run of a case takes place, with all its files. */
export interface CaseFolder {
  path: string;
  experiment: string;
  journal: string;
  environment: Record<string, string>;
}

/** @param service address put in for `@service@` */
export async function makeFolder(each: Case, service: string): Promise<CaseFolder> {
  const path = await mkdtemp(join(tmpdir(), 'oracle-'));
  const experiment = join(path, `experiment.${each.format ?? 'json'}`);
  await writeFile(experiment, experimentText(each, service));
  for (const [name, text] of Object.entries(each.options?.varFiles ?? {})) {
    await writeFile(join(path, name), text);
  }
  for (const [name, text] of Object.entries(each.modules ?? {})) {
    await writeFile(join(path, name), text);
  }
  if (each.settingsRuntime !== undefined || each.settings !== undefined) {
    await mkdir(join(path, '.chaostoolkit'));
    const { settings: others, settingsRuntime: runtime } = each;
    const settings = stringify({ ...others, ...(runtime && { runtime }) });
    await writeFile(join(path, '.chaostoolkit', 'settings.yaml'), settings);
  }
  return {
    path,
    experiment,
    journal: join(path, 'journal.json'),
    environment: {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      HOME: path,
      LANG: 'C.UTF-8',
      ...(each.modules && { PYTHONPATH: path, PYTHONDONTWRITEBYTECODE: '1' }),
      ...each.environment,
    },
  };
}

/** The experiment as it is written to the file. */
export function experimentText(each: Case, service: string): string {
  const text =
    typeof each.experiment === 'string' ? each.experiment : JSON.stringify(each.experiment);
  return text.replaceAll('@service@', service);
}

/** Resolves when a file of the folder is there. Ends its watching with the signal. */
export function appeared(folder: string, name: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (existsSync(join(folder, name))) {
        resolve();
      }
    };
    watch(folder, { signal, persistent: false }, look);
    look();
  });
}

/** A file in the run's folder in which programs of the experiment leave a line each. */
export const effectsFile = 'effects.log';

/** What was left there, sorted, as activities may run side by side. */
export async function effectsOf(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, effectsFile), 'utf8').catch(() => '');
  return text.split('\n').filter(Boolean).sort();
}
