import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../experiment/json.ts';
import type { Api } from '../api/api.ts';
import { type KubeObject, listAt, numberAt, objectAt, textAt } from '../api/objects.ts';
import type { Resource } from '../api/registry/resource.ts';
import type { EventRecorder } from '../controllers/kit/events.ts';
import type { Disk } from './disk.ts';
import { type Forwarder, startForwarder } from './forwarder.ts';
import { machineAddress } from './machines.ts';
import type { Network } from './network.ts';
import type { Parts } from './parts.ts';

/** Annotation of a service: the address at which a browser of this machine opens it. */
export const urlAnnotation = 'practice.chaos-workbench.dev/url';

/** Of a port whose protocol nothing here forwards. */
const notHere = 'practice.chaos-workbench.dev/tcp-only';

/** Ports below need rights that a user has not. */
const firstFreePort = 1024;

const writer = { manager: 'practice-service-addresses' };

/** A port that a service should have on this machine. */
interface Wanted {
  /** Such as `shop/web load-balancer 80`. */
  id: string;
  /** Of the service. */
  port: number;
  preferred: number;
}

/**
 * Gives services of the types LoadBalancer and NodePort ports on loopback, and says in their status
 * and in an annotation which. A port that is taken is replaced by another; each is kept for the next
 * time.
 */
export class ServiceAddresses {
  readonly #api: Api;
  readonly #network: Network;
  readonly #services: Resource;
  readonly #disk: Disk;
  readonly #file: string;
  readonly #open = new Map<string, Forwarder>();
  readonly #events: EventRecorder;
  readonly #end: () => void;
  #remembered: Record<string, number> = {};
  #work: Promise<void>;
  #closed = false;

  /** @param file that remembers the ports */
  constructor({ api, network, disk, events }: Parts, file: string) {
    this.#events = events;
    this.#api = api;
    this.#network = network;
    this.#services = api.registry.builtIn('services');
    this.#disk = disk;
    this.#file = file;
    this.#work = this.#recall();
    for (const service of api.store.list('services')) {
      this.#look(service);
    }
    this.#end = api.store.subscribe('services', ({ object }) => this.#look(object));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#end();
    await this.#work;
    for (const forwarder of this.#open.values()) {
      forwarder.close();
    }
  }

  /** One service after the other, each as it is when its turn comes. */
  #look(service: KubeObject): void {
    const { namespace = '', name } = service.metadata;
    this.#work = this.#work
      .then(() => this.#update(namespace, name))
      .catch((error: unknown) => {
        const message = `Error syncing load balancer: ${error instanceof Error ? error.message : error}`;
        const what = { type: 'Warning' as const, reason: 'SyncLoadBalancerFailed', message };
        this.#events.record('service-controller', service, what);
      });
  }

  async #recall(): Promise<void> {
    const text = await this.#disk.read(this.#file);
    try {
      this.#remembered = JSON.parse(text || '{}');
    } catch {
      // A torn file: the ports are chosen anew.
    }
  }

  async #update(namespace: string, name: string): Promise<void> {
    if (this.#closed) {
      return;
    }
    const place = `${namespace}/${name}`;
    const service = this.#api.find(this.#services, namespace, name);
    const wanted = service === undefined ? [] : wantedPorts(place, service);
    for (const [id, forwarder] of this.#open) {
      if (id.startsWith(`${place} `) && !wanted.some((one) => one.id === id)) {
        forwarder.close();
        this.#open.delete(id);
      }
    }
    for (const one of wanted.filter(({ id }) => !this.#open.has(id))) {
      await this.#openOne(namespace, name, one);
    }
    if (service !== undefined) {
      this.#report(namespace, name, wanted);
    }
  }

  async #openOne(namespace: string, name: string, { id, port, preferred }: Wanted): Promise<void> {
    const before = this.#remembered[id];
    const usable = [before, preferred].filter(
      (one): one is number => one !== undefined && one >= firstFreePort,
    );
    const forwarder = await startForwarder([...usable, 0], () => {
      const service = this.#api.find(this.#services, namespace, name);
      return service === undefined
        ? { kind: 'refused', address: machineAddress }
        : this.#network.serviceRoute(service, port);
    });
    this.#open.set(id, forwarder);
    if (before !== forwarder.port) {
      this.#remembered[id] = forwarder.port;
      // Not to be remembered is bearable.
      await this.#disk.write(this.#file, JSON.stringify(this.#remembered)).catch(() => undefined);
    }
  }

  #report(namespace: string, name: string, wanted: readonly Wanted[]): void {
    const service = this.#api.find(this.#services, namespace, name);
    if (service === undefined) {
      return;
    }
    const isBalanced = textAt(service, 'spec', 'type') === 'LoadBalancer';
    const place = `${namespace}/${name}`;
    const ports = listAt(service, 'spec', 'ports').map((one) => {
      const port = numberAt(one, 'port');
      const open = this.#open.get(balancerId(place, port))?.port;
      const protocol = textAt(one, 'protocol');
      return { port: open ?? port, protocol, ...(open === undefined ? { error: notHere } : {}) };
    });
    const balancer: JsonObject =
      isBalanced && ports.some(({ protocol }) => protocol === 'TCP')
        ? { ingress: [{ ip: machineAddress, ipMode: 'Proxy', ports }] }
        : {};
    if (!isDeepStrictEqual(objectAt(service, 'status', 'loadBalancer'), balancer)) {
      const change = (copy: KubeObject) => {
        copy.status = { ...copy.status, loadBalancer: balancer };
      };
      const options = { ...writer, part: 'status' as const };
      this.#api.change(this.#services, namespace, name, change, options);
    }
    const [first] = wanted;
    const port = first && this.#open.get(first.id)?.port;
    const url = port === undefined ? undefined : `http://${machineAddress}:${port}/`;
    if (service.metadata.annotations?.[urlAnnotation] !== url) {
      this.#api.change(this.#services, namespace, name, (copy) => annotate(copy, url), writer);
    }
  }
}

const balancerId = (place: string, port: number) => `${place} load-balancer ${port}`;

/** Load balancers first: the first of all is what a browser opens. */
function wantedPorts(place: string, service: KubeObject): Wanted[] {
  const type = textAt(service, 'spec', 'type');
  if (type !== 'LoadBalancer' && type !== 'NodePort') {
    return [];
  }
  const ports = listAt(service, 'spec', 'ports')
    .filter((one) => textAt(one, 'protocol') === 'TCP')
    .map((one) => ({ port: numberAt(one, 'port'), nodePort: numberAt(one, 'nodePort') }));
  const balanced = type === 'LoadBalancer' ? ports : [];
  return [
    ...balanced.map(({ port }) => ({ id: balancerId(place, port), port, preferred: port })),
    ...ports
      .filter(({ nodePort }) => nodePort !== 0)
      .map(({ port, nodePort }) => ({
        id: `${place} node-port ${port} ${nodePort}`,
        port,
        preferred: nodePort,
      })),
  ];
}

function annotate({ metadata }: KubeObject, url: string | undefined): void {
  const { [urlAnnotation]: _, ...others } = metadata.annotations ?? {};
  metadata.annotations = url === undefined ? others : { ...others, [urlAnnotation]: url };
}
