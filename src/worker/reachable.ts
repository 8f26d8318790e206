import { connect } from 'node:net';

/** How long an address may take to answer, in ms. */
const limit = 2_000;

/** The first of these addresses that takes a TCP connection; all are tried at once. */
export async function firstReachable(urls: readonly string[]): Promise<string | undefined> {
  const answers = await Promise.all(urls.map(answersTcp));
  return urls.find((_url, index) => answers[index]);
}

function answersTcp(address: string): Promise<boolean> {
  const url = URL.parse(address);
  if (url === null) {
    return Promise.resolve(false);
  }
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  return new Promise((resolve) => {
    const socket = connect({ host: url.hostname.replace(/^\[|\]$/g, ''), port, timeout: limit });
    const end = (reached: boolean) => {
      socket.destroy();
      resolve(reached);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}
