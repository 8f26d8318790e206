import { type KubeObject, textAt } from '../../api/objects.ts';
import type { Indexer } from './object-index.ts';
import { controllerOf } from './owners.ts';

/** What every resource is found by. */
export const commonIndexers: Readonly<Record<string, Indexer>> = {
  /** Uid of the controller. */
  owner: (object) => {
    const owner = controllerOf(object);
    return owner === undefined ? [] : [owner.uid];
  },
  namespace: ({ metadata }) => [metadata.namespace ?? ''],
};

/** `namespace/key=value`, for each label. */
export const labelEntry = (namespace: string, key: string, value: string) =>
  `${namespace}/${key}=${value}`;

/** What pods are found by besides. */
export const podIndexers: Readonly<Record<string, Indexer>> = {
  ...commonIndexers,
  node: (pod) => {
    const node = textAt(pod, 'spec', 'nodeName');
    return node === '' ? [] : [node];
  },
  label: ({ metadata: { namespace = '', labels = {} } }: KubeObject) =>
    Object.entries(labels).map(([key, value]) => labelEntry(namespace, key, value)),
};
