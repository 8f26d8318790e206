import type { CatalogueEntry } from '../types.ts';
import { deploymentEntries } from './deployment.ts';
import { podEntries } from './pod.ts';
import { serviceEntries } from './service.ts';

/** Every activity of the Chaos Toolkit extension for Kubernetes, version 0.39.0. */
export const kubernetesEntries: readonly CatalogueEntry[] = [
  ...podEntries,
  ...deploymentEntries,
  ...serviceEntries,
];
