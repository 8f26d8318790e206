import type { Message } from '../../messages/types.ts';
import type { LastRun } from '../history.ts';

/** An experiment as a row of the view. */
export interface ExperimentRow {
  /** How its last run ended, and when. */
  description: string;
  /** Of the editor's icons. */
  icon: string;
  /** Theme colour of the icon; missing where it is the usual one. */
  color?: string;
}

/**
 * What a row says of an experiment.
 * @param when writes a moment for people
 */
export function experimentRow(
  last: Pick<LastRun, 'status' | 'deviated' | 'at'> | undefined,
  say: (message: Message) => string,
  when: (at: string) => string,
): ExperimentRow {
  if (last === undefined) {
    return { description: say({ code: 'editor.experiments.never' }), icon: 'beaker' };
  }
  const { status, deviated, at } = last;
  const verdict = say({ code: `engine.status-${status}${deviated ? '-deviated' : ''}` });
  const good = status === 'completed' && !deviated;
  return {
    description: `${verdict} · ${when(at)}`,
    icon: good ? 'pass' : 'error',
    color: good ? 'testing.iconPassed' : 'list.errorForeground',
  };
}
