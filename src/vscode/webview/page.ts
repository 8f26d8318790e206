import { format } from '../../messages/format.ts';
import type { Message, MessageArgs } from '../../messages/types.ts';
import type { FromPage, PanelAbilities } from './protocol.ts';

/** What every part of the page needs. */
export interface Page {
  readonly language: string;
  readonly abilities: PanelAbilities;
  /** Milliseconds of the run's clock now. */
  now(): number;
  /** Ids of the rows that are open. */
  readonly opened: ReadonlySet<string>;
  toggle(id: string): void;
  send(message: FromPage): void;
  /** A sentence of the panel, `editor.panel.` left out. */
  say(code: string, args?: MessageArgs): string;
  /** Any message. */
  text(message: Message): string;
}

/** The words of a page in a language. */
export function words(language: string): Pick<Page, 'say' | 'text'> {
  return {
    say: (code, args) => format({ code: `editor.panel.${code}`, ...(args && { args }) }, language),
    text: (message) => format(message, language),
  };
}
