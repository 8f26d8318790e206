import type { CatalogueEntry } from './types.ts';

/** Kind of what a probe answers: true or false, a number, a list, or names with values. */
export type Answer = 'truth' | 'number' | 'list' | 'object';

/** Probes that answer with more than true or false. */
const others: Readonly<Record<string, Answer>> = {
  count_pods: 'number',
  get_all_node_status_conditions: 'list',
  read_pod_logs: 'object',
  get_nodes: 'object',
  get_events: 'object',
  get_custom_object: 'object',
  list_custom_objects: 'object',
  get_cluster_custom_object: 'object',
  list_cluster_custom_objects: 'object',
  get_network_faults: 'object',
  get_network_fault: 'object',
  get_stressors: 'object',
  get_stressor: 'object',
};

/** What a probe answers with when it does not fail; undefined for actions. */
export function answerOf(entry: CatalogueEntry): Answer | undefined {
  return entry.kind === 'probe' ? (others[entry.func] ?? 'truth') : undefined;
}
