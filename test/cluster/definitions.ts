import type { Json } from '../../src/experiment/json.ts';
import type { KubeObject } from '../../src/kubernetes/objects.ts';
import { type After, ApiError, type TestCluster, until } from './support.ts';

const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** A custom resource definition, as far as the tests read it. */
export interface Definition extends KubeObject {
  spec: {
    group: string;
    names: { kind: string; plural: string };
    scope: 'Namespaced' | 'Cluster';
    versions: { name: string }[];
  };
}

/** A definition that tests of this process use. */
interface InUse {
  users: number;
  /** Whether it was created here, and not found. */
  own: boolean;
  /** Settles when what was begun about it has ended: one after the other. */
  turn: Promise<void>;
}

const inUse = new Map<string, InUse>();

/**
 * Makes the API server offer a kind. The definition is deleted when the last test of this process
 * that uses it is over, unless it was there before.
 */
export async function define(
  cluster: TestCluster,
  definition: Definition,
  test: After,
): Promise<void> {
  const { name } = definition.metadata;
  const state = inUse.get(name) ?? { users: 0, own: false, turn: Promise.resolve() };
  inUse.set(name, state);
  const next = (work: () => Promise<void>) => {
    const ended = state.turn.then(work);
    state.turn = ended.catch(() => undefined);
    return ended;
  };
  test.after(() =>
    next(async () => {
      state.users -= 1;
      if (state.users === 0 && state.own) {
        await cluster.api('DELETE', `${path}/${name}`);
      }
    }),
  );
  await next(async () => {
    state.users += 1;
    if (state.users === 1) {
      state.own = await create(cluster, definition);
    }
  });
}

/** Waits until the kind is offered; gives whether the definition was created. */
async function create(cluster: TestCluster, definition: Definition): Promise<boolean> {
  const { name } = definition.metadata;
  const created = await until(`definition ${name} can be created`, async () => {
    try {
      await cluster.api('POST', path, definition);
      return 'created';
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409) {
        throw error;
      }
      const found = await cluster.find(`${path}/${name}`);
      return found && found.metadata.deletionTimestamp === undefined && 'found';
    }
  });
  const { group, names, versions } = definition.spec;
  const version = `/apis/${group}/${versions[0]?.name}`;
  await until(`the API server offers ${name}`, async () => {
    const offered = await cluster.find<{ resources: { name: string }[] }>(version);
    const known = offered?.resources.some((resource) => resource.name === names.plural);
    return known && (await cluster.find(`${version}/${names.plural}`));
  });
  return created === 'created';
}

/** A definition whose objects may hold anything. */
export function openDefinition(
  group: string,
  kind: string,
  options: { scope?: 'Namespaced' | 'Cluster'; status?: boolean } = {},
): Definition {
  const singular = kind.toLowerCase();
  const anything: Json = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  const version = {
    name: 'v1',
    served: true,
    storage: true,
    schema: { openAPIV3Schema: anything },
    ...(options.status && { subresources: { status: {} } }),
  };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${singular}s.${group}` } as KubeObject['metadata'],
    spec: {
      group,
      names: { kind, plural: `${singular}s` },
      scope: options.scope ?? 'Namespaced',
      versions: [version],
    },
  };
}
