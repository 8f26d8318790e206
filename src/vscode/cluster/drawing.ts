import type { Message } from '../../messages/types.ts';

/** The sentence of a message in the reader's language. */
export type Text = (message: Message) => string;

/** An icon of the editor and, where it is not the text's, the theme colour. */
export type Icon = readonly [name: string, color?: string];

/** A row as it is drawn; what `vscode.TreeItem` needs, without `vscode`. */
export interface Row {
  label: string;
  description?: string;
  tooltip?: string;
  icon?: Icon;
  children: 'none' | 'closed' | 'open';
  /** For the `when` clauses of menus. */
  kind: string;
  /** What a click does. */
  action?: 'connect' | 'retry' | 'more' | 'start' | 'refresh' | 'settings';
}

/** Colours by meaning. Never the only sign: words or another icon say the same. */
export const colors = {
  good: 'testing.iconPassed',
  wrong: 'list.warningForeground',
  muted: 'disabledForeground',
} as const;
