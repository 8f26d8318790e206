import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../../experiment/json.ts';
import { asObject } from '../../api/api.ts';
import { type KubeObject, numberAt, objectAt, valueAt } from '../../api/objects.ts';
import { ApiError } from '../../api/status.ts';
import { candidates, claim } from './claim.ts';
import { type Kit, writer } from './kit.ts';
import { controlledBy, controllerOf } from './owners.ts';
import { hashOf } from './template-hash.ts';

const id = 'controllerrevisions.apps';

/** The templates that a stateful set or a daemon set has had. */
export interface History {
  /** All, oldest first. */
  revisions: KubeObject[];
  /** The one that is wanted now. */
  update: KubeObject;
  /** How often a name was taken already by something else. */
  collisions: number;
}

/**
 * Brings the history of an owner up to date: its template of now is the newest revision.
 * @param hashLabel label of a revision that holds its hash
 */
export function syncHistory(kit: Kit, owner: KubeObject, hashLabel: string): History {
  const resource = kit.resource(id);
  const revisions = claim(kit, owner, resource, candidates(kit, owner, resource)).sort(byNumber);
  const data = dataOf(owner);
  const next = numberOf(revisions.at(-1)) + 1;
  const collisions = numberAt(owner, 'status', 'collisionCount');
  const known = revisions.findLast((one) => isDeepStrictEqual(one['data'], data));
  if (known === undefined) {
    const created = create(kit, owner, data, next, hashLabel, collisions);
    return { ...created, revisions: [...revisions, created.update] };
  }
  if (known === revisions.at(-1)) {
    return { revisions, update: known, collisions };
  }
  const { namespace = '', name } = known.metadata;
  const renew = (copy: KubeObject) => {
    copy['revision'] = next;
  };
  const update = kit.api.change(resource, namespace, name, renew, writer);
  return { revisions: [...revisions.filter((one) => one !== known), update], update, collisions };
}

/**
 * Deletes the oldest revisions that no pod has, beyond the owner's limit.
 * @param live names of those that are in use
 */
export function truncateHistory(
  kit: Kit,
  owner: KubeObject,
  { revisions }: History,
  live: ReadonlySet<string>,
): void {
  const limit = numberAt(owner, 'spec', 'revisionHistoryLimit');
  const unused = revisions.filter(({ metadata }) => !live.has(metadata.name));
  for (const { metadata } of unused.slice(0, Math.max(0, unused.length - limit))) {
    kit.api.delete(kit.resource(id), metadata.namespace ?? '', metadata.name);
  }
}

/** The pod template of a revision. */
export function templateOfRevision(revision: KubeObject): JsonObject {
  const { $patch: _, ...template } = objectAt(revision, 'data', 'spec', 'template');
  return template;
}

/** A revision's place in the history. */
export const numberOf = (revision: KubeObject | undefined) => numberAt(revision, 'revision');

function byNumber(one: KubeObject, other: KubeObject): number {
  return numberOf(one) - numberOf(other) || (one.metadata.name < other.metadata.name ? -1 : 1);
}

/** What a revision keeps: a patch that `kubectl rollout undo` sends. */
function dataOf(owner: KubeObject): JsonObject {
  return { spec: { template: { $patch: 'replace', ...objectAt(owner, 'spec', 'template') } } };
}

function create(
  kit: Kit,
  owner: KubeObject,
  data: JsonObject,
  revision: number,
  hashLabel: string,
  collisions: number,
): { update: KubeObject; collisions: number } {
  const { namespace = '', name, annotations } = owner.metadata;
  const hash = hashOf(data, collisions);
  const labels = {
    ...objectAt(valueAt(owner, 'spec', 'template'), 'metadata', 'labels'),
    [hashLabel]: hash,
  };
  const body = asObject({
    metadata: {
      name: `${name}-${hash}`,
      labels,
      ...(annotations === undefined ? {} : { annotations: inherited(annotations) }),
      ownerReferences: [{ ...controlledBy(owner) }],
    },
    data,
    revision,
  });
  try {
    return { update: kit.api.create(kit.resource(id), namespace, body, writer), collisions };
  } catch (error) {
    const found = kit.api.find(kit.resource(id), namespace, `${name}-${hash}`);
    if (!(error instanceof ApiError) || error.code !== 409 || found === undefined) {
      throw error;
    }
    const isOurs = controllerOf(found)?.uid === owner.metadata.uid;
    return isOurs && isDeepStrictEqual(found['data'], data)
      ? { update: found, collisions }
      : create(kit, owner, data, revision, hashLabel, collisions + 1);
  }
}

function inherited(annotations: Record<string, string>): Record<string, string> {
  const { 'kubectl.kubernetes.io/last-applied-configuration': _, ...others } = annotations;
  return others;
}
