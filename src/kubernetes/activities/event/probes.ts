import type { Json } from '../../../experiment/json.ts';
import { number, optionalText } from '../common/arguments.ts';
import { toList } from '../common/resources.ts';
import type { KubernetesProbe } from '../types.ts';

/** `get_events`: the first page of a list, as the API server gives it. */
export const getEvents: KubernetesProbe = {
  kind: 'probe',
  access: () => [toList({ group: 'events.k8s.io', plural: 'events' }, undefined)],
  run(args, client, context) {
    const query = {
      labelSelector: optionalText(args, 'label_selector') || undefined,
      fieldSelector: optionalText(args, 'field_selector') || undefined,
      limit: number(args, 'limit', 100),
    };
    const path = '/apis/events.k8s.io/v1/events';
    return client.request<Json>({ method: 'GET', path, query, repeatable: true }, context.signal);
  },
};
