import { verdict } from '../../engine/verdict.ts';
import type { RunView } from '../../engine/view.ts';
import type { Message } from '../../messages/types.ts';

/** What the end of a run means, as one line. */
export function verdictText(
  view: RunView,
  say: (message: Message) => string,
  language: string,
): string {
  const { sentence, because, status } = verdict(view, language);
  return say({
    code: 'editor.debug.ended',
    args: {
      sentence: [sentence, ...(because ? [because] : [])].map(say).join(' '),
      status: say(status),
    },
  });
}
