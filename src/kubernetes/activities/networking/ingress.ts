import { namespaceOf, requiredText } from '../common/arguments.ts';
import { createFromFile } from '../common/creation.ts';
import { exists } from '../common/existence.ts';
import { deleteNamed, namedBy } from '../common/named.ts';
import { patchNamed } from '../common/patching.ts';
import { ingresses, toList } from '../common/resources.ts';
import { recreate } from '../common/undo.ts';
import type { KubernetesProbe } from '../types.ts';

/** `create_ingress` */
export const createIngress = createFromFile(ingresses);

/** `delete_ingress` */
export const deleteIngress = deleteNamed(
  (args) => namedBy(ingresses, args),
  (object) => ({
    object,
    inverse: recreate(ingresses, object),
    undo: {
      grade: 'partial',
      reason: { code: 'kubernetes.undo-ingress', args: { name: object.metadata.name } },
    },
  }),
);

/** `update_ingress` */
export const updateIngress = patchNamed(ingresses, () => ({ grade: 'exact' }));

/** `ingress_exists` */
export const ingressExists: KubernetesProbe = {
  kind: 'probe',
  access: (args) => [toList(ingresses, namespaceOf(args))],
  run: (args, client, context) =>
    exists(
      ingresses,
      { ns: namespaceOf(args), name: requiredText(args, 'name') },
      client,
      context.signal,
    ),
};
