import type { Ledger } from '../../ledger/ledger.ts';
import type { LedgerEntry } from '../../ledger/record.ts';
import type { Message } from '../../messages/types.ts';
import { abortError, pause } from '../abort.ts';
import { inParallel } from '../activities/common/parallel.ts';
import { getObject } from '../activities/common/reader.ts';
import { bare, isUnknownOutcome } from '../activities/common/recorder.ts';
import type { ClusterClient } from '../client.ts';
import { statusOf } from '../errors.ts';
import { messageOf } from '../message-of.ts';
import type { ApiRequest } from '../objects.ts';
import type { PlannedRequest } from '../plan.ts';
import { type Decision, decide, objectPathOf, undoManager } from './decide.ts';

/** Milliseconds until what was deleted must have gone, so that it can be created again. */
const goneLimit = 120_000;

/** Milliseconds between two looks at what is going. */
const lookAgain = 500;

/**
 * Milliseconds after which a request has had its effect or never will: a program may have been killed
 * between sending it and the server's doing it.
 */
const lateness = 2_000;

/** How often a request is sent that did not have its effect. */
const attempts = 4;

/** What became of one mutation. `todo` and `ask` only without sending: what would be done. */
export interface UndoOutcome {
  id: string;
  kind: string;
  namespace?: string;
  name: string;
  /** `module.func` of the activity that had made it. */
  activity: string;
  how: 'done' | 'todo' | 'nothing' | 'impossible' | 'ask' | 'failed';
  text: Message;
}

/** What undoing may use, and how it goes about. */
export interface UndoContext {
  client: ClusterClient;
  /** Where it is written that a mutation is undone; missing: nothing is sent or written. */
  ledger?: Pick<Ledger, 'undone'>;
  /** Whether to put back what somebody else has changed since. */
  ask(question: Message): Promise<boolean>;
  told(outcome: UndoOutcome): void;
  signal: AbortSignal;
}

/**
 * Puts back the mutations of a run on one cluster, the newest first. Each is decided by looking at
 * the object, so an undo that is cut off can be started again at any time. One failure does not keep
 * the others from being put back.
 * @param entries all of one cluster, in the order of the ledger
 * @throws the signal's reason
 */
export async function undoEntries(
  entries: readonly LedgerEntry[],
  context: UndoContext,
): Promise<UndoOutcome[]> {
  const outcomes: UndoOutcome[] = [];
  for (const group of groupsOf(entries)) {
    outcomes.push(
      ...(await inParallel(group, async (entry) => {
        const outcome = await undoOne(entry, context);
        context.told(outcome);
        return outcome;
      })),
    );
  }
  return outcomes;
}

/** Mutations of one activity are independent of each other; what came later is undone before. */
function groupsOf(entries: readonly LedgerEntry[]): LedgerEntry[][] {
  const groups: LedgerEntry[][] = [];
  for (const entry of [...entries].reverse()) {
    const group = groups.at(-1);
    const alike =
      group?.[0]?.activityId === entry.activityId &&
      !group.some((other) => objectPathOf(other) === objectPathOf(entry));
    if (alike) {
      group?.push(entry);
    } else {
      groups.push([entry]);
    }
  }
  return groups;
}

async function undoOne(entry: LedgerEntry, context: UndoContext): Promise<UndoOutcome> {
  try {
    const outcome = await settle(entry, context);
    if (outcome.how === 'done' || outcome.how === 'nothing') {
      await context.ledger?.undone(entry.id);
    }
    return outcome;
  } catch (error) {
    if (context.signal.aborted) {
      throw abortError(context.signal);
    }
    return outcomeOf(entry, 'failed', messageOf(error));
  }
}

/** Looks and sends; where the answer is lost or somebody was quicker, looks again. */
async function settle(entry: LedgerEntry, context: UndoContext): Promise<UndoOutcome> {
  const { client, signal, ledger } = context;
  const until = performance.now() + goneLimit;
  let sent: PlannedRequest | undefined;
  for (let attempt = 1; ; ) {
    const decision = decide(entry, await getObject(client, objectPathOf(entry), signal));
    if (decision.do === 'impossible') {
      return outcomeOf(entry, 'impossible', decision.why);
    }
    if (decision.do === 'nothing' && sent === undefined && mayComeLate(entry)) {
      await pause(lookAgain, signal);
      continue;
    }
    if (decision.do === 'nothing') {
      return sent === undefined
        ? outcomeOf(entry, 'nothing', decision.why)
        : outcomeOf(entry, 'done', doneText(entry, sent));
    }
    if (ledger === undefined) {
      return wouldDo(entry, decision);
    }
    if (decision.do === 'wait') {
      if (performance.now() > until) {
        const args = { ...nameOf(entry), seconds: goneLimit / 1000 };
        return outcomeOf(entry, 'failed', { code: 'kubernetes.undo-going', args });
      }
      await pause(lookAgain, signal);
      continue;
    }
    const { request, question } = decision;
    if (sent === undefined && question !== undefined && !(await context.ask(question))) {
      return outcomeOf(entry, 'ask', question);
    }
    sent = request;
    try {
      await client.request(asUndo(request, entry), signal);
      return outcomeOf(entry, 'done', doneText(entry, request));
    } catch (error) {
      const again = isUnknownOutcome(error) || [404, 409].includes(statusOf(error) ?? 0);
      if (!again || attempt === attempts || signal.aborted) {
        throw error;
      }
      await pause(attempt * 250, signal);
      attempt += 1;
    }
  }
}

/** Whether it is too early to say that a mutation did not happen. */
function mayComeLate({ state, at }: LedgerEntry): boolean {
  return (state === 'intent' || state === 'unknown') && Date.now() < Date.parse(at) + lateness;
}

/** The request with its writer's name; deletions have none. */
function asUndo(request: PlannedRequest, entry: LedgerEntry): ApiRequest {
  const sent = bare(request);
  return request.method === 'DELETE'
    ? sent
    : { ...sent, query: { ...sent.query, fieldManager: undoManager(entry) } };
}

/** What a request of each verb would do, or has done. */
const willDo: Readonly<Record<string, string>> & { patch: string } = {
  create: 'kubernetes.undo-will-create',
  delete: 'kubernetes.undo-will-delete',
  patch: 'kubernetes.undo-will-patch',
};
const didDo: typeof willDo = {
  create: 'kubernetes.undo-did-create',
  delete: 'kubernetes.undo-did-delete',
  patch: 'kubernetes.undo-did-patch',
};

function wouldDo(entry: LedgerEntry, decision: Decision): UndoOutcome {
  if (decision.do === 'send' && decision.question !== undefined) {
    return outcomeOf(entry, 'ask', decision.question);
  }
  const request = decision.do === 'send' ? decision.request : entry.inverse[0];
  const verb = String((request as PlannedRequest | undefined)?.verb ?? 'create');
  return outcomeOf(entry, 'todo', { code: willDo[verb] ?? willDo.patch, args: nameOf(entry) });
}

function doneText(entry: LedgerEntry, { verb }: PlannedRequest): Message {
  return { code: didDo[verb] ?? didDo.patch, args: nameOf(entry) };
}

function nameOf({ target }: LedgerEntry): { kind: string; name: string } {
  return { kind: String(target['kind']), name: String(target['name']) };
}

function outcomeOf(entry: LedgerEntry, how: UndoOutcome['how'], text: Message): UndoOutcome {
  const { namespace } = entry.target;
  const place = typeof namespace === 'string' ? { namespace } : {};
  return { id: entry.id, activity: entry.activity, ...nameOf(entry), ...place, how, text };
}
