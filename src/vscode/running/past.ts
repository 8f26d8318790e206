import { setTimeout as wait } from 'node:timers/promises';
import { cutOff } from '../../engine/cut-off.ts';
import type { RunView } from '../../engine/view.ts';
import type { Services } from '../services.ts';
import type { RunPanel } from './panel.ts';

/** Milliseconds between two looks at a run that another program plays. */
const interval = 1000;

/** What is used of the editor's services. */
type Needs = Pick<Services, 'worker' | 'text'>;

/**
 * A run from the state folder. One whose record just stops was cut off; one whose process is there
 * goes on, in another window or on the command line.
 */
export async function pastRun(
  { worker, text }: Needs,
  runId: string,
): Promise<{ view: RunView; live: boolean }> {
  // In this order: a run that ends meanwhile is not taken for one that was cut off.
  const state = await worker.call('history.state', { runId });
  const view = await worker.call('run.view', { runId });
  const live = state === 'running' && view.state !== 'ended';
  return { view: live ? view : cutOff(view, text({ code: 'editor.history.cut-off' })), live };
}

/** Shows what another program's run comes to, until its end or until the panel shows another. */
export async function followElsewhere(
  needs: Needs,
  panel: Pick<RunPanel, 'runId' | 'closed' | 'update'>,
  runId: string,
): Promise<void> {
  let going = true;
  while (going) {
    await wait(interval);
    if (panel.runId !== runId || panel.closed) {
      return;
    }
    try {
      const { view, live } = await pastRun(needs, runId);
      panel.update(view);
      going = live;
    } catch {
      return;
    }
  }
}
