import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RunEvent } from '../engine/events.ts';
import { logLine } from '../engine/log-line.ts';
import { HumanError } from '../messages/error.ts';
import { format as messageText } from '../messages/format.ts';
import { randomHex } from '../platform/random.ts';
import type { Arguments } from './arguments.ts';
import type { Io } from './io.ts';

/** Log levels, lowest first. */
const levels = ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'];

/** Writes a run's log lines to the terminal and, when asked, to a file until that can't be written. */
export interface Log {
  event(event: RunEvent): void;
  /** A line of what is done before there is a run. */
  line(level: RunEvent<'log'>['level'], text: string): void;
}

/**
 * Opens the log by the options `--verbose`, `--log-format`, `--log-file` and `--log-file-level`.
 * @throws HumanError `workbench.log-file` when the file can't be written
 */
export function openLog(args: Arguments, io: Io): Log {
  const { values } = args;
  const format = values.text('log-format') === 'json' ? 'json' : 'string';
  const contextId = randomHex(32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const lowest = levels.indexOf(values.flag('verbose') ? 'DEBUG' : 'INFO');
  const file = values.flag('no-log-file') ? undefined : values.text('log-file');
  const path = file && resolve(io.cwd, file);
  const lowestInFile = levels.indexOf((values.text('log-file-level') ?? 'debug').toUpperCase());
  if (path) {
    tryOut(path);
  }
  let broken = false;
  const toFile = (text: string) => {
    if (path && !broken) {
      try {
        appendFileSync(path, text);
      } catch (error) {
        broken = true;
        const args = { path, reason: (error as Error).message };
        io.err(`${messageText({ code: 'workbench.log-file-incomplete', args })}\n`);
      }
    }
  };
  const write = (event: Pick<RunEvent<'log'>, 'level' | 'text' | 'at'>) => {
    const level = levels.indexOf(event.level);
    if (level >= lowest) {
      io.err(`${logLine(event, { format, colour: io.colour, contextId })}\n`);
    }
    if (level >= lowestInFile) {
      toFile(`${logLine(event, { format: 'string', colour: false, contextId })}\n`);
    }
  };
  return {
    event(event) {
      if (event.type === 'log') {
        write(event);
      }
    },
    line(level, text) {
      write({ level, text, at: new Date().toISOString().replace('Z', '000') });
    },
  };
}

function tryOut(path: string): void {
  try {
    appendFileSync(path, '');
  } catch (error) {
    const reason = (error as Error).message;
    throw new HumanError('workbench.log-file', { path, reason }, { cause: error });
  }
}
