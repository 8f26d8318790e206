import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { readLine } from './line.ts';
import { type Answered, type Asked, type PracticeInfo, stopped } from './protocol.ts';

/** Milliseconds within which a client must say what it wants. */
const patience = 5_000;

/** Milliseconds that a cluster goes on when nobody holds it: a window that reloads comes back. */
const usualGrace = 10_000;

/** Who uses a practice cluster, as open connections. */
export interface Leases {
  port: number;
  token: string;
  /** Settles when nobody has held it for a while, or somebody asked it to stop. */
  over: Promise<void>;
  /** Tells those that hold it that this is no accident. */
  close(): Promise<void>;
}

/**
 * Listens on loopback for those that use a cluster. The connection is the lease: the system closes
 * it for a process that dies, however it does.
 */
export async function openLeases(info: PracticeInfo, grace = usualGrace): Promise<Leases> {
  const token = randomBytes(24).toString('base64url');
  const holders = new Set<Socket>();
  const sockets = new Set<Socket>();
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  let kept = false;
  let alone = setTimeout(end, grace);

  const settle = () => {
    clearTimeout(alone);
    if (holders.size === 0 && !kept) {
      alone = setTimeout(end, grace);
    }
  };
  const answer = async (socket: Socket) => {
    const asked = await readLine(socket, AbortSignal.timeout(patience));
    if (!isAsked(asked) || !same(asked.token, token)) {
      socket.destroy();
      return;
    }
    const answered: Answered = { ...info, holders: holders.size, kept };
    if (asked.want === 'hold') {
      holders.add(socket);
      socket.once('close', () => {
        holders.delete(socket);
        settle();
      });
    }
    kept ||= asked.want === 'keep';
    settle();
    // The others see it end only when the one that asked knows that it will.
    const line = `${JSON.stringify(answered)}\n`;
    if (asked.want === 'hold') {
      socket.write(line);
    } else {
      socket.end(line, () => asked.want === 'stop' && end());
    }
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    void answer(socket);
  });
  return {
    port: await listening(server),
    token,
    over,
    async close() {
      clearTimeout(alone);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) {
          socket.end(`${JSON.stringify(stopped)}\n`, () => socket.destroy());
        }
      });
    },
  };
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

function isAsked(value: unknown): value is Asked {
  return (
    typeof value === 'object' &&
    value !== null &&
    'token' in value &&
    typeof value.token === 'string' &&
    'want' in value
  );
}

function same(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
