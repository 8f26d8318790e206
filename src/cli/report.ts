import { readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, parse, resolve } from 'node:path';
import { HumanError } from '../messages/error.ts';
import { type ReportFormat, reportEndings, reportFormats } from '../report/formats.ts';
import { readJournal } from '../report/read-journal.ts';
import { eventsFile, withSeen } from '../report/seen.ts';
import { writeReport } from '../report/write-report.ts';
import type { Arguments } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';

/** `report`: makes a page of journals. */
export async function reportCommand({ positionals, values }: Arguments, io: Io): Promise<number> {
  const format = reportFormats.find((each) => each === values.text('export-format')) ?? 'html';
  const paths = positionals.map((name) => resolve(io.cwd, name));
  const journals = await Promise.all(
    positionals.map(async (name, index) => {
      const path = paths[index] ?? name;
      const journal = readJournal(await textIn(path, name), name, io.language);
      return withSeen(journal, await eventsBeside(path));
    }),
  );
  const page = await writeReport(journals, format, io.language);
  const output = values.text('output');
  if (output === '-') {
    io.out(page);
    return exitCodes.ok;
  }
  const path = output === undefined ? besides(paths[0] ?? io.cwd, format) : resolve(io.cwd, output);
  await refuseJournal(path, paths);
  try {
    await writeFile(path, page);
  } catch (error) {
    const reason = (error as Error).message;
    throw new HumanError('report.unwritable', { path, reason }, { cause: error });
  }
  io.out(`${io.text({ code: 'report.written', args: { path } })}\n`);
  return exitCodes.ok;
}

/** `journal.html` of `journal.json`. */
function besides(journal: string, format: ReportFormat): string {
  const { dir, name } = parse(journal);
  return join(dir, `${name}${reportEndings[format]}`);
}

async function textIn(path: string, name: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = (error as Error).message;
    throw new HumanError('report.unreadable', { name, reason }, { cause: error });
  }
}

/** What a run has kept beside its journal, where this is a run's folder. */
async function eventsBeside(journal: string): Promise<string | undefined> {
  return readFile(join(dirname(journal), eventsFile), 'utf8').catch(() => undefined);
}

/** A journal is not written over, by whatever name it goes. */
async function refuseJournal(path: string, journals: readonly string[]): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  for (const journal of journals) {
    const { dev, ino } = await stat(journal);
    if (there !== undefined && there.dev === dev && there.ino === ino) {
      throw new HumanError('report.onto-journal', { path });
    }
  }
}
