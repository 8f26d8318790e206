/** An option as it was written. */
export interface Token {
  /** Without its dashes. */
  name: string;
  /** With them. */
  raw: string;
  value?: string;
}

/**
 * Takes a command line apart: `--name`, `--name=value`, `--name value`, and all else. Behind `--`
 * everything is an argument. Node's own `parseArgs` would do, but loading it costs as much as
 * reading and checking a small experiment.
 * @param takesValue whether the word behind an option belongs to it, after these positionals
 */
export function tokenize(
  argv: readonly string[],
  takesValue: (name: string, positionals: readonly string[]) => boolean,
): { options: Token[]; positionals: string[] } {
  const options: Token[] = [];
  const positionals: string[] = [];
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? '';
    if (word === '--') {
      positionals.push(...argv.slice(index + 1));
      break;
    }
    const [, raw, name, , value] = /^(--?([^=]+))(=(.*))?$/s.exec(word) ?? [];
    if (raw === undefined || name === undefined) {
      positionals.push(word);
      continue;
    }
    const next = argv[index + 1];
    if (value !== undefined) {
      options.push({ name, raw, value });
    } else if (takesValue(name, positionals) && next !== undefined && !next.startsWith('--')) {
      options.push({ name, raw, value: next });
      index += 1;
    } else {
      options.push({ name, raw });
    }
  }
  return { options, positionals };
}
