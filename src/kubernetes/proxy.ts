import { BlockList, isIP } from 'node:net';
import type { Environment } from '../platform/platform.ts';

/**
 * The proxy that leads to a server: the kubeconfig's `proxy-url`, else HTTPS_PROXY or HTTP_PROXY
 * (by the server's scheme) unless NO_PROXY names the host. Rules as in Go's `httpproxy`: lower case
 * counts too, this machine itself is never reached through a variable's proxy.
 */
export function proxyFor(
  server: URL,
  proxyUrl: string | undefined,
  environment: Environment,
): string | undefined {
  if (proxyUrl) {
    return proxyUrl;
  }
  const read = (name: string) => environment[name] || environment[name.toLowerCase()];
  const proxy = read(server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY');
  if (!proxy || isLocal(server) || bypasses(server, read('NO_PROXY') ?? '')) {
    return undefined;
  }
  return /^[a-z0-9]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}

function hostOf(server: URL): string {
  return server.hostname.replace(/^\[|\]$/g, '').toLowerCase();
}

function isLocal(server: URL): boolean {
  const host = hostOf(server);
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function bypasses(server: URL, list: string): boolean {
  const host = hostOf(server);
  const port = server.port || (server.protocol === 'https:' ? '443' : '80');
  return list.split(',').some((part) => {
    const entry = part.trim().toLowerCase();
    if (entry === '') {
      return false;
    }
    if (entry === '*') {
      return true;
    }
    if (entry.includes('/')) {
      return inNetwork(host, entry);
    }
    if (isIP(entry) === 6) {
      return host === entry;
    }
    const [, name = '', only] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
    if (only !== undefined && only !== port) {
      return false;
    }
    const suffix = name.replace(/^\*/, '');
    return suffix.startsWith('.')
      ? host.endsWith(suffix)
      : host === suffix.replace(/^\[|\]$/g, '') || host.endsWith(`.${suffix}`);
  });
}

/** Whether an address lies in a network such as 10.0.0.0/8 or fd00::/8. */
function inNetwork(host: string, network: string): boolean {
  const [base = '', bits = ''] = network.split('/');
  const family = isIP(base);
  const most = family === 6 ? 128 : 32;
  if (family === 0 || isIP(host) !== family || !/^\d+$/.test(bits) || Number(bits) > most) {
    return false;
  }
  const list = new BlockList();
  const kind = family === 6 ? 'ipv6' : 'ipv4';
  list.addSubnet(base, Number(bits), kind);
  return list.check(host, kind);
}
