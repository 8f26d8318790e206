import { searchPatternInAll } from '../../../engine/pattern.ts';
import { isObject } from '../../../experiment/json.ts';
import { HumanError } from '../../../messages/error.ts';
import {
  fillName,
  flag,
  namespaceOf,
  optionalText,
  requiredText,
  text,
} from '../common/arguments.ts';
import { inParallel } from '../common/parallel.ts';
import { objectPath, pods as podResource } from '../common/resources.ts';
import type { KubernetesProbe, OfflineProbe } from '../types.ts';
import { secondsSince } from './duration.ts';
import { defaultContainer } from './pod.ts';
import { listPods, toListPods } from './probes.ts';

/** `read_pod_logs` */
export const readPodLogs: KubernetesProbe = {
  kind: 'probe',
  access: (args) => [
    ...toListPods(args),
    {
      verb: 'get',
      group: '',
      resource: 'pods',
      subresource: 'log',
      namespace: namespaceOf(args),
    },
  ],
  async run(args, client, context) {
    const selector = text(args, 'label_selector', 'name in ({name})');
    const last = optionalText(args, 'last');
    const since = last ? secondsSince(last, context.now()) : 0;
    const named = optionalText(args, 'container_name');
    const pods = await listPods(
      args,
      fillName(selector, optionalText(args, 'name')),
      client,
      context.signal,
    );
    const logs = await inParallel(pods, async (pod) => {
      const path = objectPath(podResource, namespaceOf(args), pod.metadata.name);
      const query = {
        container: named || defaultContainer(pod),
        previous: flag(args, 'from_previous', false),
        timestamps: true,
        // The server refuses 0, which to the original means no limit.
        sinceSeconds: since === 0 ? undefined : since,
      };
      const request = { method: 'GET', path: `${path}/log`, query, repeatable: true } as const;
      return [pod.metadata.name, await client.text(request, context.signal)] as const;
    });
    return Object.fromEntries(logs);
  },
};

/** `should_be_found_in_logs`: judges what `read_pod_logs` gave. */
export const shouldBeFoundInLogs: OfflineProbe = {
  kind: 'offline',
  async run(args, context) {
    const pattern = requiredText(args, 'pattern');
    const logs = isObject(args['value']) ? Object.values(args['value']) : [];
    if (logs.length === 0) {
      throw new HumanError('kubernetes.no-logs');
    }
    if (!logs.every((log) => typeof log === 'string')) {
      throw new HumanError('kubernetes.logs-not-text');
    }
    const matches = await searchPatternInAll(pattern, logs, context.signal);
    return flag(args, 'all_containers', true) ? matches.every(Boolean) : matches.some(Boolean);
  },
};
