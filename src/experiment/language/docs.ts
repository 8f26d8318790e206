import type { CatalogueEntry, Parameter } from '../../catalogue/types.ts';
import type { Say } from './offer.ts';

/** What an argument means, whether it is needed, and what it is when left out. In Markdown. */
export function parameterDoc(
  { doc, required, default: value, schema }: Parameter,
  say: Say,
): string {
  const types = [schema.type ?? []].flat();
  const facts = [
    required === true
      ? say({ code: 'writing.doc-required' })
      : value === undefined
        ? ''
        : say({ code: 'writing.doc-default', args: { value: code(JSON.stringify(value)) } }),
    types.length > 0
      ? say({ code: 'writing.doc-type', args: { types: types.map(code).join(' | ') } })
      : '',
    schema.enum === undefined
      ? ''
      : say({
          code: 'writing.doc-choices',
          args: { choices: schema.enum.map((choice) => code(String(choice))).join(', ') },
        }),
  ];
  return [doc, facts.filter((fact) => fact !== '').join(' ')].filter(Boolean).join('\n\n');
}

/** What an activity does and what there is to know. In Markdown. */
export function entryDoc(entry: CatalogueEntry, say: Say): string {
  const { summary, doc, deprecated, parameters } = entry;
  const outdated =
    deprecated === undefined
      ? ''
      : say({ code: 'writing.doc-outdated', args: { text: deprecated } });
  const list = parameters.map(
    ({ name, required, default: value }) =>
      `${required === true ? `**${name}**` : name}${value === undefined ? '' : ` = ${code(JSON.stringify(value))}`}`,
  );
  const args =
    list.length === 0
      ? ''
      : say({ code: 'writing.doc-arguments', args: { list: list.join(', ') } });
  return [outdated, summary, doc, args].filter(Boolean).join('\n\n');
}

/** A text as code. */
export function code(text: string): string {
  const ticks = text.includes('`') ? '``' : '`';
  return `${ticks}${text}${ticks}`;
}
