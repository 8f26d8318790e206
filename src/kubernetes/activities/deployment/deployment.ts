import type { KubeObject } from '../../objects.ts';
import { wantedReplicas } from '../common/scaling.ts';

/** What the activities read of a deployment. */
export interface Deployment extends KubeObject {
  spec?: {
    replicas?: number;
    template?: { metadata?: { annotations?: Record<string, string> } };
  };
  status?: {
    availableReplicas?: number;
    readyReplicas?: number;
  };
}

/** Pods available; a missing figure is 0. */
export function availableReplicas(deployment: Deployment): number {
  return deployment.status?.availableReplicas ?? 0;
}

/** Whether as many pods are ready as wanted, by the status as it is. */
export function allReady(deployment: Deployment): boolean {
  return (deployment.status?.readyReplicas ?? 0) === wantedReplicas(deployment);
}
