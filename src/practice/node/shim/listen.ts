import { type AddressInfo, Server } from 'node:net';
import type { Channel } from './channel.ts';
import { systemError } from './errors.ts';

/** What a server was asked to listen on. */
interface Wanted {
  port: number;
  host: string | undefined;
}

const loopback = new Set(['localhost', '127.0.0.1', '::1']);

/**
 * Lets each server that listens on a port of the pod listen on a free port of this machine's
 * loopback, and tells the node which. The server itself believes to have the pod's port.
 */
export function patchListen(channel: Channel): void {
  const original = Server.prototype.listen;
  const taken = new Set<number>();

  function listen(this: Server, ...args: unknown[]): Server {
    const wanted = wantedBy(args);
    if (wanted === undefined) {
      return Reflect.apply(original, this, args);
    }
    const { port, host } = wanted;
    if (taken.has(port)) {
      const error = systemError('EADDRINUSE', 'listen', host ?? '::', port);
      process.nextTick(() => this.emit('error', error));
      return this;
    }
    if (port !== 0) {
      taken.add(port);
    }
    const addressOf = this.address;
    const believe = () => {
      const real = (addressOf.call(this) as AddressInfo).port;
      const own = port === 0 ? real : port;
      taken.add(own);
      const family = host?.includes('.') ? 'IPv4' : 'IPv6';
      this.address = () => ({ address: host ?? '::', family, port: own });
      channel.tell({ type: 'listening', port: own, real, local: loopback.has(host ?? '') });
      this.once('close', () => {
        taken.delete(own);
        this.address = addressOf;
        channel.tell({ type: 'closed', port: own });
      });
    };
    this.prependOnceListener('listening', believe);
    this.once('error', () => {
      this.off('listening', believe);
      taken.delete(port);
    });
    const callback = args.findLast((one) => typeof one === 'function');
    const options = typeof args[0] === 'object' && args[0] !== null ? args[0] : {};
    const real = { ...options, host: '127.0.0.1', port: 0, ipv6Only: false };
    return Reflect.apply(original, this, [real, ...(callback ? [callback] : [])]);
  }

  Server.prototype.listen = listen as typeof original;
}

/** Undefined for anything but a TCP port, such as a pipe. */
function wantedBy([first, second]: unknown[]): Wanted | undefined {
  const hostOf = (value: unknown) => (typeof value === 'string' && value ? value : undefined);
  if (first === undefined || first === null || typeof first === 'function') {
    return { port: 0, host: undefined };
  }
  if (typeof first === 'object') {
    const { port, host, path, fd } = first as Record<string, unknown>;
    const isOther = '_handle' in first || typeof path === 'string' || typeof fd === 'number';
    const number = numberOf(port);
    return isOther || number === undefined ? undefined : { port: number, host: hostOf(host) };
  }
  const number = numberOf(first);
  return number === undefined ? undefined : { port: number, host: hostOf(second) };
}

/** A port, which may be written as text; anything else is left to Node to refuse. */
export function numberOf(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  const number = typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : undefined;
  return number !== undefined && number <= 65_535 ? number : undefined;
}
