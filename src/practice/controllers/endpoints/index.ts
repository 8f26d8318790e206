import { objectAt, valueAt } from '../../api/objects.ts';
import { objectSelector } from '../../api/selectors/labels.ts';
import { followObjects } from '../kit/follow.ts';
import { type Kit, paceOf } from '../kit/kit.ts';
import { keyOfObject, partsOfKey } from '../kit/object-index.ts';
import { writeEndpoints } from './endpoints.ts';
import { writeSlices } from './slices.ts';

/** Says of each service where its pods are, in both forms: Endpoints and EndpointSlices. */
export function startEndpoints(kit: Kit): void {
  const services = kit.resource('services');
  const look = (key: string) => {
    const service = kit.objects('services').get(key);
    if (service === undefined) {
      removeEndpoints(kit, key);
      return;
    }
    const isOurs =
      valueAt(service, 'spec', 'selector') !== undefined &&
      valueAt(service, 'spec', 'type') !== 'ExternalName';
    if (isOurs) {
      writeEndpoints(kit, service);
      writeSlices(kit, service);
    }
  };
  const queue = kit.queue('service', look, (key) => {
    const service = kit.objects('services').get(key);
    const selector = { matchLabels: objectAt(service, 'spec', 'selector') };
    const namespace = service?.metadata.namespace ?? '';
    return service === undefined ? 0 : paceOf(kit.mostPodsOf(namespace, selector));
  });
  followObjects(kit, queue, services);
  kit.objects('pods').onChange(({ object, previous }) => {
    const { namespace = '', labels = {} } = object.metadata;
    const before = previous?.metadata.labels ?? {};
    for (const service of kit.objects('services').by('namespace', namespace)) {
      const matches = objectSelector({ matchLabels: objectAt(service, 'spec', 'selector') });
      if (matches(labels) || matches(before)) {
        queue.add(keyOfObject(service));
      }
    }
  });
  // What somebody else has taken away comes again.
  for (const id of ['endpoints', 'endpointslices.discovery.k8s.io']) {
    kit.objects(id).onChange(({ type, object }) => {
      const { namespace = '', name, labels = {} } = object.metadata;
      const service = labels['kubernetes.io/service-name'] ?? name;
      if (type === 'DELETED' && kit.objects('services').get(`${namespace}/${service}`)) {
        queue.add(`${namespace}/${service}`);
      }
    });
  }
}

/** Slices go with their owner, the service; Endpoints have none. */
function removeEndpoints(kit: Kit, key: string): void {
  const [namespace, name] = partsOfKey(key);
  const endpoints = kit.resource('endpoints');
  if (kit.api.find(endpoints, namespace, name) !== undefined) {
    kit.api.delete(endpoints, namespace, name);
  }
}
