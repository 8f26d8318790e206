import type { Message } from '../../messages/types.ts';
import type { Json, JsonObject } from '../json.ts';
import type { SeedFault } from './faults.ts';
import type { Seed } from './seed.ts';

/** Seconds a workload is given to be whole again where the cluster is expected to heal it. */
const healing = 30;

/** The sentence of a message in the reader's language. */
type Text = (message: Message) => string;

/**
 * What must hold before and after a fault. None of these probes raises: one that does would end the
 * run as failed, and its rollbacks would not be played.
 */
export function probesOf(seed: Seed, fault: SeedFault, text: Text): JsonObject[] {
  const { name, service } = seed;
  const own = workloadProbes(seed, fault, text);
  return service === undefined
    ? own
    : [
        ...own,
        {
          type: 'probe',
          name: text({ code: 'create.probe.service', args: { name: service.name || name } }),
          tolerance: service.status,
          provider: { type: 'http', url: service.url, timeout: 5 },
        },
      ];
}

function workloadProbes(seed: Seed, fault: SeedFault, text: Text): JsonObject[] {
  const { kind, name, namespace: ns, selector, replicas } = seed;
  const say = (code: string) =>
    text({ code: `create.probe.${code}`, args: { name, count: replicas } });
  const heals = fault === 'pod' || fault === 'pods' || fault === 'restart';
  if (kind === 'CronJob') {
    return [fault === 'delete' ? cronJobIsThere(seed, say) : cronJobGoesOn(seed, say)];
  }
  if (heals && kind === 'Deployment') {
    const args = { name, ns, timeout: healing, raise_on_not_fully_available: false };
    return [probe(say('available'), 'deployment.probes', 'deployment_fully_available', args)];
  }
  if (heals && kind === 'StatefulSet') {
    const args = { name, ns, timeout: healing, raise_on_not_fully_available: false };
    return [probe(say('available'), 'statefulset.probes', 'statefulset_fully_available', args)];
  }
  if (selector === '') {
    const args = { ns, raise_on_any_unhealthy: false };
    return [probe(say('healthy'), 'pod.probes', 'all_pods_healthy', args)];
  }
  const running = { label_selector: selector, phase: 'Running', min_count: replicas, ns };
  const enough = probe(say('running'), 'pod.probes', 'count_min_pods', running);
  if (heals) {
    return [enough];
  }
  const conditions = [{ type: 'Ready', status: 'True' }];
  const ready = { label_selector: selector, conditions, ns, raise_on_invalid_conditions: false };
  return [enough, probe(say('ready'), 'pod.probes', 'pods_in_conditions', ready)];
}

const cronJobs = { group: 'batch', version: 'v1', plural: 'cronjobs' };

/** Looked for in the list, as reading one that is gone would raise. */
function cronJobIsThere({ name, namespace: ns }: Seed, say: (code: string) => string): JsonObject {
  const path = `$.items[?(@.metadata.name="${name}")]`;
  const tolerance = { type: 'jsonpath', path, count: 1 };
  return probe(
    say('cron-job'),
    'crd.probes',
    'list_custom_objects',
    { ...cronJobs, ns },
    tolerance,
  );
}

function cronJobGoesOn({ name, namespace: ns }: Seed, say: (code: string) => string): JsonObject {
  const tolerance = { type: 'jsonpath', path: '$.spec.suspend', expect: [false] };
  const args = { ...cronJobs, name, ns };
  return probe(say('cron-job-goes'), 'crd.probes', 'get_custom_object', args, tolerance);
}

function probe(
  name: string,
  module: string,
  func: string,
  args: JsonObject,
  tolerance: Json = true,
): JsonObject {
  const provider = { type: 'python', module: `chaosk8s.${module}`, func, arguments: args };
  return { type: 'probe', name, tolerance, provider };
}
