import type { CatalogueEntry } from '../types.ts';
import { labelSelector, ns, optionalText } from './parameters.ts';

/** Activities of `chaosk8s.replicaset.*`. */
export const replicaSetEntries: readonly CatalogueEntry[] = [
  {
    module: 'chaosk8s.replicaset.actions',
    func: 'delete_replica_set',
    aliases: ['chaosk8s.actions.delete_replica_set'],
    kind: 'action',
    summary: 'Deletes replica sets by name or label, and with them their pods.',
    doc: 'Returns nothing, also when no replica set matches. When `name` is given, `label_selector` is not looked at. When both are missing or empty every replica set of the namespace would be meant: that is refused here unless the run allows it, whereas the original goes ahead. A deployment creates its replica set anew.',
    parameters: [optionalText('name', 'Exact name of the replica set.'), ns, labelSelector],
    destructive: true,
  },
];
