import type { MessageTable } from '../types.ts';
import { kubernetesActivities } from './kubernetes-activities.ts';

/** Sentences of the room `kubernetes`; every code starts with `kubernetes.`. */
export const kubernetes = { ...kubernetesActivities } satisfies MessageTable;
