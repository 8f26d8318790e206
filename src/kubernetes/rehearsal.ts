import type { JsonObject } from '../experiment/json.ts';
import { isObject } from '../experiment/json.ts';
import { isHumanError } from '../messages/error.ts';
import type { Message } from '../messages/types.ts';
import { inParallel } from './activities/common/parallel.ts';
import { bare } from './activities/common/recorder.ts';
import type { ClusterClient } from './client.ts';
import { messageOf } from './message-of.ts';
import type { ApiRequest } from './objects.ts';
import type { Plan, PlannedRequest } from './plan.ts';

/** Requests of one plan that are rehearsed; admission treats the others alike. */
const most = 20;

/**
 * Lets the API server go through a plan without doing it (`dryRun=All`): admission may refuse what
 * roles allow. Commands in containers have no rehearsal.
 * @returns why a request would be refused; nothing where all would be taken
 */
export async function rehearse(
  plan: Plan,
  client: Pick<ClusterClient, 'request'>,
  signal: AbortSignal,
): Promise<Message[]> {
  const requests = plan.changes
    .map(({ request }) => request)
    .filter(({ subresource }) => subresource !== 'exec')
    .slice(0, most);
  const refusals = await inParallel(requests, async (request) => {
    try {
      await client.request(asRehearsal(request), signal);
      return [];
    } catch (error) {
      signal.throwIfAborted();
      if (!isHumanError(error)) {
        throw error;
      }
      // What roles forbid is told by the review of the access already.
      return error.code.startsWith('kubernetes.forbidden') ? [] : [messageOf(error)];
    }
  });
  return refusals.flat();
}

/** A deletion reads its options from the body alone where it has one. */
function asRehearsal(request: PlannedRequest): ApiRequest {
  const sent = { ...bare(request), repeatable: true };
  if (request.method === 'DELETE' && isObject(request.body ?? null)) {
    return { ...sent, body: { ...(request.body as JsonObject), dryRun: ['All'] } };
  }
  return { ...sent, query: { ...sent.query, dryRun: 'All' } };
}
