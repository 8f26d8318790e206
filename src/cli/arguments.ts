import { HumanError } from '../messages/error.ts';
import { type Command, commands, globalOptions, type Option } from './options.ts';
import { type Token, tokenize } from './tokens.ts';

/** A command line that was understood. */
export interface Arguments {
  /** Missing with `--version` or `--help` alone. */
  command?: Command;
  positionals: string[];
  values: Values;
}

/** Values of options by name. */
export interface Values {
  flag(name: string): boolean;
  text(name: string): string | undefined;
  list(name: string): string[];
  /** A number, or undefined when the option is not there. */
  number(name: string): number | undefined;
}

/**
 * Reads a command line. Options may stand before or after the command.
 * @throws HumanError `workbench.usage-…` for what `chaos` ends with exit code 2
 */
export function parseArguments(argv: string[]): Arguments {
  const everything = [...globalOptions, ...commands.flatMap((each) => each.options)];
  const commandOf = ([name]: readonly string[]) => commands.find((each) => each.name === name);
  const { options, positionals } = tokenize(argv, (name, before) => {
    const command = commandOf(before);
    const possible = command === undefined ? everything : [...globalOptions, ...command.options];
    return possible.some((each) => each.name === name && each.value !== undefined);
  });
  const [name, ...rest] = positionals;
  const command = commandOf(positionals);
  if (name !== undefined && command === undefined) {
    throw new HumanError('workbench.usage-command', {
      name,
      known: commands.map((each) => each.name).join(', '),
    });
  }
  const known = [...globalOptions, ...(command?.options ?? [])];
  for (const token of options) {
    checkOption(token, known, command);
  }
  const values = reader(options);
  const asked = values.flag('help') || values.flag('version');
  if (command !== undefined && !asked) {
    checkPositionals(command, rest);
  }
  return { ...(command && { command }), positionals: rest, values };
}

function checkOption(
  { name, raw, value }: Token,
  known: readonly Option[],
  command: Command | undefined,
): void {
  const option = known.find((each) => each.name === name);
  if (option === undefined) {
    throw new HumanError('workbench.usage-option', {
      option: raw,
      command: command?.name ?? '',
    });
  }
  if (option.value === undefined ? value !== undefined : value === undefined) {
    const code = option.value === undefined ? 'usage-no-value' : 'usage-value';
    throw new HumanError(`workbench.${code}`, { option: raw, value: option.value ?? '' });
  }
  if (option.choices !== undefined && !option.choices.includes(value ?? '')) {
    throw new HumanError('workbench.usage-choice', {
      option: raw,
      value: value ?? '',
      choices: option.choices.join(', '),
    });
  }
}

function checkPositionals(command: Command, given: string[]): void {
  const missing = command.positionals[given.length];
  if (missing !== undefined && !missing.startsWith('[')) {
    throw new HumanError('workbench.usage-missing', { command: command.name, name: missing });
  }
  const extra = given[command.positionals.length];
  const anyNumber = command.positionals.at(-1)?.includes('…') ?? false;
  if (extra !== undefined && !anyNumber) {
    throw new HumanError('workbench.usage-extra', { command: command.name, value: extra });
  }
}

function reader(options: readonly Token[]): Values {
  const list = (name: string) =>
    options.flatMap((option) => (option.name === name ? [option.value ?? ''] : []));
  return {
    flag: (name) => list(name).length > 0,
    text: (name) => list(name).at(-1),
    list,
    number(name) {
      const text = list(name).at(-1);
      if (text === undefined) {
        return undefined;
      }
      const value = Number(text);
      if (text.trim() === '' || !Number.isFinite(value) || value < 0) {
        throw new HumanError('workbench.usage-number', { option: `--${name}`, value: text });
      }
      return value;
    },
  };
}
