import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { machineAddress } from './machines.ts';
import type { Route } from './protocol.ts';

/** A port of this machine whose connections go on to a pod. */
export interface Forwarder {
  port: number;
  close(): void;
}

/**
 * Listens on the first of these ports of loopback that is free.
 * @param ports in order of preference; 0 is any
 * @param route where the next connection goes
 * @throws the system's error where none is free
 */
export async function startForwarder(
  ports: readonly number[],
  route: () => Route,
): Promise<Forwarder> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    forward(socket, route());
  });
  const port = await listenOnOne(server, ports);
  server.on('error', () => undefined);
  return {
    port,
    close() {
      server.close();
      for (const socket of sockets) {
        socket.destroy();
      }
    },
  };
}

/** Who has no ready pod is cut off at once. */
function forward(socket: Socket, route: Route): void {
  socket.on('error', () => socket.destroy());
  if (route.kind !== 'port') {
    socket.resetAndDestroy();
    return;
  }
  const pod = connect({ host: '127.0.0.1', port: route.port });
  pod.on('error', () => socket.resetAndDestroy());
  pod.on('close', () => socket.destroy());
  socket.on('close', () => pod.destroy());
  socket.pipe(pod).pipe(socket);
}

async function listenOnOne(server: Server, ports: readonly number[]): Promise<number> {
  let problem: unknown;
  for (const port of ports) {
    try {
      return await listen(server, port);
    } catch (error) {
      problem = error;
    }
  }
  throw problem;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: machineAddress, exclusive: true }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
