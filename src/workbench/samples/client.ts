import type { OpenedCluster } from '../../kubernetes/connection.ts';
import { openCluster } from '../../kubernetes/connection.ts';
import type { ConnectionChoice } from '../../kubernetes/consent.ts';
import { guarded } from '../../kubernetes/guard.ts';
import { type Environment, nodePlatform } from '../../platform/platform.ts';
import { userAgent } from '../../platform/program.ts';
import type { PolicySettings } from '../job.ts';
import { loadPolicies } from '../policies.ts';

/** What the way to a cluster for the samples is made of. */
export interface SamplesPlace {
  choice: ConnectionChoice;
  /** Whose policies count, beside the user's: the work's. */
  folder?: string;
  policySettings?: readonly PolicySettings[];
  environment: Environment;
  onPluginOutput(line: string): void;
}

/**
 * A connection for deploying and removing the samples, through which nothing passes that a policy
 * refuses.
 * @throws HumanError `kubernetes.*`
 */
export async function openForSamples(
  { choice, folder, policySettings = [], environment, onPluginOutput }: SamplesPlace,
  signal: AbortSignal,
): Promise<OpenedCluster> {
  const platform = nodePlatform();
  const folders = folder === undefined ? [] : [folder];
  const policies = await loadPolicies(folders, policySettings, platform);
  const deps = {
    environment,
    platform,
    trusted: true,
    userAgent: userAgent('samples'),
    onPluginOutput,
  };
  return guarded(await openCluster(choice, deps, signal), policies);
}
