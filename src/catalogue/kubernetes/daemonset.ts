import type { CatalogueEntry } from '../types.ts';
import {
  labelSelector,
  ns,
  optionalText,
  requiredText,
  specPath,
  waitTimeout,
} from './parameters.ts';

const actions = 'chaosk8s.daemonset.actions';
const probes = 'chaosk8s.daemonset.probes';

const name = requiredText('name', 'Exact name of the daemon set.');

/** Activities of `chaosk8s.daemonset.*`. */
export const daemonSetEntries: readonly CatalogueEntry[] = [
  {
    module: actions,
    func: 'create_daemon_set',
    aliases: [],
    kind: 'action',
    summary: 'Creates a daemon set from a manifest file.',
    parameters: [specPath('DaemonSet'), ns],
    destructive: true,
  },
  {
    module: actions,
    func: 'delete_daemon_set',
    aliases: [],
    kind: 'action',
    summary: 'Deletes daemon sets by name or label, and with them their pods.',
    parameters: [optionalText('name', 'Exact name of the daemon set.'), ns, labelSelector],
    destructive: true,
  },
  {
    module: actions,
    func: 'update_daemon_set',
    aliases: [],
    kind: 'action',
    summary: 'Patches a daemon set.',
    parameters: [
      name,
      {
        name: 'spec',
        schema: { type: 'object' },
        doc: 'The patch, a strategic merge of the whole object: start it at `spec`.',
        required: true,
      },
      ns,
    ],
    destructive: true,
  },
  {
    module: probes,
    func: 'daemon_set_available_and_healthy',
    aliases: [],
    kind: 'probe',
    summary: 'Checks that all pods of a daemon set are ready now.',
    parameters: [name, ns, labelSelector],
    destructive: false,
  },
  {
    module: probes,
    func: 'daemon_set_partially_available',
    aliases: [],
    kind: 'probe',
    summary: 'Checks that at least one pod of a daemon set is ready now.',
    parameters: [name, ns, labelSelector],
    destructive: false,
  },
  {
    module: probes,
    func: 'daemon_set_not_fully_available',
    aliases: [],
    kind: 'probe',
    summary: 'Waits until some pod of a daemon set is not ready.',
    parameters: [name, ns, labelSelector, waitTimeout],
    destructive: false,
  },
  {
    module: probes,
    func: 'daemon_set_fully_available',
    aliases: [],
    kind: 'probe',
    summary: 'Waits until all pods of a daemon set are ready.',
    parameters: [name, ns, labelSelector, waitTimeout],
    destructive: false,
  },
];
