import type { KindRules } from '../kind-rules.ts';
import { isReady, listAt, textAt } from '../objects.ts';
import { child, preset, specOf, statusOf } from './preset.ts';

const notReady = 'node.kubernetes.io/not-ready';

/** What a node tells of its system. */
const info = [
  'architecture',
  'bootID',
  'containerRuntimeVersion',
  'kernelVersion',
  'kubeProxyVersion',
  'kubeletVersion',
  'machineID',
  'operatingSystem',
  'osImage',
  'systemUUID',
];

/** Nodes. One that does not say that it is ready takes no pods at first. */
export const nodeRules: KindRules = {
  fill(node, _context, previous) {
    const spec = specOf(node);
    const range = textAt(spec, 'podCIDR');
    if (range !== '') {
      preset(spec, { podCIDRs: [range] });
    }
    const taints = listAt(spec, 'taints');
    const isKnown = taints.some((taint) => textAt(taint, 'key') === notReady);
    if (previous === undefined && !isKnown && !isReady(node)) {
      spec['taints'] = [...taints, { key: notReady, effect: 'NoSchedule' }];
    }
    const status = statusOf(node);
    preset(child(child(status, 'daemonEndpoints'), 'kubeletEndpoint'), { Port: 0 });
    preset(child(status, 'nodeInfo'), Object.fromEntries(info.map((key) => [key, ''])));
  },
};
