import type { JsonObject } from '../../../experiment/json.ts';
import { asObject } from '../../api/api.ts';
import { type KubeObject, numberAt, objectAt, valueAt } from '../../api/objects.ts';
import { ApiError } from '../../api/status.ts';
import { statusWriter, writer } from '../kit/kit.ts';
import { controlledBy, controllerOf, isEnding } from '../kit/owners.ts';
import { isNamespaceEnding } from '../kit/pod-control.ts';
import { specNumber } from '../kit/status.ts';
import { hashLabel, hashOf, sameTemplate, withoutHash } from '../kit/template-hash.ts';
import { condition, setCondition } from './conditions.ts';
import {
  annotation,
  byCreation,
  component,
  never,
  type Rollout,
  revisionOf,
  statusOf,
  sum,
  templateOf,
  wantedOf,
} from './rollout.ts';

/** The longest history of revisions that is kept with a replica set, in letters. */
const longestHistory = 2_000;

/** Annotations of a deployment that its replica sets do not take over. */
const ownAnnotations = new Set<string>([
  ...Object.values(annotation),
  'kubectl.kubernetes.io/last-applied-configuration',
  'deprecated.deployment.rollback.to',
]);

/** Numbers the replica set of the template that is wanted now, and notes the number. */
export function syncRevision(rollout: Rollout): void {
  const set = rollout.newSet();
  if (set === undefined) {
    return;
  }
  const revision = nextRevision(rollout);
  const changes = setAnnotations(rollout, set, revision);
  const minReady = specNumber(rollout.deployment, 'minReadySeconds', 0);
  const { namespace = '', name } = set.metadata;
  const synced = rollout.kit.api.change(
    rollout.kit.resource('replicasets.apps'),
    namespace,
    name,
    (copy) => {
      copy.metadata.annotations = { ...copy.metadata.annotations, ...changes };
      copy.spec = { ...copy.spec, minReadySeconds: minReady };
      if (minReady === 0) {
        delete copy.spec['minReadySeconds'];
      }
    },
    writer,
  );
  noteRevision(rollout, synced.metadata.annotations?.[annotation.revision] ?? revision);
  setCondition(
    rollout,
    condition(
      rollout,
      'Progressing',
      'True',
      'FoundNewReplicaSet',
      `Found new replica set "${name}"`,
    ),
    'only where there is none',
  );
}

/**
 * Creates the replica set of the template that is wanted now.
 * @returns false where its name was taken: the next look takes another one
 */
export function createNewSet(rollout: Rollout): boolean {
  const { kit, deployment } = rollout;
  const { namespace = '', name } = deployment.metadata;
  const template = templateOf(deployment);
  const hash = hashOf(withoutHash(template), numberAt(deployment, 'status', 'collisionCount'));
  const revision = nextRevision(rollout);
  const replicas = firstSize(rollout);
  const body = newSetBody(rollout, template, hash, replicas, revision);
  try {
    const sets = kit.resource('replicasets.apps');
    const created = kit.api.create(sets, namespace, asObject(body), writer);
    rollout.add(created);
    if (replicas > 0) {
      rollout.tell(`Scaled up replica set ${created.metadata.name} from 0 to ${replicas}`);
    }
    const message = `Created new replica set "${created.metadata.name}"`;
    setCondition(
      rollout,
      condition(rollout, 'Progressing', 'True', 'NewReplicaSetCreated', message),
    );
    noteRevision(rollout, revision);
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.code === 409) {
      return resolveCollision(rollout, `${namespace}/${setName(name, hash)}`);
    }
    if (error instanceof ApiError && !isNamespaceEnding(error)) {
      const message = `Failed to create new replica set "${setName(name, hash)}": ${error.message}`;
      const reason = 'ReplicaSetCreateError';
      kit.events.record(component, deployment, { type: 'Warning', reason, message });
      setCondition(rollout, condition(rollout, 'Progressing', 'False', reason, message));
      kit.api.change(
        kit.resource('deployments.apps'),
        namespace,
        name,
        (copy) => {
          copy.status = deployment.status ?? {};
        },
        statusWriter,
      );
    }
    throw error;
  }
}

function newSetBody(
  rollout: Rollout,
  template: JsonObject,
  hash: string,
  replicas: number,
  revision: string,
): JsonObject {
  const { deployment } = rollout;
  const labels = { ...objectAt(template, 'metadata', 'labels'), [hashLabel]: hash };
  const selector = objectAt(deployment, 'spec', 'selector');
  const minReady = specNumber(deployment, 'minReadySeconds', 0);
  return {
    metadata: {
      name: setName(deployment.metadata.name, hash),
      labels,
      annotations: {
        ...inherited(deployment),
        ...rollout.replicaMarks(),
        [annotation.revision]: revision,
      },
      ownerReferences: [{ ...controlledBy(deployment) }],
    },
    spec: {
      replicas,
      ...(minReady === 0 ? {} : { minReadySeconds: minReady }),
      selector: {
        ...selector,
        matchLabels: { ...objectAt(selector, 'matchLabels'), [hashLabel]: hash },
      },
      template: { ...template, metadata: { ...objectAt(template, 'metadata'), labels } },
    },
  };
}

/** A replica set of that name is there: ours, after all, or the hash needs another number. */
function resolveCollision(rollout: Rollout, key: string): boolean {
  const { deployment, kit } = rollout;
  const found = kit.objects('replicasets.apps').get(key);
  const isOurs =
    found !== undefined &&
    controllerOf(found)?.uid === deployment.metadata.uid &&
    sameTemplate(templateOf(found), templateOf(deployment));
  if (isOurs) {
    rollout.add(found);
    return true;
  }
  const collisionCount = numberAt(deployment, 'status', 'collisionCount') + 1;
  deployment.status = { ...deployment.status, collisionCount };
  return false;
}

/** Deletes replica sets of the oldest revisions that want nothing, beyond the limit. */
export function cleanUp(rollout: Rollout): void {
  const limit = valueAt(rollout.deployment, 'spec', 'revisionHistoryLimit');
  if (typeof limit !== 'number' || limit === never) {
    return;
  }
  const old = rollout
    .oldSets()
    .filter((set) => !isEnding(set))
    .sort((one, other) => revisionOf(one) - revisionOf(other) || byCreation(one, other));
  for (const set of old.slice(0, Math.max(0, old.length - limit))) {
    const isSeen = statusOf(set, 'observedGeneration') >= (set.metadata.generation ?? 0);
    if (wantedOf(set) === 0 && statusOf(set, 'replicas') === 0 && isSeen) {
      const { namespace = '', name } = set.metadata;
      rollout.kit.api.delete(rollout.kit.resource('replicasets.apps'), namespace, name);
    }
  }
}

/** How many pods a new replica set may want at first. */
function firstSize(rollout: Rollout): number {
  const { wanted } = rollout;
  return rollout.isRolling
    ? Math.max(0, Math.min(wanted, wanted + rollout.maxSurge - sum(rollout.sets(), wantedOf)))
    : wanted;
}

function nextRevision(rollout: Rollout): string {
  return String(Math.max(0, ...rollout.oldSets().map(revisionOf)) + 1);
}

function inherited({ metadata }: KubeObject): Record<string, string> {
  const entries = Object.entries(metadata.annotations ?? {});
  return Object.fromEntries(entries.filter(([key]) => !ownAnnotations.has(key)));
}

/** A replica set that is wanted again gets a new number, and remembers those it had. */
function setAnnotations(
  { deployment }: Rollout,
  set: KubeObject,
  revision: string,
): Record<string, string> {
  const before = revisionOf(set);
  const changes = inherited(deployment);
  if (before >= Number(revision)) {
    return changes;
  }
  changes[annotation.revision] = revision;
  if (before > 0) {
    const history = (set.metadata.annotations?.[annotation.history] ?? '').split(',');
    const all = [...history.filter((one) => one !== ''), String(before)];
    while (all.join(',').length > longestHistory) {
      all.shift();
    }
    changes[annotation.history] = all.join(',');
  }
  return changes;
}

function noteRevision({ deployment }: Rollout, revision: string): void {
  deployment.metadata.annotations = {
    ...deployment.metadata.annotations,
    [annotation.revision]: revision,
  };
}

const setName = (deployment: string, hash: string) =>
  `${deployment.slice(0, 252 - hash.length)}-${hash}`;
