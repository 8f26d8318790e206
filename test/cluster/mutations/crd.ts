import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../../../src/experiment/json.ts';
import { defineLamps, lampsOf, manifestOf, sunsOf } from '../lamps.ts';
import type { Mutation } from './mutation.ts';

/** The same for all, as the audit log names it. */
const group = `lamps-${randomBytes(3).toString('hex')}.example.com`;

const lampType = { group, version: 'v1', plural: 'lamps' };
const sunType = { group, version: 'v1', plural: 'suns' };

const lamp = (name: string, spec: JsonObject = {}) => manifestOf(group, 'Lamp', { name }, spec);
const sun = (name: string, spec: JsonObject = {}) => manifestOf(group, 'Sun', { name }, spec);
const patch = [{ op: 'add', path: '/spec/watts', value: 5 }];

/** An action on lamps, in a namespace with one called `old`. */
function onLamps(func: string, verb: string, args: (ns: string) => JsonObject): Mutation {
  return {
    path: `chaosk8s.crd.actions.${func}`,
    async prepare({ cluster, ns, test }) {
      await defineLamps(cluster, group, test);
      await cluster.api('POST', lampsOf(group, ns), lamp('old', { color: 'red' }));
      return args(ns);
    },
    state: (ns) => [lampsOf(group, ns)],
    changes: [`${verb} lamps.${group}`],
  };
}

/** An action on the sun that has the namespace's name. */
function onSun(func: string, verb: string, args: (ns: string) => JsonObject): Mutation {
  const creates = verb === 'create';
  return {
    path: `chaosk8s.crd.actions.${func}`,
    async prepare({ cluster, ns, test }) {
      await defineLamps(cluster, group, test);
      const path = `${sunsOf(group)}/${ns}`;
      test.after(async () => {
        if (await cluster.find(path)) {
          await cluster.api('DELETE', path);
        }
      });
      if (!creates) {
        await cluster.api('POST', sunsOf(group), sun(ns, { color: 'red' }));
      }
      return { ...sunType, ...args(ns) };
    },
    state: (ns) => [`${sunsOf(group)}/${ns}`],
    changes: [`${verb} suns.${group}`],
    ...(creates && { clusterWide: true }),
  };
}

/** Actions of `chaosk8s.crd.actions`. */
export const crdMutations: readonly Mutation[] = [
  onLamps('apply_from_json', 'create', (ns) => ({
    resource: JSON.stringify(manifestOf(group, 'Lamp', { name: 'new', namespace: ns })),
  })),
  onLamps('apply_from_yaml', 'create', (ns) => ({
    resource: JSON.stringify(manifestOf(group, 'Lamp', { name: 'new', namespace: ns })),
  })),
  onLamps('create_custom_object', 'create', (ns) => ({ ...lampType, ns, resource: lamp('new') })),
  onLamps('delete_custom_object', 'delete', (ns) => ({ ...lampType, ns, name: 'old' })),
  onLamps('patch_custom_object', 'patch', (ns) => ({
    ...lampType,
    ns,
    name: 'old',
    resource: patch,
  })),
  onLamps('replace_custom_object', 'update', (ns) => ({
    ...lampType,
    ns,
    name: 'old',
    resource: lamp('old', { watts: 5 }),
  })),
  onSun('create_cluster_custom_object', 'create', (ns) => ({ resource: sun(ns) })),
  onSun('delete_cluster_custom_object', 'delete', (ns) => ({ name: ns })),
  onSun('patch_cluster_custom_object', 'patch', (ns) => ({ name: ns, resource: patch })),
  onSun('replace_cluster_custom_object', 'update', (ns) => ({
    name: ns,
    resource: sun(ns, { watts: 5 }),
  })),
];
