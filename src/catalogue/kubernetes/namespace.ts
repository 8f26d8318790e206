import type { CatalogueEntry } from '../types.ts';
import { integer, labelSelector, optionalText, requiredText } from './parameters.ts';

const actions = 'chaosk8s.namespace.actions';

const name = requiredText('name', 'Exact name of the namespace.');

/** Activities of `chaosk8s.namespace.*` and `chaosk8s.event.*`. */
export const namespaceEntries: readonly CatalogueEntry[] = [
  {
    module: actions,
    func: 'create_namespace',
    aliases: [],
    kind: 'action',
    summary: 'Creates a namespace.',
    parameters: [
      optionalText('name', 'Name of the namespace.'),
      optionalText('spec_path', 'Path of a file with the Namespace instead.'),
    ],
    destructive: true,
  },
  {
    module: actions,
    func: 'delete_namespace',
    aliases: [],
    kind: 'action',
    summary: 'Deletes a namespace and everything in it.',
    parameters: [name],
    destructive: true,
  },
  {
    module: 'chaosk8s.namespace.probes',
    func: 'namespace_exists',
    aliases: [],
    kind: 'probe',
    summary: 'Checks that a namespace exists.',
    parameters: [name],
    destructive: false,
  },
  {
    module: 'chaosk8s.event.probes',
    func: 'get_events',
    aliases: [],
    kind: 'probe',
    summary: 'Reads Kubernetes events of all namespaces.',
    parameters: [
      labelSelector,
      optionalText('field_selector', 'Field selector, such as `involvedObject.kind=Pod`.'),
      integer('limit', 100, 'Most events to read.', 0),
    ],
    destructive: false,
  },
];
