import { createFromFile } from '../common/creation.ts';
import { deleteNamed, namedBy } from '../common/named.ts';
import { secrets } from '../common/resources.ts';

/** `create_secret` */
export const createSecret = createFromFile(secrets);

/** `delete_secret`: what is in it is never kept, so nothing puts it back. */
export const deleteSecret = deleteNamed(
  (args) => namedBy(secrets, args),
  (object) => ({
    object,
    inverse: undefined,
    undo: {
      grade: 'none',
      reason: { code: 'kubernetes.undo-secret', args: { name: object.metadata.name } },
    },
  }),
);
