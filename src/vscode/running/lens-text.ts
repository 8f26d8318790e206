import type { Message, MessageArgs } from '../../messages/types.ts';
import type { LastRun } from '../history.ts';
import { COMMANDS } from '../ids.ts';

/** What the lenses over an experiment tell about. */
export interface LensState {
  uri: string;
  /** Workspace trust: without it nothing runs, so nothing offers to. */
  trusted: boolean;
  /** Of the run that goes on. */
  running?: { step?: string | undefined; stopping: boolean };
  /** The cluster and namespace a run would hit, in words. */
  target: string;
  /** What runs of the file are given, in a few words; undefined where nothing is. */
  options?: string | undefined;
  last?: LastRun | undefined;
  /** Time of day of the last run, in the reader's form. */
  lastTime?: string;
}

/** One lens. */
export interface LensItem {
  title: string;
  tooltip?: string;
  command: string;
  arguments?: unknown[];
}

/** The lenses over the first line, left to right. */
export function lensItems(state: LensState, say: (message: Message) => string): LensItem[] {
  const text = (code: string, args?: MessageArgs) =>
    say({ code: `editor.lens.${code}`, ...(args && { args }) });
  const { uri, running } = state;
  if (running !== undefined) {
    const { step, stopping } = running;
    const stop = stopping
      ? { title: `$(debug-stop) ${text('kill')}`, tooltip: text('kill-tip') }
      : {
          title: `$(debug-stop) ${step === undefined ? text('stop') : text('stop-step', { name: step })}`,
          tooltip: text('stop-tip'),
        };
    return [
      { ...stop, command: COMMANDS.stop, arguments: [uri] },
      { title: text('show'), command: COMMANDS.showPanel, arguments: [uri] },
    ];
  }
  const check = {
    title: `$(check) ${text('check')}`,
    tooltip: text('check-tip'),
    command: COMMANDS.check,
    arguments: [uri],
  };
  if (!state.trusted) {
    const title = `$(workspace-untrusted) ${text('restricted')}`;
    return [check, { title, command: 'workbench.trust.manage' }];
  }
  const items: LensItem[] = [
    {
      title: `$(play) ${text('run')}`,
      tooltip: text('run-tip'),
      command: COMMANDS.run,
      arguments: [uri],
    },
    check,
    {
      title: `$(chevron-down) ${state.target}`,
      tooltip: text('target-tip'),
      command: COMMANDS.switchTarget,
    },
    {
      title: `$(settings-gear) ${state.options ?? say({ code: 'editor.options.lens' })}`,
      tooltip: say({ code: 'editor.options.lens-tip' }),
      command: COMMANDS.runWithOptions,
      arguments: [uri],
    },
  ];
  if (state.last !== undefined) {
    const verdict = say({ code: `editor.verdict.${verdictWord(state.last)}` });
    items.push({
      title: text('last', { verdict, time: state.lastTime ?? '' }),
      tooltip: text('last-tip'),
      command: COMMANDS.showPanel,
      arguments: [{ runId: state.last.runId, uri }],
    });
  }
  return items;
}

/** The one word for how a run ended: a deviation is told before the status. */
export function verdictWord(run: Pick<LastRun, 'status' | 'deviated'>): string {
  return run.status === 'completed' && run.deviated ? 'deviated' : run.status;
}
