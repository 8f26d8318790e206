import type { SampleKind } from './objects.ts';

const collections: Readonly<Record<SampleKind, readonly [string, string]>> = {
  ConfigMap: ['/api/v1', 'configmaps'],
  Service: ['/api/v1', 'services'],
  Deployment: ['/apis/apps/v1', 'deployments'],
};

/** Path of all objects of a kind in a namespace. */
export function collectionPath(kind: SampleKind, namespace: string): string {
  const [root, resource] = collections[kind];
  return `${root}/namespaces/${encodeURIComponent(namespace)}/${resource}`;
}

/** Path of one object. */
export function objectPath(kind: SampleKind, namespace: string, name: string): string {
  return `${collectionPath(kind, namespace)}/${encodeURIComponent(name)}`;
}

/** Path of the pods of a namespace. */
export function podsPath(namespace: string): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`;
}
