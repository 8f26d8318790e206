import { isObject } from '../../../experiment/json.ts';
import { HumanError } from '../../../messages/error.ts';
import { abortError, pause } from '../../abort.ts';
import type { ClusterClient } from '../../client.ts';
import { type ApiFailure, statusOf } from '../../errors.ts';
import type { ApiRequest } from '../../objects.ts';
import type { Change } from '../../plan.ts';
import { Lanes } from '../common/lanes.ts';
import { fullName, someOf } from '../common/names.ts';
import { effectOf, mutate } from '../common/recorder.ts';
import { collectionPath, pods } from '../common/resources.ts';
import { waitUntilGone } from '../common/wait.ts';
import type { ExecuteContext } from '../types.ts';

/** A pod that must be gone from its node. */
export interface PodOfNode {
  node: string;
  namespace: string;
  name: string;
  uid: string;
}

/** Milliseconds until a pod that a budget holds is asked for again: at first, and at most. */
const pauses = { first: 500, longest: 5_000 };

/** With less time left, in milliseconds, it is not asked again. */
const leastTime = 200;

/** Milliseconds of the longest timer there is. */
const longest = 2 ** 31 - 1;

/**
 * Evicts pods and waits until they are gone. Every pod is asked for by itself, a few at a time, so
 * that one which a budget holds keeps no other waiting, and no node another.
 */
export class Emptying {
  readonly #client: ClusterClient;
  readonly #context: ExecuteContext;
  readonly #seconds: number;
  readonly #until: number;
  readonly #lanes = new Lanes();
  /** Aborted with the first failure, so that nothing more is begun. */
  readonly #failed = new AbortController();
  /** What holds a pod, by its uid, in the server's words. */
  readonly #held = new Map<string, string>();

  constructor(client: ClusterClient, context: ExecuteContext, seconds: number) {
    this.#client = client;
    this.#context = context;
    this.#seconds = seconds;
    this.#until = performance.now() + Math.min(Math.max(0, seconds) * 1000, longest);
  }

  /** Does it. Waits also for pods without an eviction: they are ending already. */
  async run(evictions: readonly Change[], all: readonly PodOfNode[]): Promise<void> {
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(), this.#left());
    const limit = AbortSignal.any([this.#context.signal, over.signal]);
    const nodes = [...Map.groupBy(all, ({ node }) => node)];
    try {
      const left = await Promise.all(
        nodes.map(async ([node, ofNode]) => {
          const uids = new Set(ofNode.map(({ uid }) => uid));
          const own = evictions.filter(({ request }) => uids.has(request.target.uid ?? ''));
          await Promise.all(own.map((change) => this.#evict(change, limit)));
          const still = await this.#waitFor(node, uids);
          return ofNode.filter(({ uid }) => still.has(uid));
        }),
      );
      this.#failed.signal.throwIfAborted();
      this.#refuseLeft(left.flat());
    } finally {
      clearTimeout(timer);
    }
  }

  /** Never rejects: whether the pod is gone is seen afterwards. */
  #evict(change: Change, limit: AbortSignal): Promise<void> {
    return this.#lanes.inside(async () => {
      if (this.#failed.signal.aborted || limit.aborted) {
        return;
      }
      const { recorder, effects } = this.#context;
      try {
        await mutate(this.#patient(change), change, recorder, limit);
        effects([effectOf(change.request, 'evicted')]);
      } catch (error) {
        const timeIsOver = limit.aborted && !this.#context.signal.aborted;
        if (!timeIsOver && !isHeld(error) && !isGone(error)) {
          this.#failed.abort(error);
        }
      }
    });
  }

  /** A client that asks again while a budget does not let the pod go, and leaves its lane meanwhile. */
  #patient({ request: { target } }: Change): Pick<ClusterClient, 'request'> {
    const uid = target.uid ?? '';
    const request = async <T>(asked: ApiRequest, signal: AbortSignal): Promise<T> => {
      for (let wait = pauses.first; ; wait = Math.min(wait * 2, pauses.longest)) {
        try {
          return await this.#client.request<T>(asked, signal);
        } catch (error) {
          if (hasTwoBudgets(error)) {
            throw new HumanError('kubernetes.two-budgets', { name: fullName(target) });
          }
          if (!isHeld(error)) {
            throw error;
          }
          this.#held.set(uid, budgetOf(error));
          // Halved, so that the last time is shortly before the end.
          const time = Math.min(wait, this.#left() / 2);
          if (this.#left() < leastTime || !(await this.#sleep(time, signal))) {
            throw error;
          }
        }
      }
    };
    return { request };
  }

  /** False when a failure elsewhere has ended it. */
  #sleep(milliseconds: number, signal: AbortSignal): Promise<boolean> {
    return this.#lanes.outside(async () => {
      const either = AbortSignal.any([signal, this.#failed.signal]);
      await pause(milliseconds, either).catch(() => undefined);
      if (signal.aborted) {
        throw abortError(signal);
      }
      return !this.#failed.signal.aborted;
    });
  }

  /** The uids that are still there when the time is over; none when there was a failure. */
  async #waitFor(node: string, uids: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const signal = AbortSignal.any([this.#context.signal, this.#failed.signal]);
    const query = { fieldSelector: `spec.nodeName=${node}` };
    const path = collectionPath(pods, undefined);
    try {
      return await waitUntilGone(this.#client, path, query, this.#left() / 1000, signal, uids);
    } catch (error) {
      this.#failed.abort(error);
      return new Set();
    }
  }

  #refuseLeft(left: readonly PodOfNode[]): void {
    if (left.length === 0) {
      return;
    }
    const budgets = new Set(left.flatMap(({ uid }) => this.#held.get(uid) ?? []));
    const args = { seconds: this.#seconds, count: left.length, names: someOf(left.map(fullName)) };
    throw budgets.size === 0
      ? new HumanError('kubernetes.drain-slow', args)
      : new HumanError('kubernetes.drain-held', { ...args, budgets: [...budgets].join(' ') });
  }

  /** Milliseconds. */
  #left(): number {
    return Math.max(0, this.#until - performance.now());
  }
}

/** Whether a budget does not let a pod go now. */
function isHeld(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'kubernetes.disruption-budget';
}

/** Whether a pod, or the one with this uid, was gone already. */
function isGone(error: unknown): boolean {
  return [404, 409].includes(statusOf(error) ?? 0);
}

/** Kubernetes refuses such an eviction with 500, as if it had failed itself. */
function hasTwoBudgets(error: unknown): boolean {
  return error instanceof Error && /more than one PodDisruptionBudget/.test(error.message);
}

/** What the server says of the budget that holds a pod. */
function budgetOf(error: unknown): string {
  const { details, message } = error as ApiFailure;
  const inner = details?.['details'];
  const causes = isObject(inner) && Array.isArray(inner['causes']) ? inner['causes'] : [];
  const said = causes.flatMap((cause) => (isObject(cause) ? String(cause['message'] ?? '') : []));
  return said.join(' ') || message;
}
