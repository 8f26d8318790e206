import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessOf } from '../catalogue/kubernetes/access.ts';
import type { CatalogueEntry } from '../catalogue/types.ts';
import type { Json, JsonObject } from '../experiment/json.ts';
import { entriesByPath } from './entries.ts';
import type { KubeObject } from './objects.ts';
import { accessNeeded } from './permissions.ts';
import type { Reader } from './plan.ts';
import { implementation } from './planner.ts';

/** Arguments with which every action has something to do. */
const examples: JsonObject = {
  name: 'front',
  ns: 'default',
  label_selector: 'app=front',
  cmd: ['ls'],
  spec_path: 'manifest.json',
  replicas: 1,
  spec: { spec: { paused: true } },
  group: 'example.com',
  version: 'v1',
  plural: 'widgets',
  rate: '1mbps',
  limit: 1,
  buffer: 1,
  workers: 1,
  load: 1,
  meta: { labels: { app: 'front' } },
  namespaces_selectors: ['default'],
  latency: '10ms',
};

const kinds: Readonly<Record<string, string>> = {
  create_deployment: 'Deployment',
  start_microservice: 'Deployment',
  create_service_endpoint: 'Service',
  create_secret: 'Secret',
  create_statefulset: 'StatefulSet',
  create_daemon_set: 'DaemonSet',
  create_ingress: 'Ingress',
  create_network_policy: 'NetworkPolicy',
  create_namespace: 'Namespace',
};

/** @param owned whether a controller looks after it, and would make it anew */
function objectAt(path: string, owned: boolean): KubeObject {
  if (/^\/apis\/[^/]+\/[^/]+$/.test(path)) {
    const names = ['widgets', 'networkchaos', 'stresschaos'];
    const resources = [...names, 'clusterwidgets'].map((name) => ({
      name,
      kind: 'Widget',
      namespaced: name !== 'clusterwidgets',
      verbs: [],
    }));
    return { metadata: { name: '', uid: '' }, resources } as unknown as KubeObject;
  }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'front',
      namespace: 'default',
      uid: 'uid',
      resourceVersion: '1',
      creationTimestamp: '2026-01-01T00:00:00Z',
      ...(owned && {
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'ReplicaSet',
            name: 'front',
            uid: 'owner',
            controller: true,
          },
        ],
      }),
    },
    spec: { replicas: 2, nodeName: 'front', containers: [{ name: 'front' }], unschedulable: false },
    status: { phase: 'Running' },
  } as unknown as KubeObject;
}

function readerOf(owned: boolean): Reader {
  return {
    identity: { id: 'id', server: 'https://localhost' },
    namespace: 'default',
    list: async (path: string) => ({ items: [objectAt(path, owned)], resourceVersion: '1' }),
    get: async (path: string) => objectAt(path, owned),
  } as unknown as Reader;
}

function argumentsOf({ func, parameters }: CatalogueEntry): JsonObject {
  const custom = func.includes('custom_object');
  const own = parameters.flatMap(({ name, required }): [string, Json][] => {
    const value = examples[name];
    const optional = [
      'name',
      'label_selector',
      'ns',
      'spec_path',
      'meta',
      'namespaces_selectors',
      'latency',
    ];
    return value !== undefined && (required || optional.includes(name)) ? [[name, value]] : [];
  });
  const object = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'front' } };
  const resource = func.startsWith('patch_') ? [{ op: 'add', path: '/a', value: 1 }] : object;
  const plural = func.includes('_cluster_custom') ? 'clusterwidgets' : 'widgets';
  return { ...Object.fromEntries(own), ...(custom && { resource, plural }) };
}

/** What is needed for objects that have a controller, and for those that have none. */
async function needed(entry: CatalogueEntry): Promise<string[]> {
  // Without a controller a pod is not drained, so that there is no plan.
  const readers = entry.func === 'drain_nodes' ? [true] : [true, false];
  const texts = await Promise.all(readers.map((owned) => neededWith(entry, readerOf(owned))));
  return [...new Set(texts.flat())].sort();
}

async function neededWith(entry: CatalogueEntry, reader: Reader): Promise<string[]> {
  const what = implementation(entry);
  const args = argumentsOf(entry);
  const kind = kinds[entry.func] ?? 'Widget';
  const plan =
    what.kind === 'action'
      ? await what.plan(args, reader, {
          signal: new AbortController().signal,
          runId: 'run',
          allowUnscoped: true,
          preferred: new Set(),
          random: () => 0,
          now: () => new Date(0),
          readText: async () =>
            JSON.stringify({ apiVersion: 'v1', kind, metadata: { name: 'new' } }),
        })
      : undefined;
  const all = accessNeeded(what, args, plan).filter(({ optional }) => optional !== true);
  return all.map(({ verb, group, resource, subresource }) => {
    const plural = resource.endsWith('widgets') ? '{plural}' : resource;
    const part = subresource === undefined ? '' : `/${subresource}`;
    return `${verb} ${plural}${part}${group === '' || plural === '{plural}' ? '' : `.${group}`}`;
  });
}

/** Their manifest says what they are about. */
const open = /^apply_from_/;

const entries = [...new Set(entriesByPath().values())];

for (const entry of entries) {
  test(`what ${entry.module}.${entry.func} needs is what its plan needs`, async () => {
    if (open.test(entry.func)) {
      assert.equal(accessOf(entry), undefined);
      return;
    }
    assert.deepEqual([...(accessOf(entry) ?? [])].sort(), await needed(entry));
  });
}
