import dns from 'node:dns';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import type { Channel } from './channel.ts';
import { notFound } from './errors.ts';

type Done = (error: Error | null, ...values: unknown[]) => void;

/** Lets `dns.lookup` and `dns.resolve4` know the names of the cluster. */
export function patchNames(channel: Channel): void {
  const { lookup, resolve4 } = dns;

  function lookupInside(hostname: string, second: unknown, third?: Done): unknown {
    const done = (third ?? second) as Done;
    const options = typeof second === 'object' ? (second ?? {}) : {};
    if (typeof hostname !== 'string' || isIP(hostname) || typeof done !== 'function') {
      return Reflect.apply(lookup, dns, [hostname, second, third]);
    }
    void channel.resolve(hostname).then((found) => {
      if (found.kind === 'outside') {
        Reflect.apply(lookup, dns, [found.host, options, done]);
      } else if (found.kind === 'unknown') {
        done(notFound(hostname));
      } else if ('all' in options && options.all === true) {
        done(
          null,
          found.addresses.map((address) => ({ address, family: 4 })),
        );
      } else {
        done(null, found.addresses[0], 4);
      }
    });
    return {};
  }

  function resolveInside(hostname: string, second: unknown, third?: Done): void {
    const done = (third ?? second) as Done;
    void channel.resolve(hostname).then((found) => {
      if (found.kind === 'outside') {
        Reflect.apply(resolve4, dns, [found.host, ...(third ? [second] : []), done]);
      } else if (found.kind === 'unknown') {
        done(Object.assign(notFound(hostname), { syscall: 'queryA' }));
      } else {
        done(null, found.addresses);
      }
    });
  }

  const promised = async (hostname: string, options: object = {}) => {
    const all = 'all' in options && options.all === true;
    const addresses = await new Promise<unknown[]>((resolve, reject) => {
      const done: Done = (error, found) => (error ? reject(error) : resolve(found as unknown[]));
      lookupInside(hostname, { ...options, all: true }, done);
    });
    return all ? addresses : addresses[0];
  };
  Object.assign(dns, { lookup: lookupInside, resolve4: resolveInside });
  Object.assign(dns.promises, { lookup: promised, resolve4: promisify(resolveInside) });
}
