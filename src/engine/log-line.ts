import type { RunEvent } from './events.ts';

/** How log lines are written. */
export interface LogLineOptions {
  format: 'string' | 'json';
  /** ANSI colours around the stamp; of `string` lines only. */
  colour: boolean;
  /** Tells the lines of one call of the program from those of another. */
  contextId: string;
}

const colours: Readonly<Record<RunEvent<'log'>['level'], number>> = {
  DEBUG: 36,
  INFO: 32,
  WARNING: 33,
  ERROR: 31,
  CRITICAL: 31,
};

/**
 * One line of the log as `chaos` writes it, without the line feed: `[YYYY-MM-DD HH:MM:SS LEVEL] text`
 * in local time, further lines of the text indented by four; or the same as JSON.
 */
export function logLine(
  event: Pick<RunEvent<'log'>, 'level' | 'text' | 'at'>,
  options: LogLineOptions,
): string {
  const { level, text } = event;
  const local = localTime(new Date(`${event.at}Z`));
  if (options.format === 'json') {
    return JSON.stringify({
      process: process.pid,
      asctime: `${local},${event.at.slice(20, 23)}`,
      levelname: level,
      // Keys that readers expect; the original tells its Python file here.
      module: 'engine',
      lineno: 0,
      message: text,
      context_id: options.contextId,
      timestamp: `${event.at}+00:00`,
    });
  }
  const stamp = `[${local} ${level}]`;
  const coloured = options.colour ? `\u001b[${colours[level]}m${stamp}\u001b[39m` : stamp;
  return `${coloured} ${text.replaceAll('\n', '\n    ')}`;
}

function localTime(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${day} ${time}`;
}
