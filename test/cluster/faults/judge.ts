import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../../src/experiment/json.ts';
import type { LedgerEntry } from '../../../src/ledger/record.ts';
import type { Mutation } from '../mutations/mutation.ts';
import type { Audited } from '../support.ts';
import type { Acted } from './act.ts';
import type { Fault } from './fault.ts';

/** One action under one fault. */
export interface Cell extends Acted {
  mutation: Mutation;
  runId: string;
  /** The world's state. */
  before: Json;
  after: Json;
  /** See Mutation.happened. */
  happened?: number;
}

/** What a run writes beside its changes. */
const aside = ['events', 'events.events.k8s.io', 'leases.coordination.k8s.io'];

/**
 * What the API server has done for a run. It may do it and answer with an error of its own all the
 * same, as it does soon after a kind was defined: that counts where the state has changed.
 */
export function acceptedOf(cell: Cell, audit: readonly Audited[]): Audited[] {
  const lines = linesOf(cell, audit);
  const accepted = lines.filter(({ code }) => code < 300);
  if (accepted.length > 0 || isDeepStrictEqual(cell.before, cell.after)) {
    return accepted;
  }
  return lines.filter(({ code }) => code >= 500).map((line) => ({ ...line, count: 1 }));
}

/** What a run has asked the API server to change. */
function linesOf({ runId }: Cell, audit: readonly Audited[]): Audited[] {
  return audit.filter(
    ({ verb, resource, userAgent }) =>
      userAgent.includes(`(run ${runId})`) &&
      !verb.startsWith('dry-run-') &&
      !aside.includes(resource),
  );
}

/** Changes that were made more often than they were planned. */
export function twice({ mutation, happened }: Cell, accepted: readonly Audited[]): string[] {
  if (happened !== undefined) {
    return happened > 1 ? [`it happened ${happened} times`] : [];
  }
  const { changes, harmlessTwice = [] } = mutation;
  const most = (kind: string) => (harmlessTwice.includes(kind) ? 2 : 1);
  const objects = accepted
    .filter(({ count, verb, resource }) => count > most(`${verb} ${resource}`))
    .map(({ count, verb, resource, object }) => `${verb} ${resource} ${object}, ${count} times`);
  const made = kindsOf(accepted);
  const kinds = [...new Set(made)].flatMap((kind) => {
    const [is, may] = [countOf(kind, made), countOf(kind, changes) * most(kind)];
    return is > may ? [`${is} × ${kind} and not ${may} at most`] : [];
  });
  return [...objects, ...kinds];
}

/**
 * Lines of the ledger that are not true.
 * @param happened whether a change was made
 * @param known an outcome must not be unknown, for every answer came
 */
export function untrue(
  ledger: readonly LedgerEntry[],
  happened: (entry: LedgerEntry) => boolean,
  known: boolean,
): string[] {
  return ledger.flatMap((entry) => {
    const did = happened(entry);
    const wrong: Partial<Record<string, boolean>> = { applied: !did, failed: did, unknown: known };
    return (wrong[entry.state] ?? true)
      ? [`${keyOfEntry(entry)} is ${entry.state}, happened: ${did}`]
      : [];
  });
}

/** How a result differs from what was done. */
export function dishonest({ mutation, ended, ledger, before, after }: Cell): string[] {
  const same = isDeepStrictEqual(before, after);
  const wrong: [boolean, string][] = [
    [!/^(succeeded$|kubernetes\.)/.test(ended), `ended with ${ended}`],
    [
      ended === 'succeeded' && ledger.some(({ state }) => state !== 'applied'),
      `succeeded, and the ledger says ${ledger.map(({ state }) => state)}`,
    ],
    [
      ended === 'succeeded' && same && mutation.happened === undefined,
      'succeeded, and the state is as before',
    ],
  ];
  return wrong.flatMap(([is, text]) => (is ? [text] : []));
}

/** All that was not right with an action under a fault, held against the API server's own log. */
export function wrongs(cell: Cell, fault: Fault, audit: readonly Audited[]): string[] {
  const { mutation, ended, ledger, seconds, before, after } = cell;
  const accepted = acceptedOf(cell, audit);
  const did = (entry: LedgerEntry) =>
    cell.happened === undefined
      ? accepted.some((line) => keyOf(line) === keyOfEntry(entry))
      : cell.happened > 0;
  const missing = accepted.filter(
    (line) => !ledger.some((entry) => keyOfEntry(entry) === keyOf(line)),
  );
  const most = fault.seconds + (mutation.seconds ?? 0);
  const changed = !isDeepStrictEqual(before, after);
  const wrong: [boolean, string][] = [
    [seconds > most, `took ${seconds.toFixed(1)} s and not ${most} s at most`],
    [ended !== fault.ends && !mayFail(cell, fault), `ended with ${ended} and not ${fault.ends}`],
    [accepted.length === 0 && changed, 'the state has changed all the same'],
    [
      ended === 'succeeded' && kindsOf(accepted).length < mutation.changes.length,
      `only ${kindsOf(accepted)} happened`,
    ],
  ];
  const found = [
    ...wrong.flatMap(([is, text]) => (is ? [text] : [])),
    ...twice(cell, accepted),
    ...untrue(ledger, did, fault.known === true),
    ...missing.map((line) => `${keyOf(line)} is not in the ledger`),
    ...dishonest(cell),
  ];
  const asked = linesOf(cell, audit).map((line) => `${keyOf(line)}: ${line.code} × ${line.count}`);
  return found.length === 0 ? [] : [...found, `the API server says: ${asked.join(', ') || '-'}`];
}

/** What can't be asked about by reading is never repeated: it may fail where others succeed. */
function mayFail({ mutation, ended }: Cell, fault: Fault): boolean {
  return mutation.happened !== undefined && ended.startsWith('kubernetes.') && !fault.known;
}

function kindsOf(accepted: readonly Audited[]): string[] {
  return accepted.flatMap(({ count, verb, resource }) =>
    Array.from({ length: count }, () => `${verb} ${resource}`),
  );
}

function countOf(kind: string, all: readonly string[]): number {
  return all.filter((each) => each === kind).length;
}

function keyOf({ verb, resource, object }: Audited): string {
  // A namespace is said to lie within itself.
  return `${verb} ${resource} ${resource === 'namespaces' ? object.split('/').pop() : object}`;
}

function keyOfEntry({ request, target }: LedgerEntry): string {
  const { verb, resource, group, subresource } = request;
  const { namespace, name } = target;
  const what = `${resource}${group ? `.${group}` : ''}${subresource ? `/${subresource}` : ''}`;
  return `${verb} ${what} ${namespace ? `${namespace}/` : ''}${name}`;
}
