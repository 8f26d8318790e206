/** Text that is markup already, and needs no escaping. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** A text within HTML, also within an attribute in double quotes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

type Part = string | number | Markup | undefined | false | readonly Part[];

/** HTML from a template: whatever is put into it is escaped, unless it is made by this itself. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(strings.map((text, index) => text + written(parts[index])).join(''));
}

function written(part: Part): string {
  if (part === undefined || part === false) {
    return '';
  }
  if (part instanceof Markup) {
    return part.text;
  }
  return typeof part === 'object' ? part.map(written).join('') : escaped(String(part));
}
