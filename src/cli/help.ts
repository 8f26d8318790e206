import { type Command, commands, globalOptions, type Option } from './options.ts';

/** Columns of an option's name before its explanation starts. */
const indent = 34;

/** The help of a command, or the overview of all. */
export function helpText(command?: Command): string {
  if (command === undefined) {
    return [
      'Usage: chaos-workbench [OPTIONS] COMMAND [ARGS]',
      '',
      'Checks and runs Chaos Toolkit experiments, without Python.',
      '',
      'Commands:',
      ...commands.map(({ name, help }) => row(name, help)),
      '',
      'Options:',
      ...rows(globalOptions),
      '',
    ].join('\n');
  }
  return [
    `Usage: chaos-workbench ${command.name} [OPTIONS] ${command.positionals.join(' ')}`,
    '',
    command.help,
    '',
    'Options:',
    ...rows(command.options),
    '',
  ].join('\n');
}

function rows(options: readonly Option[]): string[] {
  return options
    .filter(({ hidden }) => !hidden)
    .map(({ name, value, help }) => row(`--${name}${value ? ` ${value}` : ''}`, help));
}

function row(left: string, right: string): string {
  const gap = left.length + 4 > indent ? `\n${' '.repeat(indent)}` : '';
  return `  ${left.padEnd(indent - 2)}${gap}${right}`.trimEnd();
}
