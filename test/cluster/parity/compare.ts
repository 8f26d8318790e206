import assert from 'node:assert/strict';
import { inspect, isDeepStrictEqual } from 'node:util';
import type { Json } from '../../../src/experiment/json.ts';
import type { TestCluster } from '../support.ts';
import type { Case, Ended } from './case.ts';
import type { Scenario } from './scenario.ts';

/** What the API server decides about an object: no two sides have the same. */
const served = new Set(['uid', 'resourceVersion', 'managedFields', 'creationTimestamp']);

/** Marks by which only we know again what we created. */
const marks = { 'chaos-workbench/run': undefined };

/** The same value with what differs by nature made alike. */
export function alike(value: unknown, ns: string, { alike: names = [] }: Scenario): Json {
  let text = JSON.stringify(value, (key, each) =>
    served.has(key) ? undefined : unmarked(key, each),
  );
  for (const [pattern, word] of names) {
    text = text.replaceAll(pattern, word);
  }
  return JSON.parse(
    text.replaceAll(ns, 'NS').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME'),
  ) as Json;
}

function unmarked(key: string, value: unknown): unknown {
  if (key !== 'annotations' || typeof value !== 'object') {
    return value;
  }
  const rest = JSON.parse(JSON.stringify({ ...value, ...marks })) as object;
  return Object.keys(rest).length > 0 ? rest : undefined;
}

/** Fails with every case that ended otherwise than it must. */
export function assertEnded(
  cases: readonly Case[],
  side: 'here' | 'there',
  ended: readonly Ended[],
  normal: (value: unknown) => Json,
): void {
  const wrong = cases.flatMap(({ path, args, here, original }, index) => {
    const wanted = bare((side === 'there' && original) || here, side);
    const found = bare(ended[index] ?? { status: 'failed', output: 'nothing' }, side);
    const same = isDeepStrictEqual(normal(found), normal(wanted));
    return same ? [] : [{ path, args, found, wanted, error: ended[index]?.error }];
  });
  assert.equal(wrong.length, 0, `${side}: ${inspect(wrong, { depth: 8 })}`);
  assert.equal(ended.length, cases.length);
}

/** What is compared: of the original nothing that only we have, and no wording of either. */
function bare({ status, output, code }: Ended, side: 'here' | 'there'): Ended {
  return { status, output, ...(side === 'here' && code !== undefined && { code }) };
}

/** The state of a world in the end, as `Scenario.state` names it. */
export async function stateOf(
  cluster: TestCluster,
  ns: string,
  scenario: Scenario,
): Promise<Record<string, Json>> {
  const entries = (scenario.state?.(ns) ?? []).map(async (path) => {
    const found = (await cluster.find(path)) ?? null;
    return [path.replaceAll(ns, 'NS'), alike(found, ns, scenario)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
