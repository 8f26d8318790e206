import type { KubeObject } from '../objects.ts';
import { customResources } from './custom.ts';
import { builtInKinds } from './kinds.ts';
import type { Resource } from './resource.ts';

/** All kinds that the server stores: those of Kubernetes, and those that definitions have added. */
export class Registry {
  readonly #builtIn = builtInKinds;
  readonly #custom = new Map<string, readonly Resource[]>();

  /** Every kind, those of definitions last. */
  all(): Resource[] {
    return [...this.#builtIn, ...[...this.#custom.values()].flat()];
  }

  /** The resource at a path such as `apps`, `v1`, `deployments`. */
  find(group: string, version: string, plural: string): Resource | undefined {
    return this.all().find(
      (one) => one.plural === plural && one.version === version && one.group === group,
    );
  }

  /** A built-in resource that is there for sure, by its id: `pods`, `deployments.apps`. */
  builtIn(id: string): Resource {
    const found = this.#builtIn.find((one) => one.id === id);
    if (found === undefined) {
      throw new Error(`no built-in resource ${id}`);
    }
    return found;
  }

  /** The resource of an object's kind. */
  ofKind(apiVersion: string, kind: string): Resource | undefined {
    const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
    return this.all().find(
      (one) => one.kind === kind && one.version === version && one.group === group,
    );
  }

  /** Takes in a CustomResourceDefinition, new or changed. */
  define(definition: KubeObject): void {
    this.#custom.set(definition.metadata.name, customResources(definition));
  }

  /** Forgets what a CustomResourceDefinition has added. */
  forget(definition: string): void {
    this.#custom.delete(definition);
  }
}
