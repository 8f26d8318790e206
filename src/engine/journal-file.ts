import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { HumanError } from '../messages/error.ts';
import { EVENT_VERSION, type RunEvent } from './events.ts';
import { JournalBuilder } from './journal.ts';
import { journalText } from './journal-text.ts';

/** Characters gathered before they are written. */
const batch = 1 << 16;

/**
 * Writes the journal of a run from its events, reading them twice so that memory does not grow with
 * the number of continuous checks. The journal is whole or not there: it is written beside its place
 * and moved. A torn last line of the events is left out; events that stop early give a journal with
 * status `interrupted`.
 * @throws HumanError `engine.journal-write`, `engine.events-read`, `engine.events-newer`
 */
export async function writeJournal(
  eventsPath: string,
  journalPath: string,
  cutOff: 'aborted' | 'interrupted' = 'interrupted',
): Promise<void> {
  const first = new JournalBuilder(() => {}, undefined, [], cutOff);
  for await (const event of readEvents(eventsPath)) {
    first.add(event);
  }
  const temporary = `${journalPath}.${process.pid}.tmp`;
  try {
    await stream(eventsPath, temporary, first);
    await rename(temporary, journalPath);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw new HumanError(
      'engine.journal-write',
      { path: journalPath, reason: (error as Error).message },
      { cause: error },
    );
  }
}

async function stream(eventsPath: string, path: string, first: JournalBuilder): Promise<void> {
  const { head, before, after, run, rollbacks, tail } = first.parts();
  await using file = await open(path, 'w');
  const waiting: string[] = [];
  let size = 0;
  const write = (text: string) => {
    waiting.push(text);
    size += text.length;
  };
  const flush = async () => {
    await file.appendFile(waiting.join(''));
    waiting.length = 0;
    size = 0;
  };
  write('{\n');
  for (const [key, value] of Object.entries(head)) {
    write(`  ${JSON.stringify(key)}: ${journalText(value, '  ')},\n`);
  }
  write(`  "steady_states": {\n    "before": ${journalText(before, '    ')},\n`);
  write(`    "after": ${journalText(after, '    ')},\n    "during": [`);
  let separator = '\n';
  const second = new JournalBuilder(
    (state) => {
      write(`${separator}      ${journalText(state, '      ')}`);
      separator = ',\n';
    },
    first.experiment,
    first.changes,
  );
  for await (const event of readEvents(eventsPath)) {
    second.add(event);
    if (size > batch) {
      await flush();
    }
  }
  write(separator === '\n' ? ']\n  },\n' : '\n    ]\n  },\n');
  write(`  "run": ${journalText(run, '  ')},\n  "rollbacks": ${journalText(rollbacks, '  ')}`);
  for (const [key, value] of Object.entries(tail)) {
    write(`,\n  ${JSON.stringify(key)}: ${journalText(value, '  ')}`);
  }
  write('\n}');
  await flush();
}

/**
 * The events of a run, in their order. A last line that was not written to its end is left out.
 * @throws HumanError `engine.events-read`, `engine.events-newer`
 */
export async function* readEvents(path: string): AsyncGenerator<RunEvent> {
  let rest = '';
  try {
    for await (const chunk of createReadStream(path, { encoding: 'utf8' })) {
      // Only a line feed ends a line: other separators may stand inside a JSON text.
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        yield eventIn(line, path);
      }
    }
  } catch (error) {
    if (error instanceof HumanError) {
      throw error;
    }
    const reason = (error as Error).message;
    throw new HumanError('engine.events-read', { path, reason }, { cause: error });
  }
}

function eventIn(line: string, path: string): RunEvent {
  const event = JSON.parse(line) as RunEvent;
  if (event.v > EVENT_VERSION) {
    throw new HumanError('engine.events-newer', { path });
  }
  return event;
}
