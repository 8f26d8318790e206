import { readFile } from 'node:fs/promises';
import { isObject, type Json, type JsonObject } from '../../experiment/json.ts';
import { format } from '../../messages/format.ts';
import type { Arguments } from '../arguments.ts';
import type { CiResult } from '../ci/outputs.ts';
import type { Io } from '../io.ts';
import { type Refusal, refusedReport, runReport, validateReport } from './report.ts';

/** What `--output agent` prints of a check or a run. */
export async function agentText(args: Arguments, io: Io, result: CiResult): Promise<string> {
  const report =
    args.command?.name === 'validate'
      ? validateReport(result.source, io.cwd, titleOf(result), refusalOf(result))
      : await reportOfRun(args, io, result);
  return `${JSON.stringify(report, null, 2)}\n`;
}

async function reportOfRun(args: Arguments, io: Io, result: CiResult): Promise<JsonObject> {
  const { source, exitCode, text, journal } = result;
  const verdict = text.split('\n')[0] ?? '';
  const facts = { source, cwd: io.cwd, exitCode, verdict };
  if (journal === undefined) {
    const refusal = refusalOf(result) ?? { stage: 'run', message: text };
    return refusedReport(refusal, { ...facts, verdict: refusal.message });
  }
  const events = args.values.text('events-file');
  return runReport(JSON.parse(await readFile(journal, 'utf8')), {
    ...facts,
    journalPath: args.values.text('journal-path') ?? 'journal.json',
    ...(events !== undefined && { eventsPath: events }),
  });
}

/** Why nothing was run, or is wrong; the first of all problems. */
function refusalOf({ checked, exitCode, text }: CiResult): Refusal | undefined {
  if (checked === undefined) {
    return { stage: 'load', message: text };
  }
  const first = checked.problems.find(({ severity }) => severity === 'error');
  if (exitCode === 0 || first === undefined) {
    return text === '' || exitCode === 0 ? undefined : { stage: 'run', message: text };
  }
  return { stage: 'validation', message: format(first) };
}

function titleOf({ checked }: CiResult): Json {
  const value = checked?.document.value;
  return value !== undefined && isObject(value) ? (value['title'] ?? null) : null;
}
