import type { Api } from '../api/api.ts';
import type { Change } from '../api/change-log.ts';
import { type KubeObject, listAt, numberAt, textAt, valueAt } from '../api/objects.ts';
import type { Resource } from '../api/registry/resource.ts';
import type { Resolution, Route } from './protocol.ts';

/** What the network knows of a pod. */
export interface PodPlace {
  namespace: string;
  /** Its own name. */
  hostname: string;
  address: string;
  /** Ports of the pod that somebody listens on: where on this machine, and for whom. */
  ports: Map<number, { real: number; local: boolean }>;
}

const serviceLabel = 'kubernetes.io/service-name';
const domain = 'cluster.local';

/** Addresses of the cluster: what has none of these lies outside. */
const inside = /^10\.(244|96)\.\d+\.\d+$/;
const loopback = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0', '::']);

/**
 * Names and addresses of the cluster: services with their ready endpoints as EndpointSlices have
 * them, and pods. It stands for cluster DNS and for kube-proxy.
 */
export class Network {
  readonly #api: Api;
  readonly #services: Resource;
  readonly #namespaces: Resource;
  readonly #pods = new Map<string, PodPlace>();
  /** By `namespace/service`, then by name. */
  readonly #slices = new Map<string, Map<string, KubeObject>>();
  readonly #byAddress = new Map<string, KubeObject>();
  readonly #turns = new Map<string, number>();
  readonly #ends: (() => void)[];

  constructor(api: Api) {
    this.#api = api;
    this.#services = api.registry.builtIn('services');
    this.#namespaces = api.registry.builtIn('namespaces');
    const follow = (id: string, note: (object: KubeObject, there: boolean) => void) => {
      for (const object of api.store.list(id)) {
        note(object, true);
      }
      return api.store.subscribe(id, ({ type, object }: Change) =>
        note(object, type !== 'DELETED'),
      );
    };
    this.#ends = [
      follow('endpointslices.discovery.k8s.io', (slice, there) => this.#noteSlice(slice, there)),
      follow('services', (service, there) => this.#noteService(service, there)),
    ];
  }

  close(): void {
    for (const end of this.#ends) {
      end();
    }
  }

  /** Makes a pod reachable at its address. */
  join(place: PodPlace): void {
    this.#pods.set(place.address, place);
  }

  leave({ address }: PodPlace): void {
    this.#pods.delete(address);
  }

  /** What a name stands for, as a pod sees it. */
  resolve(from: PodPlace, host: string): Resolution {
    const name = host.toLowerCase().replace(/\.$/, '');
    if (name === from.hostname) {
      return { kind: 'addresses', addresses: [from.address] };
    }
    if (loopback.has(name)) {
      return { kind: 'addresses', addresses: ['127.0.0.1'] };
    }
    for (const end of ['', `.${from.namespace}.svc.${domain}`, `.svc.${domain}`, `.${domain}`]) {
      const found = this.#fullName(`${name}${end}`);
      if (found !== undefined) {
        return found;
      }
    }
    return this.#belongsInside(name) ? { kind: 'unknown' } : { kind: 'outside', host };
  }

  /** Where a connection of a pod goes; each call takes the next of a service's endpoints. */
  route(from: PodPlace, host: string, port: number): Route {
    const name = host.toLowerCase();
    if (loopback.has(name) || name === from.address) {
      return portRoute(from, port, true, name === from.address ? name : '127.0.0.1');
    }
    if (/^[\d.]+$|:/.test(name)) {
      return this.#addressRoute(name, port, host);
    }
    const found = this.resolve(from, host);
    if (found.kind !== 'addresses') {
      return found;
    }
    const [address = ''] = found.addresses;
    return address === from.address
      ? portRoute(from, port, true, address)
      : this.#addressRoute(address, port, host);
  }

  /** A port of this machine for the next connection to a service's port. */
  serviceRoute(service: KubeObject, port: number): Route {
    const { namespace = '', name } = service.metadata;
    const refused: Route = { kind: 'refused', address: textAt(service, 'spec', 'clusterIP') };
    const portName = portNameOf(service, port);
    if (portName === undefined) {
      return refused;
    }
    const ready = this.#readyEndpoints(`${namespace}/${name}`, portName);
    const key = `${namespace}/${name}:${port}`;
    const turn = this.#turns.get(key) ?? 0;
    this.#turns.set(key, turn + 1);
    const chosen = ready[turn % ready.length];
    return chosen === undefined ? refused : this.podRoute(chosen.address, chosen.port);
  }

  /** A port of this machine for a port of a pod. */
  podRoute(address: string, port: number): Route {
    const place = this.#pods.get(address);
    return place === undefined
      ? { kind: 'refused', address }
      : portRoute(place, port, false, address);
  }

  #addressRoute(address: string, port: number, host: string): Route {
    const service = this.#byAddress.get(address);
    if (service !== undefined) {
      return this.serviceRoute(service, port);
    }
    return inside.test(address) ? this.podRoute(address, port) : { kind: 'outside', host };
  }

  /** What a name that is said to be whole stands for. */
  #fullName(name: string): Resolution | undefined {
    if (!name.endsWith(`.svc.${domain}`)) {
      return undefined;
    }
    const [last = '', before = '', pod] = name
      .slice(0, -`.svc.${domain}`.length)
      .split('.')
      .reverse();
    const service = this.#api.find(this.#services, last, before);
    if (service === undefined) {
      return undefined;
    }
    if (textAt(service, 'spec', 'type') === 'ExternalName') {
      return { kind: 'outside', host: textAt(service, 'spec', 'externalName') };
    }
    const address = textAt(service, 'spec', 'clusterIP');
    if (pod === undefined && address !== 'None') {
      return { kind: 'addresses', addresses: [address] };
    }
    const ready = this.#readyEndpoints(`${last}/${before}`, undefined)
      .filter(({ hostname }) => pod === undefined || hostname === pod)
      .map((one) => one.address);
    return ready.length === 0
      ? { kind: 'unknown' }
      : { kind: 'addresses', addresses: [...new Set(ready)] };
  }

  /** Whether cluster DNS would look nowhere else for a name. */
  #belongsInside(name: string): boolean {
    const last = name.slice(name.lastIndexOf('.') + 1);
    return (
      !name.includes('.') ||
      name.endsWith('.svc') ||
      name.endsWith(`.${domain}`) ||
      this.#api.find(this.#namespaces, '', last) !== undefined
    );
  }

  /** @param portName of the service; undefined for each endpoint once, without a port */
  #readyEndpoints(key: string, portName: string | undefined) {
    return [...(this.#slices.get(key)?.values() ?? [])].flatMap((slice) => {
      const ports = listAt(slice, 'ports');
      const port = ports.find((one) => textAt(one, 'name') === portName);
      if (portName !== undefined && port === undefined) {
        return [];
      }
      return listAt(slice, 'endpoints')
        .filter((one) => valueAt(one, 'conditions', 'ready') !== false)
        .map((one) => ({
          address: String(listAt(one, 'addresses')[0]),
          hostname: textAt(one, 'hostname'),
          port: numberAt(port, 'port'),
        }));
    });
  }

  #noteSlice(slice: KubeObject, there: boolean): void {
    const { namespace = '', name, labels } = slice.metadata;
    const key = `${namespace}/${labels?.[serviceLabel] ?? ''}`;
    const known = this.#slices.get(key) ?? new Map<string, KubeObject>();
    if (there) {
      known.set(name, slice);
      this.#slices.set(key, known);
    } else {
      known.delete(name);
      if (known.size === 0) {
        this.#slices.delete(key);
      }
    }
  }

  #noteService(service: KubeObject, there: boolean): void {
    const address = textAt(service, 'spec', 'clusterIP');
    if (address === '' || address === 'None') {
      return;
    }
    if (there) {
      this.#byAddress.set(address, service);
    } else {
      this.#byAddress.delete(address);
    }
  }
}

function portNameOf(service: KubeObject, port: number): string | undefined {
  const found = listAt(service, 'spec', 'ports').find((one) => numberAt(one, 'port') === port);
  return found === undefined ? undefined : textAt(found, 'name');
}

function portRoute(place: PodPlace, port: number, own: boolean, address: string): Route {
  const found = place.ports.get(port);
  return found === undefined || (found.local && !own)
    ? { kind: 'refused', address }
    : { kind: 'port', port: found.real };
}
