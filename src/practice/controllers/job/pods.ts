import type { JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';
import { type KubeObject, listAt, objectAt, textAt } from '../../api/objects.ts';
import { podOf } from '../kit/pod-control.ts';
import { indexKey, trackingFinalizer } from './counting.ts';

/**
 * A pod of a job, as it is to be created.
 * @param index its number, in a job that numbers them
 */
export function podOfJob(job: KubeObject, index: number | undefined): JsonObject {
  const pod = podOf(job, objectAt(job, 'spec', 'template'), undefined);
  const metadata = objectAt(pod, 'metadata');
  const tracked = {
    ...metadata,
    finalizers: [...listAt(metadata, 'finalizers'), trackingFinalizer],
  };
  if (index === undefined) {
    return { ...pod, metadata: tracked };
  }
  const { name } = job.metadata;
  const number = { [indexKey]: String(index) };
  const spec = objectAt(pod, 'spec');
  const withIndex = (key: string) => {
    const containers = listAt(spec, key).filter(isObject).map(knowsIndex);
    return containers.length === 0 ? {} : { [key]: containers };
  };
  return {
    metadata: {
      ...tracked,
      generateName: `${name}-${index}-`,
      labels: { ...objectAt(metadata, 'labels'), ...number },
      annotations: { ...objectAt(metadata, 'annotations'), ...number },
    },
    spec: {
      ...spec,
      ...withIndex('initContainers'),
      ...withIndex('containers'),
      hostname: `${name}-${index}`,
    },
  };
}

/** The number of a pod is in its environment. */
function knowsIndex(container: JsonObject): JsonObject {
  const variable = 'JOB_COMPLETION_INDEX';
  const env = listAt(container, 'env');
  const fieldPath = `metadata.labels['${indexKey}']`;
  return env.some((one) => textAt(one, 'name') === variable)
    ? container
    : { ...container, env: [...env, { name: variable, valueFrom: { fieldRef: { fieldPath } } }] };
}
