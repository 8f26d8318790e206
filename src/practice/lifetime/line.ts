import type { Socket } from 'node:net';

/** Characters that a line may have; whoever sends more is not one of ours. */
const longest = 65_536;

/**
 * Reads one line of JSON.
 * @returns undefined where the other side ends first, or what comes is no JSON
 */
export function readLine(socket: Socket, signal?: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    let text = '';
    const finish = (value: unknown) => {
      socket.off('data', take);
      socket.off('close', end);
      signal?.removeEventListener('abort', end);
      resolve(value);
    };
    const end = () => finish(undefined);
    const take = (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const at = text.indexOf('\n');
      if (at !== -1) {
        finish(parsed(text.slice(0, at)));
      } else if (text.length > longest) {
        end();
      }
    };
    socket.on('data', take);
    socket.once('close', end);
    signal?.addEventListener('abort', end, { once: true });
    if (signal?.aborted) {
      end();
    }
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
