import type { OpenedCluster } from '../../../src/kubernetes/connection.ts';
import type { Ledger } from '../../../src/ledger/ledger.ts';

/** A place where a process can be killed. */
export type Gate = (where: string) => Promise<void>;

/**
 * A gate that lets so many pass, tells of the next one and lets nobody pass any more: what goes on
 * beside it stops at its own next gate.
 */
export function gateAt(count: number, stopped: (where: string) => void): Gate {
  let passed = 0;
  return async (where) => {
    passed += 1;
    if (passed <= count) {
      return;
    }
    if (passed === count + 1) {
      stopped(where);
    }
    await new Promise(() => undefined);
  };
}

/**
 * A ledger with a gate before its first line of a change, and one behind each line but that: the next
 * thing is the request, which has one before it.
 */
export function gatedLedger(ledger: Ledger, gate: Gate): Ledger {
  const outcome = (state: 'unknown' | 'failed' | 'undone') => async (id: string) => {
    await ledger[state](id);
    await gate(`after ${state}`);
  };
  return {
    async intent(intent) {
      await gate('before the intent');
      return ledger.intent(intent);
    },
    async applied(id, uid) {
      await ledger.applied(id, uid);
      await gate('after applied');
    },
    unknown: outcome('unknown'),
    failed: outcome('failed'),
    undone: outcome('undone'),
    close: () => ledger.close(),
  };
}

/** A client with gates while a request that changes something is under way, and behind its answer. */
export function gatedClient(client: OpenedCluster, gate: Gate): OpenedCluster {
  const pass = async <T>(answer: Promise<T>) => {
    // Who is killed at the gate before has no use for it.
    answer.catch(() => undefined);
    await gate('under way');
    const value = await answer;
    await gate('answered');
    return value;
  };
  return {
    identity: client.identity,
    namespace: client.namespace,
    now: () => client.now(),
    async request(request, signal) {
      if (request.method === 'GET') {
        return client.request(request, signal);
      }
      await gate('before the request');
      return pass(client.request(request, signal));
    },
    text: (request, signal) => client.text(request, signal),
    list: (path, query, signal) => client.list(path, query, signal),
    watch: (path, query, signal) => client.watch(path, query, signal),
    async exec(target, command, options) {
      await gate('before the request');
      return pass(client.exec(target, command, options));
    },
    kubeconfig: () => client.kubeconfig(),
    close: () => client.close(),
  };
}
