import type { RunEvent } from '../engine/events.ts';
import { initialView, reduce } from '../engine/reducer.ts';
import { fallsShort, type Shortcoming } from '../engine/strict.ts';
import { verdict } from '../engine/verdict.ts';
import type { RunView } from '../engine/view.ts';
import type { Io } from './io.ts';

/** Folds a run's events and says at its end, in words, what came of it: nothing before. */
export function verdictLines(io: Pick<Io, 'text' | 'language'>): {
  event(event: RunEvent): void;
  text(): string;
  /** What has happened, once something has. */
  view(): RunView | undefined;
  /** What a stricter judgement finds, a line each. */
  fallsShort(wanted: readonly Shortcoming[]): string[];
} {
  let view = initialView();
  return {
    event(event) {
      view = reduce(view, event);
    },
    view: () => (view.seq > 0 ? view : undefined),
    fallsShort: (wanted) => fallsShort(view, wanted).map(io.text),
    text() {
      if (view.status === undefined) {
        return '';
      }
      const { sentence, because, status } = verdict(view, io.language);
      const reason = because === undefined ? '' : ` ${io.text(because)}`;
      return `${io.text(status)}: ${io.text(sentence)}${reason}\n`;
    },
  };
}
