import { manifest } from './inert.ts';
import type { Mutation } from './mutation.ts';

const services = (ns: string) => [`/api/v1/namespaces/${ns}/services`];

/** The manifest of a service that leads to nothing. */
export const emptyService = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { selector: { app: name }, ports: [{ port: 80 }] },
});

/** Actions of `chaosk8s.service.actions`. */
export const serviceMutations: readonly Mutation[] = [
  {
    path: 'chaosk8s.service.actions.create_service_endpoint',
    async prepare(world) {
      return { ns: world.ns, spec_path: await manifest(world, emptyService('made')) };
    },
    state: services,
    changes: ['create services'],
  },
  {
    path: 'chaosk8s.service.actions.delete_service',
    async prepare(world) {
      await world.cluster.api('POST', services(world.ns)[0] ?? '', emptyService('front'));
      return { ns: world.ns, name: 'front' };
    },
    state: services,
    changes: ['delete services'],
  },
];
