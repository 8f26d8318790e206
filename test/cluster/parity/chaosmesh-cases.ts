import type { Json, JsonObject } from '../../../src/experiment/json.ts';
import { installChaosMesh } from '../chaos-mesh.ts';
import { type Case, call, type Differs, fails, gives } from './case.ts';
import type { Scenario } from './scenario.ts';

const api = 'chaos-mesh.org/v1alpha1';

/** Where the faults are. */
export const faultsOf = (ns: string) =>
  ['networkchaos', 'stresschaos'].map((plural) => `/apis/${api}/namespaces/${ns}/${plural}`);

/** Activities of Chaos Mesh, on its real definitions; nothing acts on the faults. */
export const chaosMeshScenario: Scenario = {
  name: 'Chaos Mesh faults',
  prepare: ({ cluster, test }) => installChaosMesh(cluster, test),
  cases: ({ ns }) => [...networkCases(ns), ...stressCases(ns)],
  state: faultsOf,
};

const neverWorks = (why: string): Differs => ({ ...fails(), why });

const deleted = (plural: string, name: string): Json => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Success',
  details: { name, group: 'chaos-mesh.org', kind: plural },
});

/** A fault as the API server gives it. */
const fault = (ns: string, kind: string, name: string, spec: JsonObject) => ({
  apiVersion: api,
  kind,
  metadata: { name, namespace: ns, generation: 1 },
  spec,
});

function networkCases(ns: string): Case[] {
  const act = (func: string) => `chaosmesh.network.actions.${func}`;
  const some = { ns, label_selectors: 'app=web' };
  const link = {
    mode: 'one',
    direction: 'to',
    selector: { labelSelectors: { app: 'web' } },
    target: { mode: 'one', selector: {} },
  };
  const made = (name: string, spec: JsonObject) => fault(ns, 'NetworkChaos', name, spec);
  const latency = made('latency', { ...link, action: 'delay', delay: { latency: '10ms' } });
  return [
    call(act('add_latency'), { ...some, name: 'latency', latency: '10ms' }, gives(latency)),
    call(
      act('add_latency'),
      { ...some, name: 'latency', latency: '10ms' },
      {
        ...gives({
          kind: 'Status',
          apiVersion: 'v1',
          metadata: {},
          status: 'Failure',
          message: 'networkchaos.chaos-mesh.org "latency" already exists',
          reason: 'AlreadyExists',
          details: { name: 'latency', group: 'chaos-mesh.org', kind: 'networkchaos' },
          code: 409,
        }),
      },
    ),
    call(act('add_latency'), { ...some, name: 'none' }, fails('kubernetes.refused')),
    call(
      act('add_latency'),
      { name: 'x', ns, latency: '1ms', label_selectors: 'web' },
      fails('kubernetes.fault-selector'),
    ),
    call(
      act('add_latency'),
      { ...some, name: 'x', latency: '1ms', mode: 'some' },
      fails('kubernetes.refused'),
    ),
    call(
      act('set_loss'),
      {
        ns,
        name: 'loss',
        loss: '10',
        correlation: '5',
        namespaces_selectors: 'a,b',
        annotations_selectors: { note: 'x' },
        mode: 'fixed-percent',
        mode_value: '50',
        direction: 'both',
        external_targets: '1.1.1.1,example.com',
        target_mode: 'fixed',
        target_mode_value: '2',
        target_namespaces_selectors: ['c'],
        target_label_selectors: 'a=b,c=d',
        target_annotations_selectors: 'e=f',
      },
      gives(
        made('loss', {
          action: 'loss',
          loss: { loss: '10', correlation: '5' },
          selector: { namespaces: ['a', 'b'], annotationSelectors: { note: 'x' } },
          mode: 'fixed-percent',
          value: '50',
          direction: 'both',
          externalTargets: ['1.1.1.1', 'example.com'],
          target: {
            mode: 'fixed',
            value: '2',
            selector: {
              namespaces: ['c'],
              labelSelectors: { a: 'b', c: 'd' },
              annotationSelectors: { e: 'f' },
            },
          },
        }),
      ),
    ),
    call(
      act('duplicate_packets'),
      { ...some, name: 'double', duplicate: '10', target_mode: null },
      gives(
        made('double', {
          action: 'duplicate',
          duplicate: { duplicate: '10' },
          mode: 'one',
          direction: 'to',
          selector: link.selector,
        }),
      ),
    ),
    call(
      act('corrupt_packets'),
      { ...some, name: 'corrupt', corrupt: '10' },
      gives(made('corrupt', { ...link, action: 'corrupt', corrupt: { corrupt: '10' } })),
    ),
    call(
      act('reorder_packets'),
      { ...some, name: 'reorder', reorder: '25', gap: '3' },
      gives(
        made('reorder', {
          ...link,
          action: 'delay',
          delay: { latency: '10ms', reorder: { reorder: '25', gap: 3 } },
        }),
      ),
      neverWorks('asks for an action that Chaos Mesh does not have'),
    ),
    call(
      act('set_bandwidth'),
      { ...some, name: 'narrow', rate: '1mbps', limit: 100, buffer: 200, peakrate: 5 },
      gives(
        made('narrow', {
          ...link,
          action: 'bandwidth',
          bandwidth: { rate: '1mbps', limit: 100, buffer: 200, peakrate: 5 },
        }),
      ),
      neverWorks('misspells the action'),
    ),
    ...['reorder', 'narrow'].map((name) =>
      call(
        act('delete_network_fault'),
        { ns, name },
        gives(deleted('networkchaos', name)),
        neverWorks('was not created'),
      ),
    ),
    call(
      act('set_loss'),
      { ns, name: 'percent', loss: '1', label_selectors: 'a=b', mode: 'fixed', mode_value: '2' },
      gives(
        made('percent', {
          ...link,
          action: 'loss',
          loss: { loss: '1' },
          selector: { labelSelectors: { a: 'b' } },
          mode: 'fixed',
          value: '2',
        }),
      ),
      {
        ...gives(
          made('percent', {
            ...link,
            action: 'loss',
            loss: { loss: '1' },
            selector: { labelSelectors: { a: 'b' } },
            mode: 'fixed',
          }),
        ),
        why: 'forgets the value',
      },
    ),
    call(
      act('delete_network_fault'),
      { ns, name: 'percent' },
      gives(deleted('networkchaos', 'percent')),
    ),
    call(act('set_loss'), { ns, name: 'any', loss: '1' }, fails('kubernetes.unscoped-selection'), {
      ...gives(made('any', { ...link, action: 'loss', loss: { loss: '1' }, selector: {} })),
      why: 'any pod of the namespace',
    }),
    call(
      act('delete_network_fault'),
      { ns, name: 'any' },
      fails('kubernetes.custom-missing'),
      gives(deleted('networkchaos', 'any')),
    ),
    call('chaosmesh.network.probes.get_network_fault', { ns, name: 'latency' }, gives(latency)),
    call(
      'chaosmesh.network.probes.get_network_fault',
      { ns, name: 'none' },
      fails('kubernetes.not-found'),
    ),
    call(
      act('delete_network_fault'),
      { ns, name: 'latency' },
      gives(deleted('networkchaos', 'latency')),
    ),
    call(act('delete_network_fault'), { ns, name: 'latency' }, fails('kubernetes.custom-missing')),
    ...['loss', 'double'].map((name) =>
      call(act('delete_network_fault'), { ns, name }, gives(deleted('networkchaos', name))),
    ),
    call(
      'chaosmesh.network.probes.get_network_faults',
      { ns },
      gives({
        apiVersion: api,
        kind: 'NetworkChaosList',
        metadata: { continue: '' },
        items: [made('corrupt', { ...link, action: 'corrupt', corrupt: { corrupt: '10' } })],
      }),
    ),
  ];
}

function stressCases(ns: string): Case[] {
  const act = (func: string) => `chaosmesh.stress.actions.${func}`;
  const some = { ns, label_selectors: { app: 'web' } };
  const usual = {
    mode: 'one',
    selector: { labelSelectors: { app: 'web' } },
    duration: '30s',
  };
  const made = (name: string, spec: JsonObject) => fault(ns, 'StressChaos', name, spec);
  const busy = made('busy', { ...usual, stressors: { cpu: { workers: 1, load: 50 } } });
  return [
    call(act('stress_cpu'), { ...some, name: 'busy', workers: 1, load: 50 }, gives(busy)),
    call(
      act('stress_cpu'),
      { ...some, name: 'x', workers: 1, load: 101 },
      fails('kubernetes.refused'),
    ),
    call(
      act('stress_memory'),
      {
        ...some,
        name: 'full',
        workers: 1,
        size: '10MB',
        oom_score: -5,
        time_to_get_to_size: '3s',
        duration: '2m',
        direction: 'from',
        container_names: 'main,side',
        stressng_stressors: '--vm 1',
      },
      gives(
        made('full', {
          ...usual,
          duration: '2m',
          stressors: { memory: { workers: 1, size: '10MB', oomScoreAdj: -5 } },
          containerNames: ['main', 'side'],
          stressngStressors: '--vm 1',
        }),
      ),
    ),
    call(act('stress_memory'), { ...some, name: 'x' }, fails('kubernetes.refused')),
    call('chaosmesh.stress.probes.get_stressor', { ns, name: 'busy' }, gives(busy)),
    call(
      'chaosmesh.stress.probes.get_stressor',
      { ns, name: 'none' },
      fails('kubernetes.not-found'),
    ),
    call(act('delete_stressor'), { ns, name: 'full' }, gives(deleted('stresschaos', 'full'))),
    call(act('delete_stressor'), { ns, name: 'full' }, fails('kubernetes.custom-missing')),
    call(
      'chaosmesh.stress.probes.get_stressors',
      { ns },
      gives({
        apiVersion: api,
        kind: 'StressChaosList',
        metadata: { continue: '' },
        items: [busy],
      }),
    ),
  ];
}
