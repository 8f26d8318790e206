import type { CatalogueEntry } from '../types.ts';
import { chaosMeshEntries } from './chaosmesh.ts';
import { crdEntries } from './crd.ts';
import { daemonSetEntries } from './daemonset.ts';
import { deploymentEntries } from './deployment.ts';
import { legacyEntries } from './legacy.ts';
import { namespaceEntries } from './namespace.ts';
import { networkingEntries } from './networking.ts';
import { nodeEntries } from './node.ts';
import { podEntries } from './pod.ts';
import { replicaSetEntries } from './replicaset.ts';
import { secretEntries } from './secret.ts';
import { serviceEntries } from './service.ts';
import { statefulSetEntries } from './statefulset.ts';

/** Every activity of the Chaos Toolkit extension for Kubernetes, see `nativeVersion`. */
export const kubernetesEntries: readonly CatalogueEntry[] = [
  ...podEntries,
  ...deploymentEntries,
  ...serviceEntries,
  ...replicaSetEntries,
  ...secretEntries,
  ...legacyEntries,
  ...statefulSetEntries,
  ...daemonSetEntries,
  ...nodeEntries,
  ...networkingEntries,
  ...namespaceEntries,
  ...crdEntries,
  ...chaosMeshEntries,
];
