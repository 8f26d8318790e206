import type { Effect } from '../../../engine/events.ts';
import type { Json } from '../../../experiment/json.ts';
import type { ClusterClient } from '../../client.ts';
import type { Change, Plan } from '../../plan.ts';
import { effectOf, mutate } from '../common/recorder.ts';
import type { ExecuteContext } from '../types.ts';

/** The change of a plan that makes just one. */
export function onlyChange({ changes: [change] }: Plan): Change {
  if (change === undefined) {
    throw new Error('a plan without a change');
  }
  return change;
}

/** Makes one change, tells of it and gives the API server's answer. */
export async function apply(
  change: Change,
  verb: Effect['verb'],
  client: ClusterClient,
  context: ExecuteContext,
): Promise<Json> {
  const answer = await mutate(client, change, context.recorder, context.signal);
  context.effects([effectOf(change.request, verb)]);
  return answer;
}
