import type { JsonObject } from '../../experiment/json.ts';
import { type KubeObject, listAt, textAt } from '../api/objects.ts';
import type { Resource } from '../api/registry/resource.ts';
import { ApiError } from '../api/status.ts';
import { timeText } from '../api/write.ts';
import type { Everything } from './kit/everything.ts';
import { followObjects } from './kit/follow.ts';
import { type Kit, writer } from './kit/kit.ts';
import { isEnding } from './kit/owners.ts';
import { conditionsOf, writeStatus } from './kit/status.ts';

const finalizer = 'kubernetes';

/** Empties namespaces under deletion, pods first, and then lets them go. */
export function startNamespaces(kit: Kit, everything: Everything): void {
  const namespaces = kit.resource('namespaces');
  const queue = kit.queue('namespace', (name) => {
    const namespace = kit.objects('namespaces').get(name);
    if (namespace !== undefined && isEnding(namespace) && isHeld(namespace)) {
      empty(kit, everything, namespace);
    }
  });
  followObjects(kit, queue, namespaces);
  everything.onChange((_resource, { type, object }) => {
    const { namespace } = object.metadata;
    const holder = namespace && kit.objects('namespaces').get(namespace);
    if (type === 'DELETED' && holder && isEnding(holder)) {
      queue.add(namespace);
    }
  });
}

const isHeld = (namespace: KubeObject) =>
  listAt(namespace, 'spec', 'finalizers').includes(finalizer);

function empty(kit: Kit, everything: Everything, namespace: KubeObject): void {
  const { name } = namespace.metadata;
  const failures: string[] = [];
  const pods = deleteAll(kit, kit.resource('pods'), name, failures);
  if (pods.length > 0) {
    note(kit, namespace, [], failures);
    return;
  }
  const others = [...everything.resources(), kit.resource('events')].filter(
    ({ id, namespaced, verbs }) => namespaced && verbs.includes('delete') && id !== 'pods',
  );
  const left = others.flatMap((resource) => {
    const objects = deleteAll(kit, resource, name, failures);
    return objects.length === 0 ? [] : [{ resource, objects }];
  });
  note(kit, namespace, left, failures);
  if (left.length > 0) {
    return;
  }
  const change = (copy: KubeObject) => {
    const finalizers = listAt(copy, 'spec', 'finalizers').filter((one) => one !== finalizer);
    copy.spec = { ...copy.spec, finalizers };
  };
  kit.api.change(kit.resource('namespaces'), '', name, change, { ...writer, part: 'finalize' });
}

/** @returns what is still there */
function deleteAll(
  kit: Kit,
  resource: Resource,
  namespace: string,
  failures: string[],
): KubeObject[] {
  for (const object of kit.api.store.list(resource.id, namespace)) {
    try {
      if (!isEnding(object)) {
        const options = { propagationPolicy: 'Background' } as const;
        kit.api.delete(resource, namespace, object.metadata.name, options);
      }
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      failures.push(error.message);
    }
  }
  return kit.api.store.list(resource.id, namespace);
}

interface Left {
  resource: Resource;
  objects: KubeObject[];
}

/** Says in the conditions what is still there, and why. */
function note(kit: Kit, namespace: KubeObject, left: readonly Left[], failures: string[]): void {
  const current = kit.objects('namespaces').get(namespace.metadata.name) ?? namespace;
  const now = timeText(kit.now());
  const before = conditionsOf(current);
  const conditions = [...states(left, failures)].map(([type, problem]): JsonObject => {
    const known = before.find((one) => textAt(one, 'type') === type);
    const status = problem.isProblem ? 'True' : 'False';
    const since = textAt(known, 'status') === status ? textAt(known, 'lastTransitionTime') : now;
    const { reason, message } = problem;
    return { type, status, lastTransitionTime: since, reason, message };
  });
  writeStatus(kit, kit.resource('namespaces'), current, { ...current.status, conditions });
}

interface State {
  isProblem: boolean;
  reason: string;
  message: string;
}

function states(left: readonly Left[], failures: string[]): Map<string, State> {
  const fine = (reason: string, message: string): State => ({ isProblem: false, reason, message });
  const remaining = left.map(
    ({ resource: { plural, group }, objects }) =>
      `${plural}.${group} has ${objects.length} resource instances`,
  );
  const held = new Map<string, number>();
  for (const one of left.flatMap(({ objects }) => objects)) {
    for (const name of one.metadata.finalizers ?? []) {
      held.set(name, (held.get(name) ?? 0) + 1);
    }
  }
  const finalizers = [...held].map(([name, count]) => `${name} in ${count} resource instances`);
  return new Map([
    [
      'NamespaceDeletionDiscoveryFailure',
      fine('ResourcesDiscovered', 'All resources successfully discovered'),
    ],
    [
      'NamespaceDeletionGroupVersionParsingFailure',
      fine('ParsedGroupVersions', 'All legacy kube types successfully parsed'),
    ],
    [
      'NamespaceDeletionContentFailure',
      failures.length === 0
        ? fine('ContentDeleted', 'All content successfully deleted, may be waiting on finalization')
        : {
            isProblem: true,
            reason: 'ContentDeletionFailed',
            message: `Failed to delete all resource types, ${failures.length} remaining: ${failures.sort().join(', ')}`,
          },
    ],
    [
      'NamespaceContentRemaining',
      remaining.length === 0
        ? fine('ContentRemoved', 'All content successfully removed')
        : {
            isProblem: true,
            reason: 'SomeResourcesRemain',
            message: `Some resources are remaining: ${remaining.sort().join(', ')}`,
          },
    ],
    [
      'NamespaceFinalizersRemaining',
      finalizers.length === 0
        ? fine('ContentHasNoFinalizers', 'All content-preserving finalizers finished')
        : {
            isProblem: true,
            reason: 'SomeFinalizersRemain',
            message: `Some content in the namespace has finalizers remaining: ${finalizers.sort().join(', ')}`,
          },
    ],
  ]);
}
