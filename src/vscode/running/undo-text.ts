import type { UndoOutcome } from '../../kubernetes/undo/undo.ts';
import type { OwedChange } from '../../ledger/owed-runs.ts';
import type { Message } from '../../messages/types.ts';

/** Lines that fit into a modal. */
const mostLines = 12;

/** The label of the button that undoes a run; undefined when it has left nothing. */
export function undoLabel(
  changes: readonly OwedChange[],
  say: (message: Message) => string,
): string | undefined {
  const [first] = changes;
  if (first === undefined) {
    return undefined;
  }
  const { kind, name } = first;
  return changes.length === 1
    ? say({ code: 'editor.undo.one', args: { kind: kind.toLowerCase(), name } })
    : say({ code: 'editor.undo.many', args: { count: changes.length } });
}

/** What a rehearsal of an undo found, as the question before it. */
export interface UndoQuestion {
  detail: string;
  /** Something can be put back. */
  possible: boolean;
  /** Somebody else has changed some of it since. */
  contested: boolean;
}

/** A line for each object, and what may be chosen. */
export function undoQuestion(
  outcomes: readonly UndoOutcome[],
  say: (message: Message) => string,
): UndoQuestion {
  const lines = outcomes.map(({ text }) => say(text));
  const more = lines.length - mostLines;
  const shown = more > 0 ? lines.slice(0, mostLines) : lines;
  if (more > 0) {
    shown.push(say({ code: 'editor.undo.more', args: { count: more } }));
  }
  const has = (how: UndoOutcome['how']) => outcomes.some((outcome) => outcome.how === how);
  return {
    detail: shown.join('\n'),
    possible: has('todo') || has('nothing'),
    contested: has('ask'),
  };
}
