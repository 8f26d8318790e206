import type { Environment, Platform } from '../../platform/platform.ts';
import type { KubeCluster } from '../kubeconfig/types.ts';

/** What signing in needs of the platform. */
export type SignInPlatform = Pick<Platform, 'findProgram' | 'killTree' | 'processGroups'>;

/** What signing in needs to know about where it happens. */
export interface SignIn {
  /** The user in words: `user “admin” in /home/a/.kube/config`. */
  source: string;
  cluster: KubeCluster;
  /** PEM of the cluster's CA. */
  ca?: string;
  environment: Environment;
  platform: SignInPlatform;
  /** False in a workspace that is not trusted: no program is ever started. */
  trusted: boolean;
  /** Lines that a program writes for the person who signs in. */
  onPluginOutput?: ((line: string) => void) | undefined;
  /** Milliseconds a program may take; it may wait for a person's browser. */
  pluginLimit: number;
}
