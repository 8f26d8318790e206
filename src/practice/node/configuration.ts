import type { Api } from '../api/api.ts';
import { type KubeObject, objectAt, textAt } from '../api/objects.ts';
import { quantity } from '../quantity.ts';
import type { Container, KeyReference, Pod, ResourceField } from './spec.ts';

/** What a container or volume needs and is not there; the text is the kubelet's. */
export class MissingError extends Error {
  override readonly name = 'MissingError';
}

/** Kinds that hold configuration. */
export type ConfigKind = 'configmaps' | 'secrets';

const words = { configmaps: 'configmap', secrets: 'secret' } as const;
const titles = { configmaps: 'ConfigMap', secrets: 'Secret' } as const;

/** What a container asks for where it does not say, as its node has it. */
const nodeResources: Readonly<Record<string, string>> = {
  cpu: '4',
  memory: '8Gi',
  'ephemeral-storage': '64Gi',
};

/** Reads what pods are configured with. */
export class Configuration {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /**
   * All values of a ConfigMap or Secret; undefined where an optional one is missing.
   * @throws MissingError
   */
  values(
    kind: ConfigKind,
    namespace: string,
    name: string,
    optional = false,
  ): Map<string, Uint8Array> | undefined {
    const found = this.#api.find(this.#api.registry.builtIn(kind), namespace, name);
    if (found === undefined) {
      if (optional) {
        return undefined;
      }
      throw new MissingError(`${words[kind]} "${name}" not found`);
    }
    return valuesOf(kind, found);
  }

  /** @throws MissingError */
  value(kind: ConfigKind, namespace: string, reference: KeyReference): string | undefined {
    const { name, key, optional } = reference;
    const value = this.values(kind, namespace, name, optional)?.get(key);
    if (value === undefined && optional !== true) {
      throw new MissingError(`couldn't find key ${key} in ${titles[kind]} ${namespace}/${name}`);
    }
    return value === undefined ? undefined : Buffer.from(value).toString();
  }

  /** Services of a namespace, and the API's own. */
  services(namespace: string, all: boolean): KubeObject[] {
    const own = all ? this.#api.store.list('services', namespace) : [];
    const services = this.#api.registry.builtIn('services');
    const kubernetes = this.#api.find(services, 'default', 'kubernetes');
    const others = kubernetes === undefined || namespace === 'default' ? [] : [kubernetes];
    return all || namespace !== 'default' ? [...others, ...own] : [kubernetes ?? []].flat();
  }
}

function valuesOf(kind: ConfigKind, object: KubeObject): Map<string, Uint8Array> {
  const texts = Object.entries(objectAt(object, 'data'));
  const encoded = kind === 'secrets' ? texts : Object.entries(objectAt(object, 'binaryData'));
  const plain = kind === 'secrets' ? [] : texts;
  return new Map([
    ...plain.map(([key, value]) => [key, Buffer.from(String(value))] as const),
    ...encoded.map(([key, value]) => [key, Buffer.from(String(value), 'base64')] as const),
  ]);
}

/** A field of a pod as text, by the paths that `fieldRef` may name. */
export function fieldOf(pod: Pod, addresses: { pod: string; host: string }, path: string): string {
  const [, list = '', key = ''] = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path) ?? [];
  if (list !== '') {
    return textAt(pod, 'metadata', list, key);
  }
  if (path === 'metadata.labels' || path === 'metadata.annotations') {
    const entries = Object.entries(objectAt(pod, ...path.split('.')));
    return entries
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
      .join('\n');
  }
  switch (path) {
    case 'status.podIP':
    case 'status.podIPs':
      return addresses.pod;
    case 'status.hostIP':
    case 'status.hostIPs':
      return addresses.host;
    default:
      return textAt(pod, ...path.split('.'));
  }
}

/** A container's request or limit in units of the divisor, rounded up. */
export function resourceOf(pod: Pod, own: Container, field: ResourceField): string {
  const { containers, initContainers = [] } = pod.spec;
  const container =
    [...containers, ...initContainers].find(({ name }) => name === field.containerName) ?? own;
  const [which = '', name = ''] = field.resource.split('.');
  const text =
    textAt(container.resources, which, name) ||
    textAt(container.resources, 'limits', name) ||
    (nodeResources[name] ?? '0');
  const divisor = quantity(field.divisor ?? '1') || 1;
  return String(Math.ceil(quantity(text) / divisor));
}
