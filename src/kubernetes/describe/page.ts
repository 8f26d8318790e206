/** What stands behind a label: a text, lines, or a part with labels of its own; nothing is left out. */
export type Value = string | number | boolean | undefined | readonly string[] | Page;

/** Labels and what stands behind them, in this order. */
export type Page = readonly (readonly [label: string, value: Value])[];

/** A page as plain text, aligned as people know it from `kubectl describe`. */
export function pageText(page: Page, indent = ''): string {
  const shown = page.filter(([, value]) => !isEmpty(value));
  const width = Math.max(0, ...shown.map(([label]) => label.length)) + 3;
  return shown
    .map(([label, value]) => {
      const head = `${indent}${`${label}:`.padEnd(width)}`;
      if (Array.isArray(value) && value.every((line) => typeof line === 'string')) {
        return value
          .map((line, index) => `${index === 0 ? head : ' '.repeat(head.length)}${line}\n`)
          .join('');
      }
      return Array.isArray(value)
        ? `${indent}${label}:\n${pageText(value as Page, `${indent}  `)}`
        : `${head}${value}\n`;
    })
    .join('');
}

function isEmpty(value: Value): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
