import { createConnection, type Socket } from 'node:net';
import { HumanError } from '../../messages/error.ts';
import { readLine } from './line.ts';
import { type Place, readRecord } from './place.ts';
import { type Answered, type Asked, type PracticeRecord, protocol } from './protocol.ts';

/** A connection to a practice cluster, and what it said. */
export interface Connected {
  answer: Answered;
  /** See HeldCluster. */
  ended: Promise<'stopped' | 'gone'>;
  close(): void;
}

/** Milliseconds within which a process that lives answers. */
const patience = 5_000;

/**
 * Asks the practice cluster that a record tells of.
 * @returns undefined where there is none, or it is gone
 * @throws HumanError `practice.other-protocol`
 */
export async function connect(
  place: Place,
  want: Asked['want'],
  signal: AbortSignal,
): Promise<Connected | undefined> {
  const record = await readRecord(place);
  if (record === undefined) {
    return undefined;
  }
  if (record.protocol !== protocol) {
    throw new HumanError('practice.other-protocol', { pid: record.pid });
  }
  const socket = await opened(record);
  if (socket === undefined) {
    return undefined;
  }
  const asked: Asked = { token: record.token, want };
  socket.write(`${JSON.stringify(asked)}\n`);
  const limit = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  const answer = (await readLine(socket, limit)) as Answered | undefined;
  if (answer === undefined) {
    socket.destroy();
    return undefined;
  }
  const over = readLine(socket);
  return {
    answer,
    ended: over.then((last) => (last === undefined ? 'gone' : 'stopped')),
    close: () => socket.destroy(),
  };
}

function opened({ port }: PracticeRecord): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.on('error', () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.once('connect', () => resolve(socket));
  });
}
