import type { Finding } from './findings.ts';
import type { SourcePlace } from './place.ts';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Bytes that GitHub takes for the summary of a step. */
export const longestSummary = 1024 * 1024;

/** A line of the log that GitHub shows beside the code. */
export function annotation({ level, text, code, range }: Finding, place: SourcePlace): string {
  const { start, end } = range;
  const where = {
    ...(place.local && { file: decodeURIComponent(place.uri) }),
    line: start.line + 1,
    endLine: end.line + 1,
    // GitHub takes columns on one line only.
    ...(start.line === end.line && { col: start.character + 1, endColumn: end.character + 1 }),
    title: code,
  };
  const properties = Object.entries(where).map(([name, value]) => `${name}=${property(value)}`);
  return `::${commands[level]} ${properties.join(',')}::${data(text)}`;
}

/** `%` and line ends would end a command or be taken for something else. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(value: string | number): string {
  return data(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Problems as a list of Markdown. */
export function problemList(title: string, findings: readonly Finding[]): string {
  const signs = { error: '❌', warning: '⚠️', info: 'ℹ️' };
  const items = findings.map(
    ({ level, text, range }) => `- ${signs[level]} ${range.start.line + 1}: ${escaped(text)}`,
  );
  return [`### ${escaped(title)}`, '', ...items, ''].join('\n');
}

function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|!]/g, '\\$&');
}
