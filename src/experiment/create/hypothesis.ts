import type { Message } from '../../messages/types.ts';
import type { Json, JsonObject } from '../json.ts';
import { type SeedFault, typeOf } from './faults.ts';
import type { Seed, SeedKind } from './seed.ts';

/** Seconds a workload is given to be whole again where the cluster is expected to heal it. */
const healing = 30;

/** Seconds after which it is not whole where nobody is to heal it. */
const noticing = 5;

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
  if (kind === 'Pod') {
    const running = { label_selector: selector, phase: 'Running', min_count: replicas, ns };
    return [
      selector === ''
        ? probe(say('healthy'), 'pod.probes', 'all_pods_healthy', {
            ns,
            raise_on_any_unhealthy: false,
          })
        : probe(say('running'), 'pod.probes', 'count_min_pods', running),
    ];
  }
  if (kind === 'CronJob') {
    return [
      fault === 'delete'
        ? listed(seed, say('cron-job'), '', { count: 1 })
        : read(seed, say('cron-job-goes'), '$.spec.suspend', [false]),
    ];
  }
  if (fault === 'scale') {
    // Whole is also what has no pods and wants none.
    const path = `$[?(@.spec.replicas=${replicas})].status.readyReplicas`;
    return [read(seed, say('ready'), path, [replicas])];
  }
  const gone = fault === 'delete';
  const waits = availability[kind];
  if (waits !== undefined) {
    const [module, func, more] = waits;
    const args = { name, ns, timeout: gone ? noticing : healing, ...more };
    return [probe(say('available'), module, func, args)];
  }
  const ready = kind === 'Job' ? '.status.ready' : '.status.readyReplicas';
  return [
    gone
      ? listed(seed, say('ready'), ready, { expect: [replicas] })
      : read(seed, say('ready'), `$${ready}`, [replicas]),
  ];
}

/** Probes that wait until all pods of a workload are ready, and give `false` in the end. */
const availability: Readonly<Partial<Record<SeedKind, [string, string, JsonObject]>>> = {
  Deployment: [
    'deployment.probes',
    'deployment_fully_available',
    { raise_on_not_fully_available: false },
  ],
  StatefulSet: [
    'statefulset.probes',
    'statefulset_fully_available',
    { raise_on_not_fully_available: false },
  ],
  DaemonSet: ['daemonset.probes', 'daemon_set_fully_available', {}],
};

/** What the object itself says; for what no fault of the experiment deletes. */
function read(seed: Seed, title: string, path: string, expect: Json[]): JsonObject {
  const { kind, name, namespace: ns } = seed;
  const tolerance = { type: 'jsonpath', path, expect };
  const args = { ...typeOf(kind), name, ns };
  return probe(title, 'crd.probes', 'get_custom_object', args, tolerance);
}

/** The same of what may be gone: it is looked for in the list, as reading it would raise then. */
function listed(seed: Seed, title: string, rest: string, wanted: JsonObject): JsonObject {
  const { kind, name, namespace: ns } = seed;
  const path = `$.items[*][?(@.metadata.name="${name}")]${rest}`;
  const tolerance = { type: 'jsonpath', path, ...wanted };
  return probe(title, 'crd.probes', 'list_custom_objects', { ...typeOf(kind), ns }, tolerance);
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
