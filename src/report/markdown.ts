import { signs } from './html-blocks.ts';
import { escaped } from './markup.ts';
import type { Block, Fold, Report, Step } from './model.ts';
import type { Words } from './words.ts';

/** The same report as Markdown, without the picture. */
export function markdownPage(reports: readonly Report[], words: Words): string {
  const [only] = reports;
  const parts =
    reports.length === 1 && only !== undefined ? report(only, '#', words) : several(reports, words);
  return `${parts.join('\n\n')}\n`;
}

function several(reports: readonly Report[], words: Words): string[] {
  const contents = reports.map(
    ({ title, mood, word }, index) =>
      `${index + 1}. [${line(title)}](#r${index + 1}) ${signs[mood]} ${line(word)}`,
  );
  return [
    `# ${line(words.say('several', { count: reports.length }))}`,
    `## ${line(words.say('contents'))}`,
    contents.join('\n'),
    ...reports.flatMap((each, index) => [
      `<a id="r${index + 1}"></a>`,
      ...report(each, '##', words),
    ]),
  ];
}

function report(
  { title, mood, word, sentence, status, sections }: Report,
  level: string,
  words: Words,
): string[] {
  return [
    `${level} ${line(title)}`,
    `**${signs[mood]} ${line(word)}** ${line(sentence)}`,
    line(status),
    ...sections.flatMap(({ heading, blocks }) => {
      const written = blocks.flatMap((each) => block(each, words));
      return written.length === 0 ? [] : [`${level}# ${line(heading)}`, ...written];
    }),
  ];
}

function block(each: Block, words: Words): string[] {
  switch (each.kind) {
    case 'text':
      return [line(each.text)];
    case 'facts':
      return [
        each.rows.map(({ label, value }) => `- **${line(label)}:** ${line(value)}`).join('\n'),
      ];
    case 'steps':
      return steps(each.steps, words);
    case 'checks':
      return [
        table(
          ['from', 'to', 'checks', 'result'].map((code) => words.say(code)),
          each.stretches.map(({ from, to, count, mood, result }) => [
            from,
            to,
            String(count),
            `${signs[mood]} ${result}`,
          ]),
        ),
      ];
    case 'fold':
      return [details(each.fold.label, [each.fold])];
    case 'timeline':
      return [];
  }
}

function steps(rows: readonly Step[], words: Words): string[] {
  const heads = ['step', 'kind', 'tolerance', 'result', 'at', 'took'];
  return [
    table(
      heads.map((code) => words.say(code)),
      rows.map(({ name, kind, wanted, mood, result, reason, at, took }) => [
        name,
        kind,
        wanted ?? '',
        `${signs[mood]} ${result}${reason === undefined ? '' : `: ${reason}`}`,
        at,
        took,
      ]),
    ),
    ...rows.map(({ name, folds }) => details(name, folds)),
  ];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const written = (cells: readonly string[]) => `| ${cells.map(line).join(' | ')} |`;
  return [written(heads), `|${heads.map(() => ' --- |').join('')}`, ...rows.map(written)].join(
    '\n',
  );
}

function details(summary: string, folds: readonly Fold[]): string {
  const parts = folds.flatMap(({ label, text, note }) => [
    `**${line(label)}**`,
    fenced(text),
    ...(note === undefined ? [] : [line(note)]),
  ]);
  const head = `<details><summary>${escaped(summary.replace(/\s+/g, ' '))}</summary>`;
  return [head, ...parts, '</details>'].join('\n\n');
}

/** A block of code, between fences that are longer than any in it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text.replace(/\n$/, '')}\n${fence}`;
}

/** A text on one line in which nothing is markup. */
function line(text: string): string {
  return escaped(text.replace(/\s+/g, ' ').trim())
    .replace(/[\\`*_{}[\]|~$]/g, '\\$&')
    .replace(/^(?:[+-]|#+|=+)(?=\s|$)/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}
