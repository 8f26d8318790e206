import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { EVENT_VERSION, type RunEvent } from '../engine/events.ts';
import type { RunView } from '../engine/view.ts';
import { isRunId } from '../ledger/run-id.ts';
import { type RunFolder, runFolder } from '../ledger/run-store.ts';
import { HumanError } from '../messages/error.ts';
import type { Fold } from './run-stream.ts';

/**
 * The folder of a past run.
 * @throws HumanError `editor.run-gone` for what is no id of a run: ids come from outside
 */
export function pastFolder(stateFolder: string, runId: string): RunFolder {
  if (!isRunId(runId)) {
    throw new HumanError('editor.run-gone', { run: runId });
  }
  return runFolder(stateFolder, runId);
}

/**
 * A past run as it was shown, from its events. Of a run that was cut off hard, what was written by
 * then: a torn last line is left out.
 * @throws HumanError `editor.run-gone` when it is not there, `editor.run-newer` when a newer version
 * wrote it
 */
export async function readPastRun(folder: RunFolder, fold: Fold): Promise<RunView> {
  const input = createReadStream(folder.file('events'), 'utf8');
  let view: RunView | undefined;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      const event = parse(line);
      if (event === undefined) {
        break;
      }
      if (event.v > EVENT_VERSION) {
        throw new HumanError('editor.run-newer', { run: folder.id });
      }
      view = fold(view, event);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new HumanError('editor.run-gone', { run: folder.id }, { cause: error });
    }
    throw error;
  } finally {
    input.destroy();
  }
  if (view === undefined) {
    throw new HumanError('editor.run-gone', { run: folder.id });
  }
  return view;
}

function parse(line: string): RunEvent | undefined {
  try {
    return JSON.parse(line) as RunEvent;
  } catch {
    return undefined;
  }
}
