import { format } from '../messages/format.ts';
import type { Message, MessageArgs } from '../messages/types.ts';

/** What a report says, in the reader's language. */
export interface Words {
  readonly language: string;
  /** A sentence of the report, `report.` left out. */
  say(code: string, args?: MessageArgs): string;
  /** A word that the run panel has as well, `editor.panel.` left out. */
  panel(code: string, args?: MessageArgs): string;
  text(message: Message): string;
}

/** @param language a BCP 47 tag whose sentences were learned */
export function words(language: string): Words {
  const from = (room: string) => (code: string, args?: MessageArgs) =>
    format({ code: `${room}.${code}`, ...(args && { args }) }, language);
  return {
    language,
    say: from('report'),
    panel: from('editor.panel'),
    text: (message) => format(message, language),
  };
}
