import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterClient } from '../kubernetes/client.ts';
import { messageOf } from '../kubernetes/message-of.ts';
import type { Message } from '../messages/types.ts';

/** Times of a heartbeat, in ms. */
export interface HeartbeatTimes {
  /** Between two questions. */
  every: number;
  /** Until a question that got no answer is taken for the cluster's silence. */
  limit: number;
}

/** Together under ten seconds: so long a cluster may be silent without anybody being told. */
export const usualHeartbeat: Readonly<HeartbeatTimes> = { every: 3_000, limit: 4_000 };

/**
 * Asks the cluster for its version again and again until the signal is aborted, and tells when it
 * stops answering and when it is back: a watch on which nothing comes may be one on which nothing
 * happens. Never rejects.
 */
export async function heartbeat(
  client: Pick<ClusterClient, 'request' | 'identity'>,
  tell: (error: Message | undefined) => void,
  signal: AbortSignal,
  { every, limit }: HeartbeatTimes = usualHeartbeat,
): Promise<void> {
  const { server } = client.identity;
  let ill = false;
  while (!signal.aborted) {
    const late = AbortSignal.timeout(limit);
    const error = await client
      .request({ method: 'GET', path: '/version' }, AbortSignal.any([signal, late]))
      .then(
        () => undefined,
        (thrown: unknown) =>
          late.aborted
            ? { code: 'editor.explorer.no-answer', args: { server, seconds: limit / 1_000 } }
            : messageOf(thrown),
      );
    if (signal.aborted) {
      return;
    }
    if (error !== undefined || ill) {
      tell(error);
    }
    ill = error !== undefined;
    await sleep(every, undefined, { signal }).catch(() => undefined);
  }
}
