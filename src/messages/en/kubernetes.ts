import type { MessageTable } from '../types.ts';
import { kubernetesActivities } from './kubernetes-activities.ts';
import { kubernetesCustom } from './kubernetes-custom.ts';
import { kubernetesWorkloads } from './kubernetes-workloads.ts';

/** Sentences of the room `kubernetes`; every code starts with `kubernetes.`. */
export const kubernetes = {
  ...kubernetesWorkloads,
  ...kubernetesActivities,
  ...kubernetesCustom,
} satisfies MessageTable;
