import type { Problem } from '../../experiment/document.ts';
import { problemName, problemText } from '../../experiment/problem-text.ts';
import { bounded, type Say } from './bounded.ts';

/** Problems that are told one by one. */
const most = 50;

/**
 * What a check has found, a line each: `file:line:column: severity: sentence`, with the problem's
 * code and the place where it is explained.
 * @param page address of the page with a section for each code
 */
export function checkText(
  problems: readonly Problem[],
  { path, page, language, say }: { path: string; page: string; language: string; say: Say },
): string {
  if (problems.length === 0) {
    return say({ code: 'tools.check.none', args: { path } });
  }
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const lines = problems.map((problem) => {
    const name = problemName(problem);
    const see = say({ code: 'tools.check.see', args: { page: `${page}#${name}` } });
    return `${problemText(problem, path, language)} [${name}] ${see}`;
  });
  return [
    say({ code: 'tools.check.some', args: { path, count: problems.length, errors } }),
    ...bounded(lines, most, say),
  ].join('\n');
}
