import type { KubeObject } from '../../objects.ts';
import { createFromFile } from '../common/creation.ts';
import { deleteNamed, namedBy } from '../common/named.ts';
import { services } from '../common/resources.ts';
import { recreate } from '../common/undo.ts';

interface Service extends KubeObject {
  spec?: { type?: string };
}

/** `create_service_endpoint` */
export const createServiceEndpoint = createFromFile(services);

/** `delete_service` */
export const deleteService = deleteNamed(
  (args) => namedBy(services, args),
  (object) => {
    const args = { name: object.metadata.name };
    const balanced = (object as Service).spec?.type === 'LoadBalancer';
    const code = balanced ? 'kubernetes.undo-load-balancer' : 'kubernetes.undo-service';
    // Cluster IP and node ports are part of the specification, so they are asked for again.
    const inverse = recreate(services, object);
    return { object, inverse, undo: { grade: 'partial', reason: { code, args } } };
  },
);
