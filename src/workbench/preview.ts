import { tmpdir } from 'node:os';
import { examine } from '../engine/examine.ts';
import { isObject } from '../experiment/json.ts';
import { readExperiment } from '../experiment/read.ts';
import type { ClusterClient } from '../kubernetes/client.ts';
import type { OpenedCluster } from '../kubernetes/connection.ts';
import { type ActivityPreview, previewActivities } from '../kubernetes/preview.ts';
import { createKubernetesProvider, type KubernetesProviderDeps } from '../kubernetes/provider.ts';
import { HumanError } from '../messages/error.ts';
import { type Environment, nodePlatform } from '../platform/platform.ts';
import { withGiven } from './given.ts';
import type { RunJob } from './job.ts';
import { policiesOf } from './policies.ts';

/** What an experiment would hit and needs. Plain data. */
export interface Preview {
  activities: ActivityPreview[];
  /** Names of configuration entries that were not asked, as that would start or call something. */
  unasked: string[];
}

/** An experiment to look at. */
export type PreviewJob = Pick<
  RunJob,
  | 'text'
  | 'format'
  | 'cwd'
  | 'folder'
  | 'policySettings'
  | 'options'
  | 'given'
  | 'connection'
  | 'allowUnscoped'
  | 'environment'
>;

/** What a preview takes from the process around it. */
export interface PreviewSurroundings {
  environment: Environment;
  trusted: boolean;
  signal: AbortSignal;
  /** Lines that a sign-in program writes for the person. */
  onPluginOutput?(line: string): void;
  /** The only way to a cluster, where there is one: no other is opened then. */
  client?: ClusterClient;
}

/**
 * Resolves an experiment as a run would and plans its activities, without running any.
 * @param permissions also asks what is allowed, and has the requests rehearsed
 * @throws HumanError what would keep a run from starting
 */
export async function previewJob(
  asked: PreviewJob,
  permissions: boolean,
  surroundings: PreviewSurroundings,
): Promise<Preview> {
  const { trusted, signal, client, onPluginOutput } = surroundings;
  const { job, environment } = await withGiven(asked, surroundings.environment);
  const document = await readExperiment(job.text, job.format);
  if (!isObject(document.value)) {
    throw new HumanError('workbench.no-experiment');
  }
  const platform = nodePlatform();
  const deps: KubernetesProviderDeps = {
    choice: job.connection,
    environment,
    platform,
    trusted,
    runId: 'preview',
    folder: tmpdir(),
    cwd: job.cwd,
    policies: await policiesOf(job, platform),
    // Nothing asks: only probes are run.
    consent: async () => false,
    allowUnscoped: job.allowUnscoped === true,
    signal,
    log: (_level, text) => onPluginOutput?.(text),
    ...(client !== undefined && { connect: async () => unclosed(client) }),
  };
  const native = createKubernetesProvider(deps);
  try {
    const { activities, unasked, hide } = await examine(
      {
        runId: deps.runId,
        experiment: document.value,
        floats: document.floats,
        options: job.options,
        environment,
        cwd: job.cwd,
        platform,
        native,
      },
      signal,
    );
    const options = { permissions, ...(client !== undefined && { client }) };
    const previews = await previewActivities(activities, deps, options);
    return { activities: withoutSecrets(previews, hide), unasked };
  } finally {
    await native.close();
  }
}

/** Plain data with each of its texts hidden where it holds a secret. */
function withoutSecrets<T>(value: T, hide: (text: string) => string): T {
  return JSON.parse(JSON.stringify(value), (_, item) =>
    typeof item === 'string' ? hide(item) : item,
  );
}

/** Somebody else's client: it outlives the preview. */
function unclosed(client: ClusterClient): OpenedCluster {
  return {
    identity: client.identity,
    namespace: client.namespace,
    now: () => client.now(),
    request: (...args) => client.request(...args),
    text: (...args) => client.text(...args),
    list: (...args) => client.list(...args),
    watch: (...args) => client.watch(...args),
    exec: (...args) => client.exec(...args),
    close: () => undefined,
    kubeconfig: () => ({}),
  };
}
