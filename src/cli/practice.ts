import { stateFolderOf } from '../ledger/state-folder.ts';
import { HumanError } from '../messages/error.ts';
import type { Message } from '../messages/types.ts';
import { nodePlatform } from '../platform/platform.ts';
import { builtFile } from '../platform/program.ts';
import type { PracticeAccess } from '../practice/lifetime/access.ts';
import {
  holdPractice,
  keepPractice,
  practiceStatus,
  stopPractice,
} from '../practice/lifetime/hold.ts';
import { placeBelow } from '../practice/lifetime/place.ts';
import type { Answered } from '../practice/lifetime/protocol.ts';
import type { Arguments } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { runSignals } from './signals.ts';

/** `practice up`, `down` and `status`: the practice cluster of this user. */
export async function practiceCommand({ positionals, values }: Arguments, io: Io): Promise<number> {
  using signals = runSignals(process, process.platform);
  const platform = nodePlatform();
  const access: PracticeAccess = {
    platform,
    state: stateFolderOf(io.environment, platform),
    entry: builtFile('practice.js'),
    version: io.version(),
    signal: signals.stop,
    told: (message) => io.err(`${io.text(message)}\n`),
  };
  const [what = ''] = positionals;
  switch (what) {
    case 'up':
      return values.flag('detach') ? detached(access, io) : foreground(access, io);
    case 'down': {
      const there = await stopPractice(access.state, platform, access.signal);
      say(io, { code: there ? 'practice.stopped' : 'practice.none' });
      return exitCodes.ok;
    }
    case 'status': {
      const status = await practiceStatus(access.state, access.signal);
      io.out(values.flag('json') ? `${JSON.stringify(status ?? null)}\n` : statusText(status, io));
      return status === undefined ? exitCodes.failed : exitCodes.ok;
    }
    default:
      throw new HumanError('workbench.usage-practice', { value: what });
  }
}

async function detached(access: PracticeAccess, io: Io): Promise<number> {
  io.out(`${(await keepPractice(access)).kubeconfig}\n`);
  return exitCodes.ok;
}

async function foreground(access: PracticeAccess, io: Io): Promise<number> {
  const held = await holdPractice(access);
  say(io, { code: 'practice.up', args: { path: held.kubeconfig } });
  const { promise: interrupted, resolve } = Promise.withResolvers<undefined>();
  access.signal.addEventListener('abort', () => resolve(undefined), { once: true });
  const ended = await Promise.race([held.ended, interrupted]);
  held.release();
  if (ended === 'gone') {
    throw new HumanError('practice.gone', { path: placeBelow(access.state).log });
  }
  if (ended === 'stopped') {
    say(io, { code: 'practice.stopped' });
  }
  return exitCodes.ok;
}

function statusText(status: Answered | undefined, io: Io): string {
  if (status === undefined) {
    return `${io.text({ code: 'practice.none' })}\n`;
  }
  const { pid, version, holders, kept, kubeconfig } = status;
  const lines = [
    io.text({ code: 'practice.runs', args: { pid, version, count: holders } }),
    ...(kept ? [io.text({ code: 'practice.kept' })] : []),
    `KUBECONFIG=${kubeconfig}`,
  ];
  return `${lines.join('\n')}\n`;
}

function say(io: Io, message: Message): void {
  io.out(`${io.text(message)}\n`);
}
