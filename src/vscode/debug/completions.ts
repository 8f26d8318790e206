import type { DebugProtocol } from '@vscode/debugprotocol';

/** Names that can be asked for. */
export interface Names {
  configuration: readonly string[];
  /** Of activities that have given something. */
  outputs: readonly string[];
}

/**
 * What can be typed at a place of the debug console.
 * @param typed up to the cursor
 */
export function completions(typed: string, names: Names): DebugProtocol.CompletionItem[] {
  const after = (pattern: RegExp): { start: number; length: number } | undefined => {
    const found = pattern.exec(typed);
    return found === null ? undefined : { start: found.index, length: found[0].length };
  };
  const item = (
    label: string,
    at: { start: number; length: number },
    type: DebugProtocol.CompletionItemType,
  ): DebugProtocol.CompletionItem => ({ label, text: label, type, ...at });
  const variable = after(/\$\{?\w*$/);
  const source = after(/(?<= )of( [^ ]*)?$/);
  const word = after(/^\w*$/);
  const variables = names.configuration.map((name) => `\${${name}}`);
  const sources = names.outputs.map((name) => `of ${JSON.stringify(name)}`);
  return [
    ...(variable ? variables.map((name) => item(name, variable, 'variable')) : []),
    ...(source ? [...sources, 'of value '].map((of) => item(of, source, 'value')) : []),
    ...(word
      ? [
          ...['tolerance ', 'output ', '$.', 'help'].map((each) => item(each, word, 'keyword')),
          ...variables.map((name) => item(name, word, 'variable')),
        ]
      : []),
  ];
}
