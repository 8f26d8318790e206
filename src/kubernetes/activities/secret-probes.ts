import { exists } from './existence.ts';
import { secrets } from './resources.ts';
import type { KubernetesProbe } from './types.ts';

/** `secret_exists` */
export const secretExists: KubernetesProbe = {
  kind: 'probe',
  run: (args, client, context) => exists(secrets, args, client, context.signal),
};
