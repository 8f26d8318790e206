import { Socket } from 'node:net';
import type { Channel } from './channel.ts';
import { notFound, systemError } from './errors.ts';
import { numberOf } from './listen.ts';

/** Lets each connection ask the node where its name or address leads. */
export function patchConnect(channel: Channel): void {
  const original = Socket.prototype.connect;

  function connect(this: Socket, ...args: unknown[]): Socket {
    const [options, callback] = normal(args);
    const port = numberOf(options['port']);
    if (port === undefined || typeof options['path'] === 'string') {
      return Reflect.apply(original, this, args);
    }
    const host = typeof options['host'] === 'string' ? options['host'] : 'localhost';
    const go = (changes: object) =>
      Reflect.apply(original, this, [{ ...options, ...changes }, ...(callback ? [callback] : [])]);
    // Until the way is known: what is written meanwhile waits for the connection.
    Object.assign(this, { connecting: true });
    void channel.route(host, port).then((route) => {
      if (this.destroyed) {
        return;
      }
      if (route.kind === 'port') {
        const direct = { lookup: undefined, localAddress: undefined, family: 4 };
        go({ ...direct, autoSelectFamily: false, host: '127.0.0.1', port: route.port });
      } else if (route.kind === 'outside') {
        go({ host: route.host });
      } else if (route.kind === 'refused') {
        this.destroy(systemError('ECONNREFUSED', 'connect', route.address, port));
      } else {
        this.destroy(notFound(host));
      }
    });
    return this;
  }

  Socket.prototype.connect = connect as typeof original;
}

/** The forms in which `connect` may be called, as options and callback. */
function normal(args: unknown[]): [Record<string, unknown>, unknown] {
  const list = Array.isArray(args[0]) ? args[0] : args;
  const [first, second] = list;
  const callback = list.findLast((one) => typeof one === 'function');
  if (typeof first === 'object' && first !== null) {
    return [first as Record<string, unknown>, callback];
  }
  return numberOf(first) === undefined
    ? [{}, callback]
    : [{ port: first, ...(typeof second === 'string' ? { host: second } : {}) }, callback];
}
