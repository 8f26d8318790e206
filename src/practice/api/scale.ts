import type { JsonObject } from '../../experiment/json.ts';
import { isObject } from '../../experiment/json.ts';
import { type KubeObject, numberAt, objectAt, textAt, valueAt } from './objects.ts';
import type { Resource } from './registry/resource.ts';
import { selectorText } from './selectors/labels.ts';
import { badRequest, invalid, wrong } from './status.ts';

/** Where a kind keeps what a Scale shows, as keys from the object on. */
export interface ScalePaths {
  wanted: string[];
  actual: string[];
  selector: string[];
}

const usual: ScalePaths = {
  wanted: ['spec', 'replicas'],
  actual: ['status', 'replicas'],
  selector: ['spec', 'selector'],
};

/** @param definition of a custom resource, which says where */
export function scalePaths(resource: Resource, definition: KubeObject | undefined): ScalePaths {
  const versions = objectAt(definition, 'spec')['versions'];
  const version = Array.isArray(versions)
    ? versions.find((one) => textAt(one, 'name') === resource.version)
    : undefined;
  const described = objectAt(version, 'subresources', 'scale');
  const keys = (key: string, otherwise: string[]) => {
    const path = textAt(described, key);
    return path === '' ? otherwise : path.replace(/^\./, '').split('.');
  };
  return resource.definition === undefined
    ? usual
    : {
        wanted: keys('specReplicasPath', usual.wanted),
        actual: keys('statusReplicasPath', usual.actual),
        selector: keys('labelSelectorPath', []),
      };
}

/** The Scale of an object: how many replicas it wants and has, and which they are. */
export function scaleOf(object: KubeObject, paths: ScalePaths): KubeObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const wanted = numberAt(object, ...paths.wanted);
  const selector = valueAt(object, ...paths.selector);
  const text = isObject(selector) ? selectorText(selector) : selector;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      uid,
      resourceVersion,
      creationTimestamp,
    },
    spec: wanted === 0 ? {} : { replicas: wanted },
    status: {
      replicas: numberAt(object, ...paths.actual),
      ...(typeof text === 'string' && text !== '' ? { selector: text } : {}),
    },
  };
}

/**
 * The object with as many replicas as a Scale says.
 * @throws ApiError 400 for what is no Scale, 422 for a number below 0
 */
export function scaled(object: KubeObject, scale: JsonObject, paths: ScalePaths): KubeObject {
  if ((scale['kind'] ?? 'Scale') !== 'Scale') {
    throw badRequest(`expected a Scale, not a ${String(scale['kind'])}`);
  }
  const { name } = object.metadata;
  const replicas = valueAt(scale, 'spec', 'replicas') ?? 0;
  if (typeof replicas !== 'number' || replicas < 0) {
    throw invalid('autoscaling', 'Scale', name, [
      wrong('spec.replicas', replicas, 'must be greater than or equal to 0'),
    ]);
  }
  const copy = structuredClone(object);
  let holder = copy as unknown as JsonObject;
  for (const key of paths.wanted.slice(0, -1)) {
    const inner = holder[key];
    holder[key] = isObject(inner) ? inner : {};
    holder = holder[key];
  }
  holder[paths.wanted.at(-1) ?? ''] = replicas;
  const version = textAt(scale, 'metadata', 'resourceVersion');
  copy.metadata.resourceVersion = version === '' ? object.metadata.resourceVersion : version;
  return copy;
}
