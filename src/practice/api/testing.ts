import type { JsonObject } from '../../experiment/json.ts';
import { Api, asObject } from './api.ts';
import type { KubeObject } from './objects.ts';
import type { Resource } from './registry/resource.ts';
import { Store } from './store.ts';

/** What tests write as. */
export const writer = { manager: 'test' };

/** An API with the namespace `shop` and a clock that stands still until it is moved. */
export class Bench {
  time = Date.parse('2026-01-02T03:04:05Z');
  readonly api: Api;

  /** @param capacity of the log of changes */
  constructor(capacity?: number) {
    this.api = new Api(new Store(capacity), () => this.time);
    this.create('namespaces', { metadata: { name: 'shop' } });
  }

  /** A built-in resource by its id. */
  resource(id: string): Resource {
    return this.api.registry.builtIn(id);
  }

  /** Creates in `shop`. */
  create(id: string, object: JsonObject): KubeObject {
    const resource = this.resource(id);
    return this.api.create(resource, resource.namespaced ? 'shop' : '', asObject(object), writer);
  }

  get(id: string, name: string): KubeObject {
    const resource = this.resource(id);
    return this.api.get(resource, resource.namespaced ? 'shop' : '', name);
  }

  find(id: string, name: string): KubeObject | undefined {
    const resource = this.resource(id);
    return this.api.find(resource, resource.namespaced ? 'shop' : '', name);
  }
}

/** A pod with one container. */
export function pod(
  name: string,
  more: { labels?: JsonObject; spec?: JsonObject } = {},
): JsonObject {
  return {
    metadata: { name, labels: more.labels ?? {} },
    spec: { containers: [{ name: 'main', image: 'web:1' }], ...more.spec },
  };
}

/** A deployment of one replica, of pods with the label `app`. */
export function deployment(name: string, spec: JsonObject = {}): JsonObject {
  return {
    metadata: { name },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'main', image: 'web:1' }] },
      },
      ...spec,
    },
  };
}
