import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../../src/experiment/json.ts';
import type { Mutation } from '../mutations/mutation.ts';
import type { World } from '../parity/scenario.ts';
import { type After, newNamespace, type TestCluster, until } from '../support.ts';

/** A namespace in which one action can be called again and again, each time from the same start. */
export interface Stage {
  readonly world: World;
  /** Makes the world anew, in place of the last one; gives the arguments. */
  begin(): Promise<JsonObject>;
  /** What the state of the world is, without what changes by itself. */
  look(): Promise<Json>;
}

/** What others write into an object's metadata. */
const volatile = new Set(['managedFields', 'resourceVersion', 'status']);

export async function openStage(
  cluster: TestCluster,
  mutation: Mutation,
  test: After,
): Promise<Stage> {
  const ns = await newNamespace(cluster, 'stage', test);
  await until('pods may be created', () =>
    cluster.find(`/api/v1/namespaces/${ns}/serviceaccounts/default`),
  );
  const folder = await mkdtemp(join(tmpdir(), 'stage-'));
  let tidying: (() => Promise<void>)[] = [];
  const tidy = async () => {
    const all = tidying.reverse();
    tidying = [];
    for (const work of all) {
      await work();
    }
  };
  test.after(async () => {
    await tidy();
    await rm(folder, { recursive: true });
  });
  const world: World = {
    cluster,
    ns,
    folder,
    test: { after: (work) => tidying.push(work) },
  };
  const own = new Set([
    `/apis/apps/v1/namespaces/${ns}/deployments`,
    `/apis/apps/v1/namespaces/${ns}/replicasets`,
    `/api/v1/namespaces/${ns}/pods`,
    ...mutation.state(ns).filter((path) => path.includes(`/namespaces/${ns}/`)),
  ]);
  let begun = false;
  return {
    world,
    async begin() {
      if (begun) {
        await tidy();
        await until(`the stage is empty`, async () => (await emptied(cluster, [...own])) === true);
      }
      begun = true;
      return mutation.prepare(world);
    },
    async look() {
      const found = await Promise.all(mutation.state(ns).map((path) => cluster.find(path)));
      const text = JSON.stringify(found, (key, value) => (volatile.has(key) ? undefined : value));
      return JSON.parse(text) as Json;
    },
  };
}

/** Deletes what is there and tells whether nothing was; controllers may make something again. */
async function emptied(cluster: TestCluster, paths: readonly string[]): Promise<boolean> {
  const found = await Promise.all(paths.map((path) => cluster.find<{ items?: object[] }>(path)));
  const there = paths.filter((_, index) => {
    const { [index]: object } = found;
    return object !== undefined && object.items?.length !== 0;
  });
  await Promise.all(
    there.map((path) =>
      cluster
        .api('DELETE', path, { gracePeriodSeconds: 0, propagationPolicy: 'Background' })
        .catch(() => undefined),
    ),
  );
  return there.length === 0;
}
