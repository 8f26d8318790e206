import { once } from 'node:events';
import { request } from 'node:http';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import { type Target, targetOf } from './url.ts';

/** How to reach a target. */
export interface Route {
  target: Target;
  proxy?: string;
  verify: boolean;
  /** PEM bundle of authorities, instead of the built-in ones. */
  authorities?: string;
  /** A certificate to show, and its key, PEM. */
  identity?: { cert: string; key: string };
  signal: AbortSignal;
}

/** A connection, and what the request must know of the way. */
export interface Connection {
  socket: Socket;
  /** The proxy speaks HTTP itself: it needs whole addresses and its own credentials. */
  viaProxy?: { authorization?: string };
}

/** Opens a connection, through a proxy where there is one. Rejects with the socket's error. */
export async function openConnection(route: Route): Promise<Connection> {
  const { target, signal } = route;
  if (route.proxy === undefined) {
    return { socket: await secured(await plain(target.host, target.port, signal), route) };
  }
  const proxy = targetOf(route.proxy, '');
  // The proxy is nobody to show a certificate to.
  const { identity: _, ...rest } = route;
  const toProxy = async () =>
    secured(await plain(proxy.host, proxy.port, signal), { ...rest, target: proxy });
  const authorization =
    proxy.credentials === undefined
      ? {}
      : { authorization: `Basic ${Buffer.from(proxy.credentials).toString('base64')}` };
  if (!target.secure) {
    return { socket: await toProxy(), viaProxy: authorization };
  }
  const tunnel = await openTunnel(await toProxy(), target, authorization, signal);
  return { socket: await secured(tunnel, route) };
}

async function plain(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  const socket = connectPlain({ host, port });
  await opened(socket, 'connect', signal);
  return socket;
}

async function secured(socket: Socket, route: Route): Promise<Socket> {
  const { target, verify, authorities, identity, signal } = route;
  if (!target.secure) {
    return socket;
  }
  const secure = connectSecure({
    socket,
    rejectUnauthorized: verify,
    host: target.host,
    ...(isIP(target.host) === 0 ? { servername: target.host } : {}),
    ...(authorities === undefined ? {} : { ca: authorities }),
    ...identity,
  });
  await opened(secure, 'secureConnect', signal);
  return secure;
}

async function opened(socket: Socket, event: string, signal: AbortSignal): Promise<void> {
  try {
    await once(socket, event, { signal });
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function openTunnel(
  proxy: Socket,
  target: Target,
  credentials: { authorization?: string },
  signal: AbortSignal,
): Promise<Socket> {
  const { authorization } = credentials;
  const authority = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`;
  const call = request({
    createConnection: () => proxy,
    method: 'CONNECT',
    path: authority,
    headers: {
      Host: authority,
      ...(authorization === undefined ? {} : { 'Proxy-Authorization': authorization }),
    },
    signal,
  });
  call.end();
  const [answer, socket] = await once(call, 'connect', { signal });
  if (answer.statusCode !== 200) {
    socket.destroy();
    throw new Error(`Tunnel connection failed: ${answer.statusCode} ${answer.statusMessage}`);
  }
  return socket;
}
