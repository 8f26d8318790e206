import type { JsonObject } from '../../../experiment/json.ts';
import type { Message } from '../../../messages/types.ts';
import { number, optionalText, requiredText, text, wrongType } from '../common/arguments.ts';
import type { KubernetesAction } from '../types.ts';
import { createFault, deleteFault, type Fault, getFault, listFaults, texts } from './fault.ts';
import { link, selection, targetUnscoped } from './selection.ts';

const network: Fault = { kind: 'NetworkChaos', plural: 'networkchaos' };

/** Packets change places by being delayed, all but some; the activity has no argument for how long. */
const reorderLatency = '10ms';

/** An action that creates a network fault; `part` is what its specification says of the action. */
function disturb(part: (args: JsonObject) => JsonObject): KubernetesAction {
  return createFault(
    network,
    (args) => ({
      ...part(args),
      ...selection(args),
      direction: text(args, 'direction', 'to'),
      ...link(args),
    }),
    warningsOf,
  );
}

function warningsOf(args: JsonObject): Message[] {
  const endless = { code: 'kubernetes.warn-fault-endless' };
  const { target } = link(args);
  return target !== undefined && targetUnscoped(args)
    ? [endless, { code: 'kubernetes.warn-fault-target' }]
    : [endless];
}

/** `add_latency` */
export const addLatency = disturb((args) => ({
  action: 'delay',
  delay: texts(args, ['latency', 'correlation', 'jitter']),
}));

/** `set_loss` */
export const setLoss = disturb((args) => ({
  action: 'loss',
  loss: texts(args, ['loss', 'correlation']),
}));

/** `duplicate_packets` */
export const duplicatePackets = disturb((args) => ({
  action: 'duplicate',
  duplicate: texts(args, ['duplicate', 'correlation']),
}));

/** `reorder_packets`: Chaos Mesh has it as a part of a delay. */
export const reorderPackets = disturb((args) => ({
  action: 'delay',
  delay: {
    latency: reorderLatency,
    reorder: { ...texts(args, ['reorder', 'correlation']), gap: gapOf(args) },
  },
}));

/** `corrupt_packets` */
export const corruptPackets = disturb((args) => ({
  action: 'corrupt',
  corrupt: texts(args, ['corrupt', 'correlation']),
}));

/** `set_bandwidth` */
export const setBandwidth = disturb((args) => {
  const optional = (name: string) => (args[name] ? { [name]: number(args, name) } : {});
  return {
    action: 'bandwidth',
    bandwidth: {
      rate: requiredText(args, 'rate'),
      limit: number(args, 'limit'),
      buffer: number(args, 'buffer'),
      ...optional('peakrate'),
      ...optional('minburst'),
    },
  };
});

/** `delete_network_fault` */
export const deleteNetworkFault = deleteFault(network);

/** `get_network_fault` */
export const getNetworkFault = getFault(network);

/** `get_network_faults` */
export const getNetworkFaults = listFaults(network);

/** Every how many packets one goes ahead; each, as far as chance has it, when left out. */
function gapOf(args: JsonObject): number {
  const gap = optionalText(args, 'gap') || '1';
  if (!/^\d+$/.test(gap)) {
    throw wrongType('gap', 'whole number', gap);
  }
  return Number(gap);
}
