import type http from 'node:http';
import type https from 'node:https';
import { HttpProxyAgent, HttpsProxyAgent } from 'hpagent';
import { SocksProxyAgent } from 'socks-proxy-agent';

/**
 * An agent that goes through a proxy: CONNECT for http and https proxies, SOCKS 5 otherwise. User
 * name and password may stand in the proxy's URL.
 */
export async function proxyAgent(
  proxy: string,
  server: URL,
  options: https.AgentOptions,
): Promise<http.Agent> {
  if (proxy.startsWith('socks')) {
    return new SocksProxyAgent(proxy, options);
  }
  return server.protocol === 'https:'
    ? new HttpsProxyAgent({ ...options, proxy })
    : new HttpProxyAgent({ ...options, proxy });
}
