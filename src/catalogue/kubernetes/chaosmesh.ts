import type { ActivityKind } from '../../experiment/model.ts';
import type { CatalogueEntry, Parameter } from '../types.ts';
import {
  ns,
  optionalInteger,
  optionalText,
  requiredInteger,
  requiredText,
  text,
} from './parameters.ts';

const name = requiredText('name', 'Name of the Chaos Mesh object, to delete the fault by.');

/** A selector as text of `key=value` pairs or as an object. */
function labels(parameter: string, doc: string): Parameter {
  return {
    name: parameter,
    schema: { type: ['string', 'object', 'null'] },
    doc: `${doc} An object, or text such as \`app=front,tier=web\`.`,
  };
}

/** Names as text with commas or as a list. */
function names(parameter: string, doc: string): Parameter {
  return {
    name: parameter,
    schema: { type: ['string', 'array', 'null'] },
    doc: `${doc} A list, or text with commas.`,
  };
}

/** Which pods are hit. */
const pods: Parameter[] = [
  names(
    'namespaces_selectors',
    'Namespaces of the pods; left out, Chaos Mesh takes that of the fault.',
  ),
  labels('label_selectors', 'Labels of the pods.'),
  labels('annotations_selectors', 'Annotations of the pods.'),
  text(
    'mode',
    'one',
    'How many pods: `one`, `all`, `fixed`, `fixed-percent` or `random-max-percent`.',
  ),
  optionalText('mode_value', 'The number or percentage that the last three modes need.'),
];

const direction = text(
  'direction',
  'to',
  'Which traffic: `to`, `from` or `both`; the last two need a target.',
);

/** The other end of the network link. */
const target: Parameter[] = [
  names('external_targets', 'Addresses outside the cluster.'),
  {
    ...text(
      'target_mode',
      'one',
      'How many target pods, as `mode`. With `null` no pod is a target, so that all traffic is hit, or that with the addresses.',
    ),
    schema: { type: ['string', 'null'] },
  },
  optionalText('target_mode_value', 'The number or percentage that the target mode needs.'),
  names('target_namespaces_selectors', 'Namespaces of the target pods.'),
  labels('target_label_selectors', 'Labels of the target pods.'),
  labels('target_annotations_selectors', 'Annotations of the target pods.'),
];

const correlation = optionalText(
  'correlation',
  'How much each packet depends on the one before, in percent.',
);

const created =
  'Returns the object as the API server made it; does not wait until Chaos Mesh has injected the fault. When there is one of this name already nothing is created, and the API server’s refusal is the result: that is no failure, but a warning in the log. Without any selector any pod of the namespace would be meant: that is refused here unless the run allows it. `mode_value` goes with `fixed` and `random-max-percent` too, which the original forgets. Undo deletes the fault.';
const network = `${created} It has no duration: it lasts until it is deleted. When no target is selected the original, and this, choose one pod of the namespace as the target, so that only the traffic with it is hit.`;
const stress = `${created} It ends after its duration.`;
const deleted =
  'Returns the API server’s answer: its word that it is done or, where Chaos Mesh still has to take the fault back, the object. Fails when there is no such fault. Undo creates it again, with its whole duration and perhaps on other pods.';
const read = 'Returns it as the API server has it. Fails when there is no such fault.';
const listed = 'Returns the List as the API server has it, with all faults under `items`.';

/** An entry of the Chaos Mesh modules; they share all but their words. */
function mesh(
  part: 'network' | 'stress',
  kind: ActivityKind,
  func: string,
  summary: string,
  doc: string,
  parameters: Parameter[],
): CatalogueEntry {
  return {
    module: `chaosk8s.chaosmesh.${part}.${kind}s`,
    func,
    aliases: [],
    kind,
    summary: `${summary} Needs Chaos Mesh in the cluster.`,
    doc,
    parameters,
    destructive: kind === 'action',
  };
}

const stressTail: Parameter[] = [
  ns,
  ...pods,
  text('direction', 'to', 'Has no effect: Chaos Mesh knows no direction of stress.'),
  text('duration', '30s', 'How long it lasts, such as `30s` or `2m`.'),
  names('container_names', 'Containers that are hit; left out, the first of each pod.'),
  optionalText('stressng_stressors', 'Options given to stress-ng as they are.'),
];

/** Activities of `chaosk8s.chaosmesh.*`. */
export const chaosMeshEntries: readonly CatalogueEntry[] = [
  mesh('network', 'action', 'add_latency', 'Delays the packets of pods.', network, [
    name,
    ns,
    ...pods,
    direction,
    optionalText('latency', 'Delay, such as `200ms`. Chaos Mesh needs it.'),
    correlation,
    optionalText('jitter', 'How far the delay varies, such as `20ms`.'),
    ...target,
  ]),
  mesh('network', 'action', 'set_loss', 'Drops packets of pods.', network, [
    name,
    ns,
    ...pods,
    direction,
    optionalText('loss', 'Share of packets that are lost, in percent.'),
    correlation,
    ...target,
  ]),
  mesh('network', 'action', 'duplicate_packets', 'Sends packets of pods twice.', network, [
    name,
    ns,
    ...pods,
    direction,
    optionalText('duplicate', 'Share of packets that are doubled, in percent.'),
    correlation,
    ...target,
  ]),
  mesh(
    'network',
    'action',
    'reorder_packets',
    'Changes the order of packets of pods.',
    `${network} The original fails every time: it asks for an action “reorder”, which Chaos Mesh does not have. Here it is a delay of 10 ms, as packets change places by being delayed, all but some.`,
    [
      name,
      ns,
      ...pods,
      direction,
      optionalText('reorder', 'Share of packets that change places, in percent.'),
      correlation,
      optionalText(
        'gap',
        'Every how many packets it happens, a whole number; left out, any packet.',
      ),
      ...target,
    ],
  ),
  mesh('network', 'action', 'corrupt_packets', 'Damages packets of pods.', network, [
    name,
    ns,
    ...pods,
    direction,
    optionalText('corrupt', 'Share of packets that are damaged, in percent.'),
    correlation,
    ...target,
  ]),
  mesh(
    'network',
    'action',
    'set_bandwidth',
    'Limits the bandwidth of pods.',
    `${network} The original fails every time, as it misspells the name of the action.`,
    [
      name,
      requiredText('rate', 'Bandwidth, such as `1mbps`.'),
      requiredInteger('limit', 'Bytes that may wait in the queue.'),
      requiredInteger('buffer', 'Bytes that may be sent at once.'),
      ns,
      ...pods,
      direction,
      optionalInteger('peakrate', 'Highest rate, in bytes a second.'),
      optionalInteger('minburst', 'Bytes that may be sent at the highest rate.'),
      ...target,
    ],
  ),
  mesh('network', 'action', 'delete_network_fault', 'Ends a network fault.', deleted, [name, ns]),
  mesh('network', 'probe', 'get_network_faults', 'Lists network faults.', listed, [ns]),
  mesh('network', 'probe', 'get_network_fault', 'Reads a network fault.', read, [name, ns]),
  mesh('stress', 'action', 'stress_cpu', 'Keeps the processors of pods busy.', stress, [
    name,
    requiredInteger('workers', 'Number of busy threads.'),
    requiredInteger('load', 'Load of each, in percent.'),
    ...stressTail,
  ]),
  mesh('stress', 'action', 'stress_memory', 'Fills the memory of pods.', stress, [
    name,
    optionalInteger('workers', 'Number of threads. Chaos Mesh needs it.'),
    optionalText('size', 'Memory each takes, such as `256MB` or `25%`.'),
    optionalInteger('oom_score', 'Score for the out-of-memory killer, -1000 to 1000.'),
    optionalText(
      'time_to_get_to_size',
      'How long it takes to grow to that size; Chaos Mesh 2.8 does not look at it.',
    ),
    ...stressTail,
  ]),
  mesh('stress', 'action', 'delete_stressor', 'Ends a stress fault.', deleted, [name, ns]),
  mesh('stress', 'probe', 'get_stressors', 'Lists stress faults.', listed, [ns]),
  mesh('stress', 'probe', 'get_stressor', 'Reads a stress fault.', read, [name, ns]),
];
