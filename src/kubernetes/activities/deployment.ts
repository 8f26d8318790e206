import type { KubeObject } from '../objects.ts';

/** What the activities read of a deployment. */
export interface Deployment extends KubeObject {
  spec?: {
    replicas?: number;
    template?: { metadata?: { annotations?: Record<string, string> } };
  };
  status?: {
    observedGeneration?: number;
    availableReplicas?: number;
    readyReplicas?: number;
  };
}

/** Pods wanted; the API server fills in 1, and leaves out no 0. */
export function wantedReplicas(deployment: Deployment): number {
  return deployment.spec?.replicas ?? 1;
}

/** Pods available; a missing figure is 0. */
export function availableReplicas(deployment: Deployment): number {
  return deployment.status?.availableReplicas ?? 0;
}

/** Whether as many pods are ready as wanted, by the status as it is. */
export function allReady(deployment: Deployment): boolean {
  return (deployment.status?.readyReplicas ?? 0) === wantedReplicas(deployment);
}

/** Whether the controller has seen the newest specification, so that the status is about it. */
export function isObserved(deployment: Deployment): boolean {
  return (deployment.status?.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0);
}
