import { HumanError } from '../../messages/error.ts';
import { format } from '../../messages/format.ts';

/** What a model gave a tool: not always what the schema asks for. */
export class Input {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #language: string;

  /** @param language of errors */
  constructor(values: unknown, language: string) {
    this.#values = typeof values === 'object' && values !== null ? { ...values } : {};
    this.#language = language;
  }

  /** @throws HumanError `tools.input` where it is missing */
  text(name: string): string {
    const value = this.optionalText(name);
    if (value === undefined) {
      throw this.#wrong(name, 'text');
    }
    return value;
  }

  /** Models write an empty text, or `null`, for what they leave out. */
  optionalText(name: string): string | undefined {
    const value = this.#values[name] ?? '';
    if (typeof value !== 'string') {
      throw this.#wrong(name, 'text');
    }
    return value.trim() === '' ? undefined : value.trim();
  }

  optionalChoice<const T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.optionalText(name);
    const choice = choices.find((each) => each === value);
    if (value !== undefined && choice === undefined) {
      throw this.#wrong(name, 'choice', choices.join(', '));
    }
    return choice;
  }

  #wrong(name: string, kind: 'text' | 'choice', choices = ''): HumanError {
    const wanted = format({ code: `tools.input.${kind}`, args: { choices } }, this.#language);
    return new HumanError('tools.input', { name, wanted });
  }
}
