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

/** A selector as text of `key=value` pairs or, where the original takes it, as an object. */
function labels(parameter: string, doc: string, object: boolean): Parameter {
  return {
    name: parameter,
    schema: { type: object ? ['string', 'object', 'null'] : ['string', 'null'] },
    doc,
  };
}

/** Names as text with commas or, where the original takes it, as a list. */
function names(parameter: string, doc: string, list: boolean): Parameter {
  return {
    name: parameter,
    schema: { type: list ? ['string', 'array', 'null'] : ['string', 'null'] },
    doc,
  };
}

/** Which pods are hit; `rich` activities also take objects and lists. */
function selection(rich: boolean): Parameter[] {
  return [
    names('namespaces_selectors', 'Namespaces of the pods.', rich),
    labels('label_selectors', 'Labels of the pods.', rich),
    labels('annotations_selectors', 'Annotations of the pods.', rich),
    text(
      'mode',
      'one',
      'How many pods: `one`, `all`, `fixed`, `fixed-percent` or `random-max-percent`.',
    ),
    optionalText('mode_value', 'The number or percentage that the mode needs.'),
    text('direction', 'to', 'Which traffic: `to`, `from` or `both`; the last two need a target.'),
  ];
}

/** The other end of the network link. */
const target: Parameter[] = [
  names('external_targets', 'Addresses outside the cluster.', true),
  {
    ...text('target_mode', 'one', 'How many target pods, as `mode`.'),
    schema: { type: ['string', 'null'] },
  },
  optionalText('target_mode_value', 'The number or percentage that the target mode needs.'),
  names('target_namespaces_selectors', 'Namespaces of the target pods.', true),
  labels('target_label_selectors', 'Labels of the target pods.', true),
  labels('target_annotations_selectors', 'Annotations of the target pods.', true),
];

const correlation = optionalText(
  'correlation',
  'How much each packet depends on the one before, in percent.',
);

/** An entry of the Chaos Mesh modules; they share all but their words. */
function mesh(
  part: 'network' | 'stress',
  kind: ActivityKind,
  func: string,
  summary: string,
  parameters: Parameter[],
): CatalogueEntry {
  return {
    module: `chaosk8s.chaosmesh.${part}.${kind}s`,
    func,
    aliases: [],
    kind,
    summary: `${summary} Needs Chaos Mesh in the cluster.`,
    parameters,
    destructive: kind === 'action',
    unsupported: true,
  };
}

const stressTail: Parameter[] = [
  ns,
  ...selection(false),
  text('duration', '30s', 'How long it lasts, such as `30s` or `2m`.'),
  names('container_names', 'Containers that are hit; left out, the first of each pod.', true),
  optionalText('stressng_stressors', 'Options given to stress-ng as they are.'),
];

/** Activities of `chaosk8s.chaosmesh.*`. */
export const chaosMeshEntries: readonly CatalogueEntry[] = [
  mesh('network', 'action', 'add_latency', 'Delays the packets of pods.', [
    name,
    ns,
    ...selection(true),
    optionalText('latency', 'Delay, such as `200ms`.'),
    correlation,
    optionalText('jitter', 'How far the delay varies, such as `20ms`.'),
    ...target,
  ]),
  mesh('network', 'action', 'set_loss', 'Drops packets of pods.', [
    name,
    ns,
    ...selection(false),
    optionalText('loss', 'Share of packets that are lost, in percent.'),
    correlation,
    ...target,
  ]),
  mesh('network', 'action', 'duplicate_packets', 'Sends packets of pods twice.', [
    name,
    ns,
    ...selection(false),
    optionalText('duplicate', 'Share of packets that are doubled, in percent.'),
    correlation,
    ...target,
  ]),
  mesh('network', 'action', 'reorder_packets', 'Changes the order of packets of pods.', [
    name,
    ns,
    ...selection(false),
    optionalText('reorder', 'Share of packets that change places, in percent.'),
    correlation,
    optionalText('gap', 'Every how many packets it happens.'),
    ...target,
  ]),
  mesh('network', 'action', 'corrupt_packets', 'Damages packets of pods.', [
    name,
    ns,
    ...selection(false),
    optionalText('corrupt', 'Share of packets that are damaged, in percent.'),
    correlation,
    ...target,
  ]),
  mesh('network', 'action', 'set_bandwidth', 'Limits the bandwidth of pods.', [
    name,
    requiredText('rate', 'Bandwidth, such as `1mbps`.'),
    requiredInteger('limit', 'Bytes that may wait in the queue.'),
    requiredInteger('buffer', 'Bytes that may be sent at once.'),
    ns,
    ...selection(false),
    optionalInteger('peakrate', 'Highest rate, in bytes a second.'),
    optionalInteger('minburst', 'Bytes that may be sent at the highest rate.'),
    ...target,
  ]),
  mesh('network', 'action', 'delete_network_fault', 'Ends a network fault.', [name, ns]),
  mesh('network', 'probe', 'get_network_faults', 'Lists network faults.', [ns]),
  mesh('network', 'probe', 'get_network_fault', 'Reads a network fault.', [name, ns]),
  mesh('stress', 'action', 'stress_cpu', 'Keeps the processors of pods busy.', [
    name,
    requiredInteger('workers', 'Number of busy threads.'),
    requiredInteger('load', 'Load of each, in percent.'),
    ...stressTail,
  ]),
  mesh('stress', 'action', 'stress_memory', 'Fills the memory of pods.', [
    name,
    optionalInteger('workers', 'Number of threads.'),
    optionalText('size', 'Memory each takes, such as `256MB` or `25%`.'),
    optionalInteger('oom_score', 'Score for the out-of-memory killer, -1000 to 1000.'),
    optionalText('time_to_get_to_size', 'How long it takes to grow to that size.'),
    ...stressTail,
  ]),
  mesh('stress', 'action', 'delete_stressor', 'Ends a stress fault.', [name, ns]),
  mesh('stress', 'probe', 'get_stressors', 'Lists stress faults.', [ns]),
  mesh('stress', 'probe', 'get_stressor', 'Reads a stress fault.', [name, ns]),
];
