import type { CatalogueEntry } from '../types.ts';
import { flag, labelSelector, ns, optionalText, requiredText, specPath } from './parameters.ts';

const actions = 'chaosk8s.service.actions';

/** Activities of `chaosk8s.service.*`. */
export const serviceEntries: readonly CatalogueEntry[] = [
  {
    module: actions,
    func: 'create_service_endpoint',
    aliases: [],
    kind: 'action',
    summary: 'Creates a service from a manifest file.',
    doc: 'Returns nothing. Undo deletes the service again.',
    parameters: [specPath('Service'), ns],
    destructive: true,
  },
  {
    module: actions,
    func: 'delete_service',
    aliases: ['chaosk8s.actions.delete_service'],
    kind: 'action',
    summary: 'Deletes a service by name.',
    doc: 'Returns nothing; a service that does not exist fails. Undo creates it again and asks for the same cluster IP and node ports, but a load balancer gets a new address.',
    parameters: [requiredText('name', 'Exact name of the service.'), ns],
    destructive: true,
  },
  {
    module: 'chaosk8s.service.probes',
    func: 'service_is_initialized',
    aliases: ['chaosk8s.probes.service_is_initialized'],
    kind: 'probe',
    summary: 'Checks that a service exists.',
    doc: 'Returns `true`, or fails. It looks at the service only, not at whether a pod stands behind it. With neither name nor label any service of the namespace will do.',
    parameters: [
      optionalText('name', 'Exact name of the service.'),
      ns,
      labelSelector,
      flag(
        'raise_if_service_not_initialized',
        true,
        'Whether a missing service fails the probe; otherwise it returns `false`.',
      ),
    ],
    destructive: false,
  },
];
