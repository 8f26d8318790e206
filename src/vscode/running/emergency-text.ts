import type { UndoOutcome } from '../../kubernetes/undo/undo.ts';
import type { Message } from '../../messages/types.ts';

/** What became of a run that was stopped in an emergency. */
export interface Stopped {
  title: string;
  /** Empty where it had not begun. */
  runId: string;
  /** False when it goes on although it was killed. */
  ended: boolean;
  outcomes: readonly UndoOutcome[];
  /** Why nothing could be put back, in words. */
  problem?: string;
}

/** What is still as the run has left it. */
const left: readonly UndoOutcome['how'][] = ['ask', 'failed', 'impossible'];

/** All that happened, in a few sentences; `good` when nothing is left to be done. */
export function emergencySummary(
  stopped: readonly Stopped[],
  others: number,
  say: (message: Message) => string,
): { good: boolean; message: string } {
  const outcomes = stopped.flatMap((run) => run.outcomes);
  const unsettled = outcomes.filter(({ how }) => left.includes(how));
  const settled = outcomes.length - unsettled.length;
  const sentences: Message[] = [];
  const ended = stopped.filter((run) => run.ended).length;
  if (ended > 0) {
    sentences.push({ code: 'editor.emergency.ended', args: { count: ended } });
  }
  for (const { title } of stopped.filter((run) => !run.ended)) {
    sentences.push({ code: 'editor.emergency.goes-on', args: { title } });
  }
  if (settled > 0) {
    sentences.push({ code: 'editor.emergency.put-back', args: { count: settled } });
  }
  const [first] = unsettled;
  if (first !== undefined) {
    const args = { count: unsettled.length, first: say(first.text) };
    sentences.push({ code: 'editor.emergency.left', args });
  }
  const problems = stopped.flatMap(({ title, problem }) =>
    problem === undefined ? [] : [{ title, problem }],
  );
  for (const args of problems) {
    sentences.push({ code: 'editor.emergency.problem', args });
  }
  if (outcomes.length === 0 && problems.length === 0) {
    sentences.push({ code: 'editor.emergency.nothing-changed' });
  }
  if (others > 0) {
    sentences.push({ code: 'editor.emergency.others', args: { count: others } });
  }
  const good = unsettled.length === 0 && problems.length === 0 && ended === stopped.length;
  return { good, message: sentences.map(say).join(say({ code: 'editor.sentence-separator' })) };
}
