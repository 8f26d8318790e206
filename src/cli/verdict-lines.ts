import type { RunEvent } from '../engine/events.ts';
import { initialView, reduce } from '../engine/reducer.ts';
import { verdict } from '../engine/verdict.ts';
import { format } from '../messages/format.ts';

/** Folds a run's events and says at its end, in words, what came of it: nothing before. */
export function verdictLines(): { event(event: RunEvent): void; text(): string } {
  let view = initialView();
  return {
    event(event) {
      view = reduce(view, event);
    },
    text() {
      if (view.status === undefined) {
        return '';
      }
      const { sentence, because, status } = verdict(view);
      const reason = because === undefined ? '' : ` ${format(because)}`;
      return `${format(status)}: ${format(sentence)}${reason}\n`;
    },
  };
}
