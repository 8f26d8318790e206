import type { CatalogueEntry, Parameter } from '../types.ts';
import { ns, optionalObject, optionalText, requiredText, specPath } from './parameters.ts';

const actions = 'chaosk8s.networking.actions';

const ingress = requiredText('name', 'Exact name of the ingress.');
const labels = optionalObject(
  'label_selectors',
  'Labels of the pods concerned, as an object; left out, all pods of the namespace.',
);

/** An action on network policies; they share all but their words. */
function policy(func: string, summary: string, parameters: Parameter[]): CatalogueEntry {
  return {
    module: actions,
    func,
    aliases: [],
    kind: 'action',
    summary,
    parameters,
    destructive: true,
  };
}

/** Activities of `chaosk8s.networking.*`. */
export const networkingEntries: readonly CatalogueEntry[] = [
  policy('create_ingress', 'Creates an ingress from a manifest file.', [specPath('Ingress'), ns]),
  policy('delete_ingress', 'Deletes an ingress by name.', [ingress, ns]),
  policy('update_ingress', 'Patches an ingress.', [
    ingress,
    {
      name: 'spec',
      schema: { type: 'object' },
      doc: 'The patch, a strategic merge of the whole object: start it at `spec`.',
      required: true,
    },
    ns,
  ]),
  policy('create_network_policy', 'Creates a network policy.', [
    optionalObject('spec', 'The whole NetworkPolicy object.'),
    optionalText('spec_path', 'Path of a file with the NetworkPolicy instead; it beats `spec`.'),
    ns,
  ]),
  policy('remove_network_policy', 'Deletes a network policy by name.', [
    requiredText('name', 'Exact name of the network policy.'),
    ns,
  ]),
  policy('deny_all_ingress', 'Cuts pods off from all incoming traffic.', [labels, ns]),
  policy('remove_deny_all_ingress', 'Takes back `deny_all_ingress`.', [ns]),
  policy('deny_all_egress', 'Cuts pods off from all outgoing traffic, DNS included.', [labels, ns]),
  policy('remove_deny_all_egress', 'Takes back `deny_all_egress`.', [ns]),
  policy('allow_dns_access', 'Lets pods reach port 53 whatever else is denied.', [labels, ns]),
  policy('remove_allow_dns_access', 'Takes back `allow_dns_access`.', [ns]),
  {
    module: 'chaosk8s.networking.probes',
    func: 'ingress_exists',
    aliases: [],
    kind: 'probe',
    summary: 'Checks that an ingress exists.',
    parameters: [ingress, ns],
    destructive: false,
  },
];
