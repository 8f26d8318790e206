import type { JsonObject } from '../../experiment/json.ts';
import { asObject } from '../api/api.ts';
import { rootAuthority } from '../api/defaults/pod-account.ts';
import { type KubeObject, objectAt } from '../api/objects.ts';
import { followObjects } from './kit/follow.ts';
import { type Kit, writer } from './kit/kit.ts';
import { isEnding } from './kit/owners.ts';

/** Puts the account `default` of a namespace back, where it was deleted. */
export function startAccounts(kit: Kit): void {
  keepInEach(kit, 'serviceaccounts', 'default', (namespace, found) => {
    if (found === undefined) {
      const account = asObject({ metadata: { name: 'default' } });
      kit.api.create(kit.resource('serviceaccounts'), namespace, account, writer);
    }
  });
}

const description =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.';

/**
 * Tells pods of each namespace which authority signs the API server's certificate, and again where
 * that was deleted or changed.
 * @param ca PEM
 */
export function startRootAuthority(kit: Kit, ca: string): void {
  const data: JsonObject = { 'ca.crt': ca };
  const resource = kit.resource('configmaps');
  keepInEach(kit, resource.id, rootAuthority, (namespace, found) => {
    if (found === undefined) {
      const annotations = { 'kubernetes.io/description': description };
      const map = asObject({ metadata: { name: rootAuthority, annotations }, data });
      kit.api.create(resource, namespace, map, writer);
    } else if (objectAt(found, 'data')['ca.crt'] !== ca) {
      const change = (copy: KubeObject) => {
        Object.assign(copy, { data });
      };
      kit.api.change(resource, namespace, rootAuthority, change, writer);
    }
  });
}

/** Looks at the object of a name in each namespace that does not end, and again when it changes. */
function keepInEach(
  kit: Kit,
  id: string,
  name: string,
  look: (namespace: string, found: KubeObject | undefined) => void,
): void {
  const queue = kit.queue(name, (namespace) => {
    const holder = kit.objects('namespaces').get(namespace);
    if (holder !== undefined && !isEnding(holder)) {
      look(namespace, kit.api.find(kit.resource(id), namespace, name));
    }
  });
  followObjects(kit, queue, kit.resource('namespaces'));
  const end = kit.api.store.subscribe(id, ({ object: { metadata } }) => {
    if (metadata.name === name && metadata.namespace !== undefined) {
      queue.add(metadata.namespace);
    }
  });
  kit.atEnd(end);
}
