import { format } from '../messages/format.ts';
import type { Problem } from './document.ts';

/** A problem on one line, `file:line:column: severity: sentence`; line and column start at 1. */
export function problemText(problem: Problem, file: string, language?: string): string {
  const { line, character } = problem.range.start;
  return `${file}:${line + 1}:${character + 1}: ${problem.severity}: ${format(problem, language)}`;
}
