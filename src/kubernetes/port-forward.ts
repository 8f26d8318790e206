import { createServer, type Socket } from 'node:net';
import type { Message } from '../messages/types.ts';
import { type Channels, openChannels, type Way } from './channels.ts';
import { messageOf } from './message-of.ts';

/** Of the one port that a connection is for: what goes over it, and why it failed. */
const channel = { data: 0, error: 1 };

const protocols = ['v4.channel.k8s.io'];

/** A port of a pod. */
export interface PodPort {
  namespace: string;
  pod: string;
  port: number;
}

/** A local port that leads into a pod. */
export interface Forward {
  /** On loopback. */
  readonly port: number;
  close(): void;
}

/**
 * Leads a port of this machine's loopback to a port of a pod, a WebSocket for each connection, until
 * it is closed or the signal aborted. The first is made at once, so that a refusal is told before
 * anybody connects.
 * @param wanted the local port to take where it is free
 * @param onError told why a connection failed later; the forward goes on
 * @throws HumanError of the HTTP answer, `kubernetes.exec-refused`, `kubernetes.exec-cut`
 */
export async function forwardPort(
  way: Way,
  target: PodPort,
  options: {
    wanted?: number;
    userAgent: string;
    signal: AbortSignal;
    onError: (error: Message) => void;
  },
): Promise<Forward> {
  const { signal, onError, userAgent, wanted } = options;
  const life = new AbortController();
  const bounded = AbortSignal.any([signal, life.signal]);
  const open = (onMessage: (number: number, content: Buffer) => void) =>
    openChannels(way, {
      path: pathOf(target),
      protocols,
      what: `pod ${target.namespace}/${target.pod}`,
      userAgent,
      signal: bounded,
      onMessage,
    });
  const trial = await open(() => undefined);
  trial.close();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    carry(socket, open, onError).catch((error: unknown) => {
      socket.destroy();
      if (!bounded.aborted) {
        onError(messageOf(error));
      }
    });
  });
  const close = () => {
    life.abort();
    server.close();
  };
  signal.addEventListener('abort', close, { once: true });
  const port = await listen(server, wanted).catch(() => listen(server, 0));
  return { port, close };
}

async function listen(server: ReturnType<typeof createServer>, port = 0): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ host: '127.0.0.1', port, exclusive: true }, resolve);
  await promise;
  server.off('error', reject);
  return (server.address() as { port: number }).port;
}

/** Carries one connection. What comes before the way is open waits in the socket. */
async function carry(
  socket: Socket,
  open: (onMessage: (number: number, content: Buffer) => void) => Promise<Channels>,
  onError: (error: Message) => void,
): Promise<void> {
  socket.pause();
  // The first message of each channel is the number of the port.
  const begun = new Set<number>();
  const channels = await open((number, content) => {
    if (!begun.has(number)) {
      begun.add(number);
    } else if (number === channel.data) {
      socket.write(content);
    } else if (content.length > 0) {
      const reason = content.toString('utf8').trim();
      onError({ code: 'explorer.forward-failed', args: { reason } });
      socket.destroy();
    }
  });
  // A browser's reset is its own affair; the WebSocket is closed with the socket.
  socket.on('error', () => undefined);
  socket.on('close', () => channels.close());
  socket.on('data', (content: Buffer) => channels.send(channel.data, content));
  socket.resume();
  await channels.closed;
  socket.end();
}

function pathOf({ namespace, pod, port }: PodPort): string {
  const where = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}`;
  return `${where}/portforward?ports=${port}`;
}
