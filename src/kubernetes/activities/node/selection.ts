import type { JsonObject } from '../../../experiment/json.ts';
import { HumanError } from '../../../messages/error.ts';
import type { KubeObject } from '../../objects.ts';
import type { Access, Reader } from '../../plan.ts';
import { optionalText } from '../common/arguments.ts';
import { choose } from '../common/choose.ts';
import { collectionPath, nodes, pods, toList } from '../common/resources.ts';
import type { PlanContext } from '../types.ts';

/** Nodes that were chosen. */
export interface Chosen {
  nodes: KubeObject[];
  /** How many there were to choose from; missing where all are taken. */
  matched?: number;
}

/**
 * Whether the arguments name no node: no name and no selector, or a selector of pods that would be
 * ignored because the namespace of the pods is missing.
 */
export function nodesUnscoped(args: JsonObject): boolean {
  const podLabels = optionalText(args, 'pod_label_selector');
  const byPods = podLabels && optionalText(args, 'pod_namespace');
  const byNode = optionalText(args, 'name') || optionalText(args, 'label_selector');
  return podLabels ? !byPods : !byNode;
}

/** What `matchingNodes` needs. */
export function toSelectNodes(args: JsonObject): Access[] {
  const podNamespace = optionalText(args, 'pod_namespace');
  const byPods = podNamespace && optionalText(args, 'pod_label_selector');
  return [toList(nodes, undefined), ...(byPods ? [toList(pods, podNamespace)] : [])];
}

/**
 * The nodes that the arguments name, in the order of the server: by name and label there, then
 * those that carry one of the pods meant.
 * @throws HumanError `kubernetes.unscoped-nodes`, `kubernetes.no-nodes`
 */
export async function matchingNodes(
  args: JsonObject,
  reader: Reader,
  context: PlanContext,
): Promise<KubeObject[]> {
  if (nodesUnscoped(args) && !context.allowUnscoped) {
    throw new HumanError('kubernetes.unscoped-nodes');
  }
  const name = optionalText(args, 'name');
  const labelSelector = optionalText(args, 'label_selector') || undefined;
  const { items } = await reader.list(
    collectionPath(nodes, undefined),
    { fieldSelector: name ? `metadata.name=${name}` : undefined, labelSelector },
    context.signal,
  );
  const carrying = await namesOfCarriers(args, reader, context);
  const found = items.filter((node) => carrying?.has(node.metadata.name) ?? true);
  if (found.length === 0) {
    throw new HumanError('kubernetes.no-nodes');
  }
  return found;
}

/** Names of the nodes that carry the pods meant; undefined where no pods are meant. */
async function namesOfCarriers(
  args: JsonObject,
  reader: Reader,
  context: PlanContext,
): Promise<ReadonlySet<unknown> | undefined> {
  const labelSelector = optionalText(args, 'pod_label_selector');
  const namespace = optionalText(args, 'pod_namespace');
  if (!labelSelector || !namespace) {
    return undefined;
  }
  const path = collectionPath(pods, namespace);
  const { items } = await reader.list(path, { labelSelector }, context.signal);
  return new Set(items.map(({ spec }) => (spec as { nodeName?: string } | undefined)?.nodeName));
}

/** So many of the nodes, each once; none for a number below 1. */
export function drawNodes(
  from: readonly KubeObject[],
  count: number,
  { preferred, random }: PlanContext,
): Chosen {
  return {
    nodes: choose(from, { count: Math.max(0, count), preferred, random }),
    matched: from.length,
  };
}
