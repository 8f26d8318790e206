import { appendFile, readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { RunView } from '../../engine/view.ts';
import type { Checked } from '../../workbench/check.ts';
import type { Arguments } from '../arguments.ts';
import type { Io } from '../io.ts';
import { writeText } from '../write-text.ts';
import { runCases } from './cases.ts';
import { type Finding, problemFindings, runFindings } from './findings.ts';
import { annotation, longestSummary, problemList } from './github.ts';
import { junitText, type TestSuite } from './junit.ts';
import { placeOf } from './place.ts';
import { sarifText } from './sarif.ts';

/** What a pipeline reads of a check or a run. */
export interface CiResult {
  /** Path as it was given, or an address. */
  source: string;
  checked?: Checked;
  exitCode: number;
  /** Of a run that has begun. */
  view?: RunView;
  /** The verdict in words, or why there was none. */
  text: string;
  /** Path of the journal, if one was written. */
  journal?: string;
}

/** Whether anything of this is wanted; only then the rest is loaded. */
export type CiOutputs = (result: CiResult) => Promise<void>;

/**
 * Writes what `--junit` and `--sarif` ask for, and on GitHub annotations and the summary of the step.
 * @throws HumanError `ci.unwritable`
 */
export function ciOutputs({ values }: Arguments, io: Io): CiOutputs {
  return async (result) => {
    const findings = findingsOf(result, io);
    const place = placeOf(result.source, io.cwd, io.environment);
    if (io.environment['GITHUB_ACTIONS'] === 'true') {
      io.out(findings.map((finding) => `${annotation(finding, place)}\n`).join(''));
      await summarize(result, findings, io);
    }
    const [junit, sarif] = [values.text('junit'), values.text('sarif')];
    if (junit !== undefined) {
      await writeText(resolve(io.cwd, junit), junitText(suiteOf(result, findings, io)));
    }
    if (sarif !== undefined) {
      const tool = { version: io.version(), exitCode: result.exitCode };
      await writeText(resolve(io.cwd, sarif), sarifText(findings, place, tool));
    }
  };
}

function findingsOf({ checked, view, exitCode, text }: CiResult, io: Io): Finding[] {
  if (checked === undefined) {
    const start = { line: 0, character: 0 };
    const range = { start, end: start };
    return [{ code: 'run.refused', level: 'error', text, range }];
  }
  const { language } = io;
  const problems = problemFindings(checked.problems, language);
  if (view === undefined) {
    const range = checked.document.rangeOf('');
    const silent = text === '' || problems.some(({ level }) => level === 'error');
    const start = { start: range.start, end: range.start };
    return silent
      ? problems
      : [{ code: 'run.refused', level: 'error', text, range: start }, ...problems];
  }
  const judgement = { good: exitCode === 0, text, language };
  return [...runFindings(view, checked.document, judgement), ...problems];
}

function suiteOf(
  { source, view, exitCode, text }: CiResult,
  findings: readonly Finding[],
  { language }: Io,
): TestSuite {
  if (view === undefined) {
    const wrong = findings.filter(({ level }) => level === 'error');
    const failed = wrong.map((finding) => ({
      name: `${finding.code} ${finding.range.start.line + 1}:${finding.range.start.character + 1}`,
      group: 'validate',
      result: 'failed' as const,
      text: finding.text,
    }));
    const passed = { name: 'valid', group: 'validate', result: 'passed' as const };
    return { name: source, file: source, seconds: 0, cases: failed.length > 0 ? failed : [passed] };
  }
  const cases = runCases(view, { good: exitCode === 0, text, language });
  const seconds = view.duration ?? 0;
  return { name: view.title, file: source, startedAt: view.startedAt, seconds, cases };
}

/** The report of a run, or the problems of an experiment, on the page of the step. */
async function summarize(result: CiResult, findings: readonly Finding[], io: Io): Promise<void> {
  const path = io.environment['GITHUB_STEP_SUMMARY'];
  if (!path) {
    return;
  }
  const list = problemList(result.text || result.source, findings);
  const whole = await reportText(result, io);
  const used = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  const fits = whole !== undefined && used + Buffer.byteLength(whole) < longestSummary;
  await appendFile(path, fits ? whole : list).catch(() => {
    // The run counts, not its page.
  });
}

async function reportText({ journal }: CiResult, { language }: Io): Promise<string | undefined> {
  if (journal === undefined) {
    return undefined;
  }
  const { readJournal } = await import('../../report/read-journal.ts');
  const { writeReport } = await import('../../report/write-report.ts');
  const text = await readFile(journal, 'utf8');
  return writeReport([readJournal(text, journal, language)], 'markdown', language);
}
