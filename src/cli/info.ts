import { readFile } from 'node:fs/promises';
import { nativeVersion } from '../catalogue/kubernetes/version.ts';
import { compatibleVersion } from '../engine/compatible-version.ts';
import { str } from '../engine/python/text.ts';
import type { PyValue } from '../engine/python/value.ts';
import { errorText, HumanError } from '../messages/error.ts';
import type { Arguments } from './arguments.ts';
import { nativePackage } from './discovery.ts';
import { exitCodes, type Io } from './io.ts';
import { settingsPath } from './settings-path.ts';

/** Milliseconds that Python may take to list its packages. */
const longestLook = 30_000;

/** Characters of a description that are shown. */
const longestSummary = 50;

/** `info core|extensions|settings`: what is installed here. */
export async function infoCommand(args: Arguments, io: Io): Promise<number> {
  const target = args.positionals[0] ?? '';
  switch (target) {
    case 'core':
      io.out(table(core(io), [20, 10]));
      break;
    case 'extensions':
      io.out(table(await extensions(args, io), [40, 10, 30, 50]));
      break;
    case 'settings':
      io.out(await settings(settingsPath(args, io)));
      break;
    default: {
      const choices = 'core, extensions, settings';
      throw new HumanError('workbench.usage-choice', { option: 'info', value: target, choices });
    }
  }
  return exitCodes.ok;
}

function core(io: Io): string[][] {
  return [
    ['NAME', 'VERSION'],
    ['CLI', io.version()],
    ['Core library', compatibleVersion],
  ];
}

function table(rows: readonly string[][], widths: readonly number[]): string {
  const lines = rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(''));
  return lines.map((line) => `${line}\n`).join('');
}

/** What is built in, and the packages of the user's Python; without one that is said and no error. */
async function extensions(args: Arguments, io: Io): Promise<string[][]> {
  const { openLog } = await import('./log.ts');
  const { openPython } = await import('./python.ts');
  const rows = [
    ['NAME', 'VERSION', 'LICENSE', 'DESCRIPTION'],
    [nativePackage, nativeVersion, 'built in', 'Kubernetes'],
  ];
  const python = openPython(args, io, openLog(args, io).line);
  try {
    const signal = AbortSignal.timeout(longestLook);
    const { value } = await python.ask({ op: 'extensions' }, { signal });
    rows.push(...(Array.isArray(value) ? value : []).flatMap(rowOf));
  } catch (error) {
    const reason = errorText(error, io.language);
    io.err(`${io.text({ code: 'info.no-python', args: { reason } })}\n`);
  } finally {
    await python.close();
  }
  return rows;
}

function rowOf(row: PyValue): string[][] {
  const cells = Array.isArray(row) ? row : [];
  const [name = '', version = '', license = '', summary = ''] = cells.map((cell) =>
    cell === null ? '' : str(cell),
  );
  const words = summary.replace('Chaos Toolkit Extension for ', '');
  return name === nativePackage
    ? []
    : [[name, version, license || 'Unknown', words.slice(0, longestSummary)]];
}

/** The file as it is, comments and all; that there is none is no error, as in the original. */
async function settings(path: string): Promise<string> {
  try {
    return `${await readFile(path, 'utf8')}\n`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return `No settings file found at ${path}\n`;
    }
    const reason = (error as Error).message;
    throw new HumanError('settings.unreadable', { path, reason }, { cause: error });
  }
}
