import { isObject, type JsonObject } from '../../../experiment/json.ts';
import type { Message } from '../../../messages/types.ts';
import { statusOf } from '../../errors.ts';
import type { ApiRequest, KubeObject } from '../../objects.ts';
import type { Access, Reader } from '../../plan.ts';
import { budgets, collectionPath, pods, toList } from './resources.ts';

/** Marks of tools that keep a cluster as a repository says. */
const gitOpsMarks: readonly [RegExp, string][] = [
  [/^argocd\.argoproj\.io\//, 'Argo CD'],
  [/^(kustomize|helm)\.toolkit\.fluxcd\.io\//, 'Flux'],
];

/** Says that a GitOps controller will fight the change. */
export function gitOpsWarnings(objects: readonly KubeObject[]): Message[] {
  return objects.flatMap(({ metadata }) => {
    const keys = [
      ...Object.keys(metadata.labels ?? {}),
      ...Object.keys(metadata.annotations ?? {}),
    ];
    const tool = gitOpsMarks.find(([mark]) => keys.some((key) => mark.test(key)))?.[1];
    return tool === undefined
      ? []
      : [{ code: 'kubernetes.warn-gitops', args: { name: metadata.name, tool } }];
  });
}

const autoscalers = { group: 'autoscaling', plural: 'horizontalpodautoscalers' };

/** What `autoscalerWarnings` reads if it may. */
export function toSeeAutoscalers(namespace: string): Access {
  return { ...toList(autoscalers, namespace), optional: true };
}

/** What `budgetWarnings` reads if it may. */
export function toSeeBudgets(namespace: string | undefined): Access {
  return { ...toList(budgets, namespace), optional: true };
}

/** Says which HorizontalPodAutoscalers govern a workload. */
export async function autoscalerWarnings(
  reader: Reader,
  namespace: string,
  kind: string,
  name: string,
  signal: AbortSignal,
): Promise<Message[]> {
  const path = `/apis/autoscaling/v2/namespaces/${encodeURIComponent(namespace)}/horizontalpodautoscalers`;
  const scalers = await listIfAllowed(reader, path, signal);
  return scalers
    .filter(({ spec }) => {
      const target = (spec as JsonObject | undefined)?.['scaleTargetRef'];
      return isObject(target) && target['kind'] === kind && target['name'] === name;
    })
    .map((scaler) => ({
      code: 'kubernetes.warn-autoscaler',
      args: { name, autoscaler: scaler.metadata.name },
    }));
}

/** What `podsOfLabels` reads if it may. */
export function toSeePods(namespace: string): Access {
  return { ...toList(pods, namespace), optional: true };
}

/** Says how many pods a network policy is about; nothing where that can't be told. */
export async function podsOfLabels(
  reader: Reader,
  namespace: string,
  labels: JsonObject | undefined,
  signal: AbortSignal,
): Promise<Message[]> {
  if (labels === undefined) {
    return [];
  }
  const labelSelector = Object.entries(labels)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(',');
  const query = { labelSelector: labelSelector || undefined };
  const found = await listIfAllowed(reader, collectionPath(pods, namespace), signal, query);
  const code = labelSelector === '' ? 'kubernetes.warn-policy-all' : 'kubernetes.warn-policy-pods';
  return [{ code, args: { count: found.length, namespace } }];
}

/** Says which PodDisruptionBudgets a deletion of pods passes by. */
export async function budgetWarnings(
  reader: Reader,
  namespace: string,
  pods: readonly KubeObject[],
  signal: AbortSignal,
): Promise<Message[]> {
  if (pods.length === 0) {
    return [];
  }
  const found = await listIfAllowed(reader, collectionPath(budgets, namespace), signal);
  return found
    .filter((budget) => pods.some((pod) => guards(budget, pod)))
    .map((budget) => ({
      code: 'kubernetes.warn-budget',
      args: { budget: budget.metadata.name },
    }));
}

/** Whether a PodDisruptionBudget is about a pod. */
export function guards(budget: KubeObject, pod: KubeObject): boolean {
  const selector = (budget.spec as JsonObject | undefined)?.['selector'];
  return (
    budget.metadata.namespace === pod.metadata.namespace &&
    isObject(selector) &&
    selects(selector, pod.metadata.labels ?? {})
  );
}

/** A warning is worth a request, but not a failure: who may not list is not warned. */
export async function listIfAllowed(
  reader: Reader,
  path: string,
  signal: AbortSignal,
  query: ApiRequest['query'] = {},
): Promise<KubeObject[]> {
  if (reader.unwarned) {
    return [];
  }
  try {
    return (await reader.list(path, query, signal)).items;
  } catch (error) {
    if (statusOf(error) === 403 || statusOf(error) === 404) {
      return [];
    }
    throw error;
  }
}

/** Whether a LabelSelector takes an object with these labels. */
export function selects(selector: JsonObject, labels: Readonly<Record<string, string>>): boolean {
  const wanted = isObject(selector['matchLabels']) ? selector['matchLabels'] : {};
  const expressions = Array.isArray(selector['matchExpressions'])
    ? selector['matchExpressions'].filter(isObject)
    : [];
  return (
    Object.entries(wanted).every(([key, value]) => labels[key] === value) &&
    expressions.every((expression) => fits(expression, labels))
  );
}

function fits(expression: JsonObject, labels: Readonly<Record<string, string>>): boolean {
  const label = labels[String(expression['key'])];
  const values = Array.isArray(expression['values']) ? expression['values'] : [];
  switch (expression['operator']) {
    case 'In':
      return label !== undefined && values.includes(label);
    case 'NotIn':
      return label === undefined || !values.includes(label);
    case 'Exists':
      return label !== undefined;
    default:
      return label === undefined;
  }
}
