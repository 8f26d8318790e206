import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Interruption } from '../../engine/events.ts';
import type { UndoOutcome } from '../../kubernetes/undo/undo.ts';
import type { Services } from '../services.ts';
import { requireTrust } from '../trust.ts';
import { emergencySummary, type Stopped } from './emergency-text.ts';
import type { Owed } from './owed.ts';
import type { Runs } from './runs.ts';
import type { Session } from './session.ts';
import type { Undo } from './undo.ts';

/** Why the runs are cut, as their journals tell. */
const emergency: Interruption = { kind: 'user', reason: 'emergency stop in the editor' };

/** Milliseconds that a killed run has to end; what it held is let go then. */
const limit = 15_000;

/**
 * Ends all runs of this window at once and puts back what they have changed, by their ledgers.
 * Nothing is asked: a person in an emergency has decided. Without a run that goes on it is the
 * ordinary undo, which asks.
 */
export async function emergencyStop(
  services: Services,
  runs: Runs,
  owed: Owed,
  undo: Undo,
): Promise<void> {
  requireTrust();
  const sessions = runs.all();
  if (sessions.length === 0) {
    await undo.undo();
    return;
  }
  const { text, log } = services;
  const stopped = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: text({ code: 'editor.emergency.title' }),
      cancellable: true,
    },
    (progress, token) => {
      const cancelled = new AbortController();
      token.onCancellationRequested(() => cancelled.abort());
      const tell = (code: string, title: string) =>
        progress.report({ message: text({ code, args: { title } }) });
      return Promise.all(
        sessions.map((session) => stopAndUndo(services, runs, session, tell, cancelled.signal)),
      );
    },
  );
  const others = (await owed.refresh()).filter(
    ({ id, state }) => state !== 'running' && !stopped.some(({ runId }) => runId === id),
  );
  for (const { runId, outcomes } of stopped) {
    for (const outcome of outcomes) {
      log().appendLine(`[undo ${runId}] ${text(outcome.text)}`);
    }
  }
  const { good, message } = emergencySummary(stopped, others.length, text);
  await tellAll(services, undo, good, message, others.length > 0);
}

async function stopAndUndo(
  { worker, words }: Services,
  runs: Runs,
  session: Session,
  tell: (code: string, title: string) => void,
  signal: AbortSignal,
): Promise<Stopped> {
  tell('editor.emergency.ending', session.title);
  const ended = await kill(runs, session);
  const { title } = session;
  const runId = session.view?.run;
  if (runId === undefined) {
    // It had not begun, so nothing was done.
    return { title, runId: '', ended, outcomes: [] };
  }
  tell('editor.emergency.undoing', title);
  try {
    const job = { runId, dry: false, force: false };
    const outcomes = ended ? await undone(() => worker.call('undo.run', job, signal)) : [];
    return { title, runId, ended, outcomes };
  } catch (error) {
    return { title, runId, ended, outcomes: [], problem: words(error) };
  }
}

/** A run that changed nothing has no ledger, which the undo calls unknown. */
async function undone(work: () => Promise<UndoOutcome[]>): Promise<UndoOutcome[]> {
  try {
    return await work();
  } catch (error) {
    if ((error as { code?: unknown }).code === 'workbench.undo-unknown') {
      return [];
    }
    throw error;
  }
}

/** Whether it has ended in time. */
async function kill(runs: Runs, session: Session): Promise<boolean> {
  const over = new AbortController();
  const ended = session.over.then(() => true);
  await runs.kill(session, emergency);
  const late = wait(limit, false, { signal: over.signal }).catch(() => false);
  try {
    return await Promise.race([ended, late]);
  } finally {
    over.abort();
  }
}

async function tellAll(
  { text, log }: Services,
  undo: Undo,
  good: boolean,
  message: string,
  others: boolean,
): Promise<void> {
  const show = good ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  const more = text({ code: 'editor.undo.offer-yes' });
  const details = text({ code: 'editor.emergency.log' });
  const buttons = [...(good ? [] : [details]), ...(others || !good ? [more] : [])];
  const answer = await show(message, ...buttons);
  if (answer === more) {
    await undo.undo();
  } else if (answer === details) {
    log().show(true);
  }
}
