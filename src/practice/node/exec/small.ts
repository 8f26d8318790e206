import { constants } from 'node:os';
import { pause } from '../handlers.ts';
import type { Command } from './command.ts';

/** The commands that need nothing but the process. */
export const smallCommands: Readonly<Record<string, Command>> = {
  true: async () => 0,
  false: async () => 1,
  async echo({ args, out }) {
    const noLine = args[0] === '-n';
    await out(args.slice(noLine ? 1 : 0).join(' ') + (noLine ? '' : '\n'));
    return 0;
  },
  async env({ running, out }) {
    const lines = Object.entries(running.environment).map(([name, value]) => `${name}=${value}\n`);
    await out(lines.join(''));
    return 0;
  },
  async hostname({ place, out }) {
    await out(`${place.hostname}\n`);
    return 0;
  },
  async sleep({ args, err, signal }) {
    const seconds = args.map(Number).reduce((sum, one) => sum + one, 0);
    if (args.length === 0 || !(seconds >= 0)) {
      await err(`sleep: invalid number '${args.join(' ')}'\n`);
      return 1;
    }
    await pause(seconds * 1000, signal);
    return signal.aborted ? 137 : 0;
  },
  async kill({ args, running, err }) {
    const [first = '', ...others] = args;
    const isSignal = first.startsWith('-');
    const word = isSignal ? (first === '-s' ? (others.shift() ?? '') : first.slice(1)) : 'TERM';
    const pids = isSignal ? others : args;
    const signal = signalOf(word);
    if (signal === undefined || pids.length === 0) {
      await err(
        signal === undefined
          ? `kill: bad signal name '${word}'\n`
          : 'kill: you need to specify whom to kill\n',
      );
      return 1;
    }
    let code = 0;
    for (const pid of pids) {
      if (pid === '1' || pid === String(running.process.pid)) {
        if (signal !== 0) {
          running.process.signal(signal);
        }
      } else {
        await err(`kill: can't kill pid ${pid}: No such process\n`);
        code = 1;
      }
    }
    return code;
  },
};

function signalOf(word: string): NodeJS.Signals | 0 | undefined {
  if (word === '0') {
    return 0;
  }
  const numbers: Readonly<Record<string, number>> = constants.signals;
  const name = word.toUpperCase().replace(/^(SIG)?/, 'SIG');
  const found = /^\d+$/.test(word)
    ? Object.keys(numbers).find((key) => numbers[key] === Number(word))
    : Object.keys(numbers).find((key) => key === name);
  return found as NodeJS.Signals | undefined;
}
