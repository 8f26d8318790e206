import { BlockList, isIPv4 } from 'node:net';
import type { Environment } from '../../../platform/platform.ts';
import { place, type Target } from './url.ts';

/** The address of the proxy for a target, from `http_proxy` and its like, or undefined. */
export function proxyFor(target: Target, environment: Environment): string | undefined {
  if (isBypassed(target, variable(environment, 'no_proxy'))) {
    return undefined;
  }
  const scheme = target.secure ? 'https_proxy' : 'http_proxy';
  const proxy = variable(environment, scheme) || variable(environment, 'all_proxy');
  if (!proxy) {
    return undefined;
  }
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

/** The name in small letters wins, as in Python. */
function variable(environment: Environment, name: string): string | undefined {
  return environment[name] ?? environment[name.toUpperCase()];
}

function isBypassed(target: Target, list: string | undefined): boolean {
  const entries = (list ?? '')
    .replaceAll(' ', '')
    .split(',')
    .filter((entry) => entry !== '');
  if (entries.includes('*')) {
    return true;
  }
  if (isIPv4(target.host)) {
    return entries.some((entry) => entry === target.host || isInNetwork(target.host, entry));
  }
  const withPort = `${target.host}:${target.port}`;
  return entries.some(
    (entry) =>
      target.host.endsWith(entry) || withPort.endsWith(entry) || place(target).endsWith(entry),
  );
}

function isInNetwork(host: string, entry: string): boolean {
  const [network = '', bits = ''] = entry.split('/');
  if (!isIPv4(network) || !/^\d+$/.test(bits) || Number(bits) > 32) {
    return false;
  }
  const list = new BlockList();
  list.addSubnet(network, Number(bits), 'ipv4');
  return list.check(host, 'ipv4');
}
