import { seconds } from '../../engine/figures.ts';
import type { PastRun } from '../../ledger/past-runs.ts';
import type { Message } from '../../messages/types.ts';

/** A past run as a row of the view. */
export interface RunRow {
  label: string;
  /** How it ended, when, how long it took, and what it has left. */
  description: string;
  tooltip: string;
  /** Of the editor's icons. */
  icon: string;
  /** Theme colour of the icon; missing where it is the usual one. */
  color?: string;
  /**
   * `run.ended`, `run.crashed` or `run.running`; with `.file` where its experiment is known, with
   * `.owed` where it can be undone.
   */
  kind: string;
}

/**
 * What a row says of a run.
 * @param when writes a moment for people
 */
export function runRow(
  run: PastRun,
  say: (message: Message) => string,
  when: (at: string) => string,
): RunRow {
  const { state, owed, duration, dry, file, source = file } = run;
  const title = run.title || say({ code: 'editor.history.untitled', args: { id: run.id } });
  const verdict = verdictOf(run, say);
  const time = when(run.at);
  const left = owed > 0 && state !== 'running';
  const parts = [
    verdict,
    dry !== undefined && say({ code: 'editor.history.dry' }),
    time,
    duration !== undefined && seconds(duration),
    left && say({ code: 'editor.history.owed', args: { count: owed } }),
  ];
  const tip = say({ code: 'editor.history.tip', args: { title, verdict, time } });
  const of = source && say({ code: 'editor.history.tip-source', args: { source: file ?? source } });
  return {
    label: title,
    description: parts.filter((part) => part !== false).join(' · '),
    tooltip: of ? `${tip}\n${of}` : tip,
    ...look(run),
    kind: `run.${state}${file === undefined ? '' : '.file'}${left ? '.owed' : ''}`,
  };
}

function verdictOf({ state, status, deviated }: PastRun, say: (message: Message) => string) {
  if (state !== 'ended' || status === undefined) {
    return say({ code: `editor.history.state.${state === 'running' ? 'running' : 'crashed'}` });
  }
  return say({ code: deviated ? 'editor.history.deviated' : `engine.status-${status}` });
}

/** Signs differ, so that colour never speaks alone. */
function look({ state, status, deviated }: PastRun): Pick<RunRow, 'icon' | 'color'> {
  if (state === 'running') {
    return { icon: 'sync' };
  }
  if (state === 'crashed' || status === 'interrupted') {
    return { icon: 'debug-disconnect', color: 'list.warningForeground' };
  }
  return deviated || status !== 'completed'
    ? { icon: 'error', color: 'list.errorForeground' }
    : { icon: 'pass', color: 'testing.iconPassed' };
}
