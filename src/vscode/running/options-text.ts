import type { Message } from '../../messages/types.ts';
import type { FileOptions } from '../run-options.ts';

/** Puts a message into words. */
type Say = (message: Message) => string;

/** The options that differ from what the experiment says, in a few words; undefined without any. */
export function optionsSummary(options: FileOptions, say: Say): string | undefined {
  const part = (code: string, value: string | number | undefined) =>
    value === undefined || value === 0
      ? []
      : [say({ code: `editor.options.short-${code}`, args: { value } })];
  const parts = [
    ...part('dry', options.dry),
    ...part('hypothesis', options.hypothesisStrategy),
    ...part('rollbacks', options.rollbackStrategy),
    ...part('vars', options.vars?.length),
    ...part('files', options.varFiles?.length),
  ];
  return parts.length === 0 ? undefined : parts.join(say({ code: 'editor.list-separator' }));
}

/** A `--var` taken apart. */
export interface Variable {
  name: string;
  type: string;
  value: string;
}

/** Types a variable can be given. */
export const variableTypes = ['str', 'int', 'float', 'bool', 'json', 'bytes'] as const;

/** Takes `name=value` or `name:type=value` apart. */
export function readVariable(text: string): Variable {
  const equals = text.indexOf('=');
  const head = text.slice(0, equals);
  const colon = head.lastIndexOf(':');
  return {
    name: colon < 0 ? head : head.slice(0, colon),
    type: colon < 0 ? 'str' : head.slice(colon + 1),
    value: text.slice(equals + 1),
  };
}

/** Writes it as after `--var`. */
export function writeVariable({ name, type, value }: Variable): string {
  return `${name}:${type}=${value}`;
}
