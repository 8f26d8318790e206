import type { CatalogueEntry } from '../types.ts';
import {
  flag,
  labelSelector,
  ns,
  optionalText,
  requiredInteger,
  requiredText,
  specPath,
  waitTimeout,
} from './parameters.ts';

const actions = 'chaosk8s.statefulset.actions';
const probes = 'chaosk8s.statefulset.probes';

const name = requiredText('name', 'Exact name of the stateful set.');

/** Activities of `chaosk8s.statefulset.*`. */
export const statefulSetEntries: readonly CatalogueEntry[] = [
  {
    module: actions,
    func: 'create_statefulset',
    aliases: [],
    kind: 'action',
    summary: 'Creates a stateful set from a manifest file.',
    parameters: [specPath('StatefulSet'), ns],
    destructive: true,
  },
  {
    module: actions,
    func: 'scale_statefulset',
    aliases: [],
    kind: 'action',
    summary: 'Sets the number of replicas of a stateful set.',
    parameters: [name, requiredInteger('replicas', 'Number of pods wanted.'), ns],
    destructive: true,
  },
  {
    module: actions,
    func: 'remove_statefulset',
    aliases: [],
    kind: 'action',
    summary: 'Deletes stateful sets by name or label, and with them their pods.',
    parameters: [optionalText('name', 'Exact name of the stateful set.'), ns, labelSelector],
    destructive: true,
  },
  {
    module: probes,
    func: 'statefulset_not_fully_available',
    aliases: [],
    kind: 'probe',
    summary: 'Waits until some replica of a stateful set is not ready.',
    parameters: [
      name,
      ns,
      labelSelector,
      waitTimeout,
      flag('raise_on_fully_available', true, 'Whether the end of the time fails the probe.'),
    ],
    destructive: false,
  },
  {
    module: probes,
    func: 'statefulset_fully_available',
    aliases: [],
    kind: 'probe',
    summary: 'Waits until all replicas of a stateful set are ready.',
    parameters: [
      name,
      ns,
      labelSelector,
      waitTimeout,
      flag('raise_on_not_fully_available', true, 'Whether the end of the time fails the probe.'),
    ],
    destructive: false,
  },
];
