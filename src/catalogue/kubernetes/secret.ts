import type { CatalogueEntry } from '../types.ts';
import { labelSelector, ns, optionalText, requiredText, specPath } from './parameters.ts';

const actions = 'chaosk8s.secret.actions';

/** Activities of `chaosk8s.secret.*`. */
export const secretEntries: readonly CatalogueEntry[] = [
  {
    module: actions,
    func: 'create_secret',
    aliases: [],
    kind: 'action',
    summary: 'Creates a secret from a manifest file.',
    parameters: [specPath('Secret'), ns],
    destructive: true,
  },
  {
    module: actions,
    func: 'delete_secret',
    aliases: [],
    kind: 'action',
    summary: 'Deletes a secret by name.',
    parameters: [requiredText('name', 'Exact name of the secret.'), ns],
    destructive: true,
  },
  {
    module: 'chaosk8s.secret.probes',
    func: 'secret_exists',
    aliases: ['chaosk8s.probes.secret_exists'],
    kind: 'probe',
    summary: 'Checks that a secret exists.',
    doc: 'Returns `true` or `false`; it never fails by itself, so give it a tolerance. With neither name nor label any secret of the namespace will do. Only names are read here, never the secret’s data.',
    parameters: [optionalText('name', 'Exact name of the secret.'), ns, labelSelector],
    destructive: false,
  },
];
