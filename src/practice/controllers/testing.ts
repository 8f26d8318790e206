import type { Json, JsonObject } from '../../experiment/json.ts';
import { asObject } from '../api/api.ts';
import { child, specOf } from '../api/defaults/preset.ts';
import type { DeleteOptions } from '../api/delete.ts';
import type { KubeObject } from '../api/objects.ts';
import { textAt } from '../api/objects.ts';
import { Bench, writer } from '../api/testing.ts';
import { startFakeKubelet, testNode } from './fake-kubelet.ts';
import { HandTimers } from './hand-timers.ts';
import { startControllers } from './index.ts';

/** A cluster of controllers on three nodes, with a namespace `shop` and a clock that tests drive. */
export class TestCluster extends Bench {
  readonly timers: HandTimers;
  readonly problems: string[] = [];
  readonly #ends: (() => unknown)[] = [];

  /**
   * @param kubelet whether pods on nodes run
   * @param ca see `ControllerOptions`
   */
  constructor({
    nodes = 3,
    kubelet = true,
    ca,
  }: { nodes?: number; kubelet?: boolean; ca?: string } = {}) {
    super();
    this.timers = new HandTimers(this.time);
    Object.defineProperty(this, 'time', { get: () => this.timers.now });
    for (let number = 1; number <= nodes; number++) {
      this.api.create(this.resource('nodes'), '', testNode(`node-${number}`), writer);
    }
    if (kubelet) {
      this.#ends.push(startFakeKubelet(this.api, this.timers));
    }
    const onProblem = (error: unknown, where: string) => {
      this.problems.push(`${where}: ${error}`);
    };
    const controllers = startControllers(this.api, {
      timers: this.timers,
      onProblem,
      ...(ca === undefined ? {} : { ca }),
    });
    this.#ends.push(() => controllers.close());
    this.settle();
  }

  settle(): void {
    this.timers.settle();
  }

  /** Creates in `shop` and lets the controllers do all they have to. */
  made(id: string, object: JsonObject): KubeObject {
    const { metadata } = this.create(id, object);
    this.settle();
    return this.find(id, metadata.name) ?? asObject(object);
  }

  /** Changes an object of `shop` and lets the controllers do all they have to. */
  changed(id: string, name: string, change: (copy: KubeObject) => unknown): void {
    const resource = this.resource(id);
    this.api.change(resource, resource.namespaced ? 'shop' : '', name, change, writer);
    this.settle();
  }

  /** Objects of a resource in `shop`, by name. */
  all(id: string): KubeObject[] {
    const resource = this.resource(id);
    return this.api.list(resource, resource.namespaced ? { namespace: 'shop' } : {}).items;
  }

  /** Reasons and messages of the events about objects of a name, oldest first. */
  events(name: string): string[] {
    return this.all('events')
      .filter((event) => textAt(event, 'involvedObject', 'name') === name)
      .sort(
        (one, other) =>
          Number(one.metadata.resourceVersion) - Number(other.metadata.resourceVersion),
      )
      .map((event) => `${textAt(event, 'reason')}: ${textAt(event, 'message')}`);
  }

  /** Names of the objects of a resource in `shop`. */
  names(id: string): string[] {
    return this.all(id).map(({ metadata }) => metadata.name);
  }

  /** Pods of `shop` that bear a label `app`. */
  pods(app: string): KubeObject[] {
    return this.all('pods').filter(({ metadata }) => metadata.labels?.['app'] === app);
  }

  /** Deletes an object of `shop` and lets the controllers do all they have to. */
  deleted(id: string, name: string, options: DeleteOptions = {}): void {
    const resource = this.resource(id);
    this.api.delete(resource, resource.namespaced ? 'shop' : '', name, options);
    this.settle();
  }

  /** Sets a value of an object's spec at a path of keys. */
  set(id: string, name: string, path: readonly string[], value: Json): void {
    this.changed(id, name, (copy) => {
      let holder = specOf(copy);
      for (const key of path.slice(0, -1)) {
        holder = child(holder, key);
      }
      holder[path.at(-1) ?? ''] = value;
    });
  }

  /** Ends all; what went wrong unexpectedly fails the test. */
  close(): void {
    for (const end of this.#ends) {
      end();
    }
    if (this.problems.length > 0) {
      throw new Error(this.problems.join('\n'));
    }
  }
}

/** A pod template with the label `app`, whose only container has a command. */
export function template(app: string, command: string, spec: JsonObject = {}): JsonObject {
  return {
    metadata: { labels: { app } },
    spec: {
      containers: [{ name: 'main', image: 'web:1', command: [command] }],
      ...spec,
    },
  };
}

/** A workload whose pods have the label `app` of its name, and wait. */
export function workload(name: string, spec: JsonObject = {}): JsonObject {
  return {
    metadata: { name },
    spec: { selector: { matchLabels: { app: name } }, template: template(name, 'sleep'), ...spec },
  };
}
