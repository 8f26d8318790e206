import type { JsonObject } from '../../experiment/json.ts';
import { type KubeObject, listAt, numberAt, textAt } from '../api/objects.ts';
import type { Resource } from '../api/registry/resource.ts';
import { timeText } from '../api/write.ts';
import { followObjects } from './kit/follow.ts';
import { type Kit, writer } from './kit/kit.ts';
import { keyOfObject } from './kit/object-index.ts';
import { conditionsOf, specNumber, writeStatus } from './kit/status.ts';

const component = 'horizontal-pod-autoscaler';
const scalable = ['deployments.apps', 'replicasets.apps', 'statefulsets.apps'];

/** Keeps targets within their bounds. There are no metrics, and it says so as the real one would. */
export function startAutoscalers(kit: Kit): void {
  const scalers = kit.resource('horizontalpodautoscalers.autoscaling');
  const queue = kit.queue('autoscaler', (key) => {
    const scaler = kit.objects(scalers.id).get(key);
    if (scaler !== undefined) {
      reconcile(kit, scalers, scaler);
    }
  });
  followObjects(kit, queue, scalers);
  for (const id of scalable) {
    kit.objects(id).onChange(({ object }) => {
      for (const scaler of kit
        .objects(scalers.id)
        .by('namespace', object.metadata.namespace ?? '')) {
        if (textAt(scaler, 'spec', 'scaleTargetRef', 'name') === object.metadata.name) {
          queue.add(keyOfObject(scaler));
        }
      }
    });
  }
}

function reconcile(kit: Kit, scalers: Resource, scaler: KubeObject): void {
  const namespace = scaler.metadata.namespace ?? '';
  const apiVersion = textAt(scaler, 'spec', 'scaleTargetRef', 'apiVersion');
  const kind = textAt(scaler, 'spec', 'scaleTargetRef', 'kind');
  const name = textAt(scaler, 'spec', 'scaleTargetRef', 'name');
  const resource = kit.api.registry.ofKind(apiVersion, kind);
  const target = resource && kit.api.find(resource, namespace, name);
  if (resource === undefined || target === undefined) {
    const problem =
      resource === undefined
        ? `no matches for kind "${kind}" in group ""`
        : `${resource.id} "${name}" not found`;
    const message = `the HPA controller was unable to get the target's current scale: ${problem}`;
    const what = { type: 'Warning', reason: 'FailedGetScale', message: problem } as const;
    kit.events.record(component, scaler, what);
    write(kit, scalers, scaler, {}, [['AbleToScale', 'False', 'FailedGetScale', message]]);
    return;
  }
  const found = [
    'AbleToScale',
    'True',
    'SucceededGetScale',
    "the HPA controller was able to get the target's current scale",
  ] as const;
  const wanted = specNumber(target, 'replicas', 1);
  const current = { currentReplicas: numberAt(target, 'status', 'replicas') };
  if (wanted === 0) {
    const message = 'scaling is disabled since the replica count of the target is zero';
    const disabled = ['ScalingActive', 'False', 'ScalingDisabled', message] as const;
    write(kit, scalers, scaler, { ...current, desiredReplicas: 0 }, [found, disabled]);
    return;
  }
  const bound = boundOf(scaler, wanted);
  if (bound !== undefined) {
    const scale = { spec: { replicas: bound.replicas } };
    kit.api.updateScale(resource, namespace, name, scale, writer);
    const message = `New size: ${bound.replicas}; reason: ${bound.reason}`;
    kit.events.record(component, scaler, { type: 'Normal', reason: 'SuccessfulRescale', message });
    const done = `the HPA controller was able to update the target scale to ${bound.replicas}`;
    const status = {
      ...current,
      desiredReplicas: bound.replicas,
      lastScaleTime: timeText(kit.now()),
    };
    write(kit, scalers, scaler, status, [['AbleToScale', 'True', 'SucceededRescale', done]]);
    return;
  }
  reportNoMetrics(kit, scalers, scaler, current, found);
}

function boundOf(scaler: KubeObject, wanted: number) {
  const most = specNumber(scaler, 'maxReplicas', wanted);
  const least = specNumber(scaler, 'minReplicas', 1);
  if (wanted > most) {
    return { replicas: most, reason: 'Current number of replicas above Spec.MaxReplicas' };
  }
  return wanted < least
    ? { replicas: least, reason: 'Current number of replicas below Spec.MinReplicas' }
    : undefined;
}

type Condition = readonly [type: string, status: string, reason: string, message: string];

function reportNoMetrics(
  kit: Kit,
  scalers: Resource,
  scaler: KubeObject,
  current: JsonObject,
  found: Condition,
): void {
  const metrics = listAt(scaler, 'spec', 'metrics');
  const [metric] = metrics;
  const type = textAt(metric, 'type');
  const name = textAt(metric, 'resource', 'name') || 'cpu';
  const target = textAt(metric, 'resource', 'target', 'type');
  const what = target === 'Utilization' ? 'utilization' : 'usage';
  const reason = `FailedGet${type}Metric`;
  const why = `failed to get ${name} ${what}: unable to get metrics for resource ${name}: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)`;
  const all = `invalid metrics (${metrics.length} invalid out of ${metrics.length}), first error is: failed to get ${name} resource metric value: ${why}`;
  kit.events.record(component, scaler, { type: 'Warning', reason, message: why });
  kit.events.record(component, scaler, {
    type: 'Warning',
    reason: 'FailedComputeMetricsReplicas',
    message: all,
  });
  const message = `the HPA was unable to compute the replica count: ${why}`;
  const status = { ...current, currentMetrics: [{ type: '' }] };
  write(kit, scalers, scaler, status, [found, ['ScalingActive', 'False', reason, message]]);
}

function write(
  kit: Kit,
  scalers: Resource,
  scaler: KubeObject,
  changes: JsonObject,
  conditions: readonly Condition[],
): void {
  const all = new Map(conditionsOf(scaler).map((one) => [textAt(one, 'type'), one]));
  for (const [type, status, reason, message] of conditions) {
    const known = all.get(type);
    const isSame = textAt(known, 'status') === status;
    const since = isSame ? textAt(known, 'lastTransitionTime') : timeText(kit.now());
    all.set(type, { type, status, lastTransitionTime: since, reason, message });
  }
  const before = scaler.status ?? {};
  const status = { desiredReplicas: 0, ...before, ...changes, conditions: [...all.values()] };
  writeStatus(kit, scalers, scaler, status);
}
