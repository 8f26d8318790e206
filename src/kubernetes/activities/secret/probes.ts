import { namespaceOf } from '../common/arguments.ts';
import { exists } from '../common/existence.ts';
import { secrets, toList } from '../common/resources.ts';
import type { KubernetesProbe } from '../types.ts';

/** `secret_exists` */
export const secretExists: KubernetesProbe = {
  kind: 'probe',
  access: (args) => [toList(secrets, namespaceOf(args))],
  run: (args, client, context) => exists(secrets, args, client, context.signal),
};
