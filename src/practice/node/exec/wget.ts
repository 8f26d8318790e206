import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { Command, CommandCall } from './command.ts';

const usage =
  'wget: the practice cluster knows: wget [-q] [-T SECONDS] -O- http://HOST[:PORT]/PATH\n';

/** `wget -qO- URL`, with the names and addresses that the pod sees. */
export const wget: Command = async (call) => {
  const { args, err } = call;
  const timeout = Number(/-T ?(\d+)|--timeout=(\d+)/.exec(args.join(' '))?.slice(1).find(Boolean));
  const words = args.filter((one, index) => one !== '-' && args[index - 1] !== '-T');
  const urls = words.filter((one) => !one.startsWith('-'));
  const [text = ''] = urls;
  const url = URL.parse(text.includes('://') ? text : `http://${text}`);
  const printed = /(^| )-\w*O ?-( |$)/.test(args.join(' '));
  if (urls.length !== 1 || url?.protocol !== 'http:' || !printed) {
    await err(usage);
    return 1;
  }
  const limit = Number.isNaN(timeout) ? [] : [AbortSignal.timeout(timeout * 1000)];
  try {
    return await fetchInside(call, url, AbortSignal.any([call.signal, ...limit]));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const isLate = limit.some((one) => one.aborted);
    await err(`wget: ${isLate ? 'download timed out' : reason}\n`);
    return 1;
  }
};

async function fetchInside(
  { network, place, out, err }: CommandCall,
  url: URL,
  signal: AbortSignal,
): Promise<number> {
  const port = Number(url.port || 80);
  const route = network.route(place, url.hostname.replace(/^\[|\]$/g, ''), port);
  if (route.kind === 'unknown') {
    await err(`wget: bad address '${url.host}'\n`);
    return 1;
  }
  if (route.kind === 'refused') {
    await err(`wget: can't connect to remote host (${route.address}): Connection refused\n`);
    return 1;
  }
  const target =
    route.kind === 'port' ? { host: '127.0.0.1', port: route.port } : { host: route.host, port };
  const headers = { host: url.host, 'user-agent': 'Wget', connection: 'close' };
  const path = `${url.pathname}${url.search}`;
  const sent = request({ ...target, path, headers, agent: false, signal }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const status = answer.statusCode ?? 0;
  if (status >= 400) {
    answer.resume();
    await err(`wget: server returned error: HTTP/1.1 ${status} ${answer.statusMessage}\n`);
    return 1;
  }
  for await (const chunk of answer) {
    await out(chunk as Uint8Array);
  }
  return 0;
}
