import { format } from '../messages/format.ts';
import type { Problem } from './document.ts';

/** A problem on one line, `file:line:column: severity: sentence`; line and column start at 1. */
export function problemText(problem: Problem, file: string, language?: string): string {
  const { line, character } = problem.range.start;
  return `${file}:${line + 1}:${character + 1}: ${problem.severity}: ${format(problem, language)}`;
}

/** A problem's code as it is shown to people; the section of `docs/problems.md` has the same name. */
export function problemName({ code }: Pick<Problem, 'code'>): string {
  return code.replace(/^(?:experiment|workbench|engine)\./, '');
}
