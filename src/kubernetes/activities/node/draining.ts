import { errorText, HumanError } from '../../../messages/error.ts';
import type { ClusterClient } from '../../client.ts';
import type { Change } from '../../plan.ts';
import { inParallel } from '../common/parallel.ts';
import { bare, effectOf, mutate } from '../common/recorder.ts';
import type { ExecuteContext } from '../types.ts';
import { Emptying, type PodOfNode } from './emptying.ts';

/** What execution needs besides the requests. */
export interface DrainDetails {
  /** Names of the nodes. */
  nodes: string[];
  /** All that must be gone in the end, also what is ending already. */
  pods: PodOfNode[];
  /** How long evicting and waiting may take. */
  seconds: number;
}

/**
 * Cordons, evicts and waits. When that fails, what was cordoned here takes pods again; what the run
 * was stopped in is left to the undo of its ledger.
 * @throws HumanError `kubernetes.drain-slow`, `kubernetes.drain-held`, `kubernetes.two-budgets`,
 * `kubernetes.drain-left-cordoned`; the client's errors, and the signal's reason
 */
export async function drain(
  changes: readonly Change[],
  details: DrainDetails,
  client: ClusterClient,
  context: ExecuteContext,
): Promise<void> {
  const ofKind = (kind: string) => changes.filter(({ request }) => request.target.kind === kind);
  const cordoned: Change[] = [];
  try {
    await inParallel(ofKind('Node'), async (change) => {
      await mutate(client, change, context.recorder, context.signal);
      cordoned.push(change);
      context.effects([effectOf(change.request, 'patched')]);
    });
    await new Emptying(client, context, details.seconds).run(ofKind('Pod'), details.pods);
  } catch (error) {
    throw await uncordon(cordoned, error, client, context);
  }
}

/** Takes cordons back; gives the error, with what could not be taken back. */
async function uncordon(
  cordoned: readonly Change[],
  error: unknown,
  client: ClusterClient,
  context: ExecuteContext,
): Promise<unknown> {
  const left = new Set(cordoned);
  try {
    await inParallel(cordoned, async (change) => {
      for (const request of change.inverse) {
        await client.request({ ...bare(request), repeatable: true }, context.signal);
        context.effects([effectOf(request, 'patched')]);
      }
      left.delete(change);
      await context.recorder.undone(change);
    });
    return error;
  } catch (cause) {
    if (context.signal.aborted) {
      return error;
    }
    const names = [...left].map(({ request }) => request.target.name).join(', ');
    const args = { failure: errorText(error), names, count: left.size, reason: errorText(cause) };
    return new HumanError('kubernetes.drain-left-cordoned', args, { cause: error });
  }
}
