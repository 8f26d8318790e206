import { listAt, textAt, valueAt } from '../api/objects.ts';
import { followObjects } from './kit/follow.ts';
import type { Kit } from './kit/kit.ts';
import { writer } from './kit/kit.ts';
import { isEnding } from './kit/owners.ts';
import { writeStatus } from './kit/status.ts';

/** Binds each claim at once, to a volume that there is not: no container here writes to one. */
export function startClaims(kit: Kit): void {
  const claims = kit.resource('persistentvolumeclaims');
  const queue = kit.queue('claim', (key) => {
    const claim = kit.objects(claims.id).get(key);
    if (claim === undefined || isEnding(claim) || textAt(claim, 'status', 'phase') === 'Bound') {
      return;
    }
    const { namespace = '', name, uid } = claim.metadata;
    const bound = kit.api.change(
      claims,
      namespace,
      name,
      (copy) => {
        copy.spec = { volumeName: `pvc-${uid}`, ...copy.spec };
      },
      writer,
    );
    const storage = valueAt(claim, 'spec', 'resources', 'requests', 'storage');
    writeStatus(kit, claims, bound, {
      phase: 'Bound',
      accessModes: listAt(claim, 'spec', 'accessModes'),
      ...(storage === undefined ? {} : { capacity: { storage } }),
    });
  });
  followObjects(kit, queue, claims);
}
