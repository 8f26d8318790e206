import { isObject, type JsonObject } from '../../experiment/json.ts';
import type { Message } from '../../messages/types.ts';
import { statusOf } from '../errors.ts';
import type { KubeObject } from '../objects.ts';
import type { Reader } from '../plan.ts';

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
  const path = `/apis/policy/v1/namespaces/${encodeURIComponent(namespace)}/poddisruptionbudgets`;
  const budgets = await listIfAllowed(reader, path, signal);
  return budgets
    .filter(({ spec }) => {
      const selector = (spec as JsonObject | undefined)?.['selector'];
      return (
        isObject(selector) && pods.some(({ metadata }) => selects(selector, metadata.labels ?? {}))
      );
    })
    .map((budget) => ({
      code: 'kubernetes.warn-budget',
      args: { budget: budget.metadata.name },
    }));
}

/** A warning is worth a request, but not a failure: who may not list is not warned. */
async function listIfAllowed(
  reader: Reader,
  path: string,
  signal: AbortSignal,
): Promise<KubeObject[]> {
  try {
    return (await reader.list(path, {}, signal)).items;
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
