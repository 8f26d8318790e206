import type { Json, JsonObject } from '../../../src/experiment/json.ts';
import { nodeLabel } from '../node-support.ts';
import { type Case, call, fails, gives } from './case.ts';

/** What a node says of a machine that there is not; see `nodeMarks`. */
const unknownMachine = { daemonEndpoints: { kubeletEndpoint: { Port: 0 } }, nodeInfo: {} };

/** What differs from side to side, or from cluster to cluster: who made and who looks after a node. */
export const nodeMarks: readonly (readonly [RegExp, string])[] = [
  [/,"annotations":\{[^}]*\}/g, ''],
  [/"nodeInfo":\{[^}]*\}/g, '"nodeInfo":{}'],
];

const labelled = (ns: string, more = '') => ({ label_selector: `${nodeLabel}=${ns}${more}` });

/** Probes of the nodes `a`, which is ready, and `b`, which has too little memory. */
export function casesOfNodeProbes(ns: string): Case[] {
  const a = labelled(ns, ',part=a');
  const none = labelled(ns, ',part=none');
  const unknown = labelled(ns, ',part=unknown');
  const conditions = { Ready: 'True', MemoryPressure: 'False', DiskPressure: 'False' };
  const probe = (func: string, args: JsonObject, output: Json) =>
    call(`node.probes.${func}`, args, gives(output));
  const memory = { condition_type: 'MemoryPressure', condition_value: 'True' };
  return [
    probe('get_nodes', none, { kind: 'NodeList', apiVersion: 'v1', metadata: {}, items: [] }),
    probe('get_nodes', a, {
      kind: 'NodeList',
      apiVersion: 'v1',
      metadata: {},
      items: [listed(ns, 'a')],
    }),
    probe(
      'get_all_node_status_conditions',
      { label_selector: `${nodeLabel}=${ns},part in (a,b)` },
      [
        { name: `${ns}-a`, ...conditions, PIDPressure: 'False' },
        { name: `${ns}-b`, ...conditions, PIDPressure: 'False', MemoryPressure: 'True' },
      ],
    ),
    probe('get_all_node_status_conditions', none, []),
    call(
      'node.probes.get_all_node_status_conditions',
      unknown,
      gives([{ name: `${ns}-unknown` }]),
      { ...fails(), why: 'a node without conditions ends in an error' },
    ),
    call(
      'node.probes.get_all_node_status_conditions',
      { label_selector: '(' },
      fails('kubernetes.refused'),
    ),
    probe('all_nodes_must_be_ready_to_schedule', a, true),
    probe('all_nodes_must_be_ready_to_schedule', none, true),
    call('node.probes.all_nodes_must_be_ready_to_schedule', unknown, gives(false), fails()),
    probe('verify_nodes_condition', a, true),
    probe('verify_nodes_condition', { ...a, ...memory }, false),
    probe('verify_nodes_condition', { ...labelled(ns, ',part=b'), ...memory }, true),
    probe('verify_nodes_condition', { ...a, condition_type: 'Burning' }, false),
    probe('nodes_must_be_healthy', a, true),
    probe('nodes_must_be_healthy', labelled(ns, ',part=b'), false),
  ];
}

/** Nodes that are cordoned, made and deleted; `a` to `d` are there. */
export function casesOfNodeChanges(ns: string): Case[] {
  const action = (func: string, args: JsonObject, ...ends: [Case['here'], Case['original']?]) =>
    call(`node.actions.${func}`, args, ...ends);
  const made = { name: `${ns}-made`, labels: { [nodeLabel]: ns, part: 'made' } };
  const of = (part: string) => labelled(ns, `,part=${part}`);
  const afterwards = {
    ...fails(),
    why: 'fails after the first deletion, with this client library',
  };
  return [
    action('cordon_node', { name: `${ns}-a` }, gives([`${ns}-a`])),
    action('cordon_node', { name: `${ns}-a` }, gives([`${ns}-a`])),
    action('cordon_node', labelled(ns, ',part in (a,b)'), gives([`${ns}-a`, `${ns}-b`])),
    action('cordon_node', { name: `${ns}-c`, ...of('c') }, gives([`${ns}-c`])),
    action('cordon_node', { name: `${ns}-a`, ...of('b') }, fails('kubernetes.no-nodes')),
    action('cordon_node', { name: `${ns}-nobody` }, fails('kubernetes.no-nodes')),
    action('uncordon_node', { name: `${ns}-b` }, gives([`${ns}-b`])),
    action('uncordon_node', of('c'), gives([`${ns}-c`])),
    action('uncordon_node', of('nobody'), fails('kubernetes.no-nodes')),
    action(
      'create_node',
      { meta: made, spec: { pod_cidr: '10.250.0.0/24', unschedulable: true } },
      gives(created(ns)),
      { ...gives(created(ns)), why: 'the result can’t be written into its journal' },
    ),
    action('create_node', { meta: made }, fails('kubernetes.exists')),
    action('create_node', {}, fails('kubernetes.refused')),
    action('create_node', { meta: { ...made, nmae: 'x' } }, fails('kubernetes.node-field')),
    action('create_node', { meta: made, spec: { taint: [] } }, fails('kubernetes.node-field')),
    action('delete_nodes', of('nobody'), fails('kubernetes.no-nodes')),
    action('delete_nodes', of('b'), gives([`${ns}-b`]), afterwards),
    action('delete_nodes', { ...of('c'), all: true }, gives([`${ns}-c`]), {
      ...fails(),
      why: '“all” ends in an error',
    }),
    action('delete_nodes', { ...of('c'), rand: true }, fails('kubernetes.no-nodes'), afterwards),
    action(
      'delete_nodes',
      { ...of('d'), count: 2, grace_period_seconds: 0 },
      gives([`${ns}-d`]),
      afterwards,
    ),
    action(
      'delete_nodes',
      { pod_namespace: ns, pod_label_selector: 'app=nobody' },
      fails('kubernetes.no-nodes'),
    ),
  ];
}

/** Nodes that are drained; each carries what its case is about. */
export function casesOfDrains(ns: string): Case[] {
  const drain = (args: JsonObject, ...ends: [Case['here'], Case['original']?]) =>
    call('node.actions.drain_nodes', args, ...ends);
  const uncordon = (part: string) =>
    call('node.actions.uncordon_node', { name: `${ns}-${part}` }, gives([`${ns}-${part}`]));
  const webs = { pod_namespace: ns, pod_label_selector: 'app=web' };
  const held = { name: `${ns}-held`, timeout: 2 };
  const bare = { name: `${ns}-bare`, timeout: 20 };
  const local = { name: `${ns}-local`, timeout: 20 };
  return [
    drain({ name: `${ns}-nobody` }, fails('kubernetes.no-nodes')),
    drain({ name: `${ns}-empty` }, gives([`${ns}-empty`])),
    drain({ name: `${ns}-empty`, count: 0 }, gives([])),
    drain({ ...webs, timeout: 20 }, gives([`${ns}-web`]), {
      ...gives([`${ns}-web`, `${ns}-web`]),
      why: 'a node is taken once for each of its pods',
    }),
    drain({ name: `${ns}-web` }, gives([`${ns}-web`])),
    drain(held, fails('kubernetes.drain-held'), { ...fails(), why: 'leaves the node cordoned' }),
    uncordon('held'),
    drain(bare, fails('kubernetes.drain-unmanaged'), {
      ...fails(),
      why: 'leaves the node cordoned',
    }),
    uncordon('bare'),
    drain(local, gives([`${ns}-local`])),
    drain({ ...local, delete_pods_with_local_storage: true }, gives([`${ns}-local`])),
  ];
}

/** What both sides make, as the API server has it. */
function created(ns: string): Json {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `${ns}-made`, labels: { [nodeLabel]: ns, part: 'made' } },
    spec: {
      podCIDR: '10.250.0.0/24',
      podCIDRs: ['10.250.0.0/24'],
      unschedulable: true,
      taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }],
    },
    status: unknownMachine,
  };
}

/** A node of the test in a list. */
function listed(ns: string, part: string): Json {
  const room = { cpu: '4', memory: '4Gi', pods: '20' };
  const types = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'];
  return {
    metadata: { name: `${ns}-${part}`, labels: { [nodeLabel]: ns, part } },
    spec: { taints: [{ key: 'chaos-workbench/test', effect: 'NoSchedule' }] },
    status: {
      capacity: room,
      allocatable: room,
      conditions: types.map((type) => ({
        type,
        status: type === 'Ready' ? 'True' : 'False',
        lastHeartbeatTime: 'TIME',
        lastTransitionTime: 'TIME',
        reason: 'Test',
      })),
      ...unknownMachine,
    },
  };
}
