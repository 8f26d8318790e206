import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../../src/experiment/json.ts';
import { defineLamps, lampsOf, manifestOf, sunsOf } from '../lamps.ts';
import { type Case, call, type Differs, fails, gives } from './case.ts';
import type { Scenario } from './scenario.ts';

/** A group of the world's own. */
const groupOf = (ns: string) => `${ns}.example.com`;

/** Activities on custom resources. */
export const crdScenario: Scenario = {
  name: 'custom resources',
  async prepare({ cluster, ns, folder, test }) {
    await defineLamps(cluster, groupOf(ns), test);
    const lamp = JSON.stringify(manifestOf(groupOf(ns), 'Lamp', { name: 'file' }));
    await writeFile(join(folder, `lamp-${ns}.txt`), lamp);
    await writeFile(join(folder, 'two.yaml'), `${lamp}\n---\n${lamp}\n`);
    await writeFile(join(folder, 'patch.yaml'), '[{op: replace, path: /spec/hot, value: 2}]');
  },
  cases: ({ ns, folder }) => cases(ns, folder),
  alike: [[/made-[a-z0-9]{5}/g, 'made-NAME']],
  state: (ns) => [lampsOf(groupOf(ns), ns), sunsOf(groupOf(ns))],
};

/** The original hands its client text, or an argument that this does not know. */
const neverWorks = (why: string): Differs => ({ ...fails(), why });
const sendsText = neverWorks('sends the text, not the object');
const sendsForce = neverWorks('hands its client an unknown argument');

function cases(ns: string, folder: string): Case[] {
  const group = groupOf(ns);
  const lamps = { group, version: 'v1', plural: 'lamps', ns };
  const suns = { group, version: 'v1', plural: 'suns' };
  const lamp = (name: string, spec?: JsonObject) => manifestOf(group, 'Lamp', { name }, spec);
  const sun = (name: string, spec?: JsonObject) => manifestOf(group, 'Sun', { name }, spec);
  /** An object as the API server gives it. */
  const made = (name: string, spec: JsonObject = {}, generation = 1) =>
    manifestOf(group, 'Lamp', { name, namespace: ns, generation }, spec);
  const madeSun = (name: string, spec: JsonObject = {}, generation = 1) =>
    manifestOf(group, 'Sun', { name, generation }, spec);
  const list = (kind: string, items: Json[]) =>
    gives({ apiVersion: `${group}/v1`, kind: `${kind}List`, metadata: { continue: '' }, items });
  const there = (plural: string, name: string) =>
    gives({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: `${plural}.${group} "${name}" already exists`,
      reason: 'AlreadyExists',
      details: { name, group, kind: plural },
      code: 409,
    });
  const gone = (plural: string, name: string) =>
    gives({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name, group, kind: plural },
    });
  const create = 'crd.actions.create_custom_object';
  const createSun = 'crd.actions.create_cluster_custom_object';
  const remove = 'crd.actions.delete_custom_object';
  const patch = 'crd.actions.patch_custom_object';
  const patchSun = 'crd.actions.patch_cluster_custom_object';
  const replace = 'crd.actions.replace_custom_object';
  const replaceSun = 'crd.actions.replace_cluster_custom_object';
  const set = (path: string, value: Json) => [{ op: 'replace', path, value }];
  const inNamespace = { ...lamp('text'), metadata: { name: 'text', namespace: ns } };
  return [
    call(create, { ...lamps, resource: lamp('a', { watts: 1 }) }, gives(made('a', { watts: 1 }))),
    call(create, { ...lamps, resource: lamp('a') }, there('lamps', 'a')),
    ...['network', 'stress'].map((part) =>
      call(
        `chaosmesh.${part}.actions.create_custom_object`,
        { ...lamps, resource: lamp(part) },
        gives(made(part)),
      ),
    ),
    call(
      create,
      { ...lamps, resource_as_yaml_file: `${folder}/lamp-${ns}.txt` },
      gives(made('file')),
    ),
    call(
      create,
      { ...lamps, resource_as_yaml_file: `${folder}/none.yaml` },
      fails('kubernetes.manifest-unreadable'),
    ),
    call(
      create,
      { ...lamps, resource_as_yaml_file: `${folder}/two.yaml` },
      fails('kubernetes.manifest-syntax'),
    ),
    call(
      create,
      { ...lamps, resource: manifestOf(group, 'Lamp', { generateName: 'made-' }) },
      gives(
        manifestOf(group, 'Lamp', {
          generateName: 'made-',
          name: 'made-NAME',
          namespace: ns,
          generation: 1,
        }),
      ),
    ),
    call(create, lamps, fails('kubernetes.resource-missing')),
    call(
      create,
      { ...lamps, resource: JSON.stringify(lamp('t')) },
      fails('kubernetes.argument-type'),
    ),
    call(create, { ...lamps, resource: {} }, fails('kubernetes.refused')),
    call(
      create,
      { ...lamps, resource: { ...lamp('x'), kind: 'Sun' } },
      fails('kubernetes.refused'),
    ),
    call(
      create,
      { ...lamps, resource: manifestOf(group, 'Lamp', { name: 'x', namespace: 'default' }) },
      fails('kubernetes.refused'),
    ),
    call(
      create,
      { ...lamps, ns: `${ns}-none`, resource: lamp('x') },
      fails('kubernetes.not-found'),
    ),
    call(
      create,
      { ...lamps, plural: 'candles', resource: lamp('x') },
      fails('kubernetes.custom-unknown'),
    ),
    call(
      create,
      { ...lamps, plural: 'all lamps', resource: lamp('x') },
      fails('kubernetes.custom-word'),
    ),
    call(create, { ...suns, ns, resource: sun('x') }, fails('kubernetes.custom-cluster-wide')),
    call(createSun, { ...suns, resource: sun('a', { hot: 1 }) }, gives(madeSun('a', { hot: 1 }))),
    call(createSun, { ...suns, resource: sun('a') }, there('suns', 'a')),
    call(
      createSun,
      { ...suns, plural: 'lamps', resource: lamp('x') },
      fails('kubernetes.custom-namespaced'),
    ),

    call(
      'crd.actions.apply_from_json',
      { resource: JSON.stringify(inNamespace) },
      gives(made('text')),
      sendsText,
    ),
    call(remove, { ...lamps, name: 'text' }, gone('lamps', 'text'), {
      ...fails(),
      why: 'was not created',
    }),
    call(
      'crd.actions.apply_from_yaml',
      { resource: `{apiVersion: ${group}/v1, kind: Sun, metadata: {name: text}, spec: {}}` },
      gives(madeSun('text')),
      sendsText,
    ),
    call(
      'crd.actions.delete_cluster_custom_object',
      { ...suns, name: 'text' },
      gone('suns', 'text'),
      { ...fails(), why: 'was not created' },
    ),
    call('crd.actions.apply_from_json', {}, fails('kubernetes.argument-missing')),
    call('crd.actions.apply_from_json', { resource: '{' }, fails('kubernetes.resource-syntax')),
    call(
      'crd.actions.apply_from_yaml',
      { resource: '{kind: Lamp}' },
      fails('kubernetes.resource-lacks'),
    ),
    call(
      'crd.actions.apply_from_yaml',
      { resource: '{apiVersion: v1, kind: Pod}' },
      fails('kubernetes.resource-core'),
    ),

    ...['crd', 'chaosmesh.network', 'chaosmesh.stress'].flatMap((part) => [
      call(
        `${part}.probes.get_custom_object`,
        { ...lamps, name: 'a' },
        gives(made('a', { watts: 1 })),
      ),
      call(
        `${part}.probes.list_custom_objects`,
        lamps,
        list('Lamp', [
          made('a', { watts: 1 }),
          made('file'),
          manifestOf(group, 'Lamp', {
            generateName: 'made-',
            name: 'made-NAME',
            namespace: ns,
            generation: 1,
          }),
          made('network'),
          made('stress'),
        ]),
      ),
    ]),
    call('crd.probes.get_custom_object', { ...lamps, name: 'none' }, fails('kubernetes.not-found')),
    call('crd.probes.list_custom_objects', { ...lamps, ns: `${ns}-none` }, list('Lamp', [])),
    call(
      'crd.probes.list_custom_objects',
      { ...lamps, plural: 'candles' },
      fails('kubernetes.not-found'),
    ),
    call(
      'crd.probes.get_cluster_custom_object',
      { ...suns, name: 'a' },
      gives(madeSun('a', { hot: 1 })),
    ),
    call(
      'crd.probes.get_cluster_custom_object',
      { ...suns, name: 'none' },
      fails('kubernetes.not-found'),
    ),
    call('crd.probes.list_cluster_custom_objects', suns, list('Sun', [madeSun('a', { hot: 1 })])),
    call(
      'crd.probes.list_cluster_custom_objects',
      { ...suns, version: 'v2' },
      fails('kubernetes.not-found'),
    ),

    call(
      patch,
      { ...lamps, name: 'a', resource: set('/spec/watts', 2) },
      gives(made('a', { watts: 2 }, 2)),
    ),
    call(
      patch,
      { ...lamps, name: 'a', force: true, resource: set('/spec/watts', 3) },
      gives(made('a', { watts: 3 }, 3)),
    ),
    call(patch, { ...lamps, name: 'a', resource: [] }, gives(made('a', { watts: 3 }, 3))),
    call(patch, { ...lamps, name: 'a', resource: { spec: {} } }, fails('kubernetes.argument-type')),
    call(
      patch,
      { ...lamps, name: 'a', resource: [{ op: 'test', path: '/spec/watts', value: 9 }] },
      fails('kubernetes.json-patch-misfit'),
    ),
    call(
      patch,
      { ...lamps, name: 'a', resource: set('/spec/no/such', 1) },
      fails('kubernetes.json-patch-misfit'),
    ),
    call(
      patch,
      { ...lamps, name: 'a', resource: set('/metadata/uid', 'x') },
      fails('kubernetes.refused'),
    ),
    call(patch, { ...lamps, name: 'none', resource: [] }, fails('kubernetes.custom-missing')),
    call(
      patchSun,
      { ...suns, name: 'a', resource_as_yaml_file: `${folder}/patch.yaml` },
      gives(madeSun('a', { hot: 2 }, 2)),
    ),
    call(
      patchSun,
      { ...suns, name: 'none', resource: [] },
      fails('kubernetes.custom-missing-cluster'),
    ),

    call(
      replace,
      { ...lamps, name: 'file', resource: lamp('file', { watts: 4 }) },
      gives(made('file', { watts: 4 }, 2)),
      sendsForce,
    ),
    call(
      replace,
      {
        ...lamps,
        name: 'file',
        resource: manifestOf(group, 'Lamp', { name: 'file', resourceVersion: '1' }),
      },
      fails('kubernetes.conflict'),
    ),
    call(replace, { ...lamps, name: 'file', resource: lamp('other') }, fails('kubernetes.refused')),
    call(
      replace,
      { ...lamps, name: 'none', resource: lamp('none') },
      fails('kubernetes.custom-missing'),
    ),
    call(createSun, { ...suns, resource: sun('b') }, gives(madeSun('b'))),
    call(
      replaceSun,
      { ...suns, name: 'b', resource: sun('b', { hot: 5 }) },
      gives(madeSun('b', { hot: 5 }, 2)),
      sendsForce,
    ),
    call(
      replaceSun,
      { ...suns, name: 'none', resource: sun('none') },
      fails('kubernetes.custom-missing-cluster'),
    ),

    call(remove, { ...lamps, name: 'file' }, gone('lamps', 'file')),
    call(remove, { ...lamps, name: 'file' }, fails('kubernetes.custom-missing')),
    ...['network', 'stress'].map((part) =>
      call(
        `chaosmesh.${part}.actions.delete_custom_object`,
        { ...lamps, name: part },
        gone('lamps', part),
      ),
    ),
    call('crd.actions.delete_cluster_custom_object', { ...suns, name: 'b' }, gone('suns', 'b')),
    call(
      'crd.actions.delete_cluster_custom_object',
      { ...suns, name: 'b' },
      fails('kubernetes.custom-missing-cluster'),
    ),
  ];
}
