import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { Json, JsonObject } from '../../../src/experiment/json.ts';
import { isObject } from '../../../src/experiment/json.ts';
import { listAt, numberAt, textAt } from '../../../src/practice/api/objects.ts';
import type { Client } from '../client.ts';
import type { Stage } from '../stage.ts';

/** One story that goes the same way on every cluster. */
export interface Scenario {
  name: string;
  /** Throws an AssertionError where the cluster behaves otherwise. */
  run(lab: Lab): Promise<void>;
}

/** Path below which a kind is, by its plural. */
const groups: Readonly<Record<string, string>> = {
  deployments: '/apis/apps/v1',
  replicasets: '/apis/apps/v1',
  statefulsets: '/apis/apps/v1',
  daemonsets: '/apis/apps/v1',
  controllerrevisions: '/apis/apps/v1',
  jobs: '/apis/batch/v1',
  cronjobs: '/apis/batch/v1',
  poddisruptionbudgets: '/apis/policy/v1',
  horizontalpodautoscalers: '/apis/autoscaling/v2',
  endpointslices: '/apis/discovery.k8s.io/v1',
};

const clusterWide = new Set(['nodes', 'namespaces']);

/** Milliseconds that a story may wait for one thing. */
const patience = 60_000;

/** A namespace of its own in which a story takes place. */
export class Lab {
  readonly namespace = `controllers-${randomBytes(4).toString('hex')}`;
  readonly #client: Client;

  constructor({ admin }: Stage) {
    this.#client = admin;
  }

  async open(): Promise<void> {
    await this.create('namespaces', { metadata: { name: this.namespace } });
    // Pods are refused until the namespace has its account.
    await this.until('serviceaccounts', (found) => found.length > 0);
  }

  async close(): Promise<void> {
    await this.#client.call('DELETE', this.#path('namespaces', this.namespace));
  }

  async create(kind: string, body: JsonObject): Promise<JsonObject> {
    const answer = await this.#client.call('POST', this.#path(kind), { body });
    assert.equal(answer.code, 201, answer.text);
    return answer.body;
  }

  async get(kind: string, name: string): Promise<JsonObject> {
    const answer = await this.#client.call('GET', this.#path(kind, name));
    assert.equal(answer.code, 200, answer.text);
    return answer.body;
  }

  async list(kind: string): Promise<JsonObject[]> {
    const answer = await this.#client.call('GET', this.#path(kind));
    assert.equal(answer.code, 200, answer.text);
    return listAt(answer.body, 'items').filter(isObject);
  }

  /** @param path of a subresource, such as `/status` */
  async patch(kind: string, name: string, body: Json, path = ''): Promise<void> {
    const sent = { body, type: 'application/merge-patch+json' };
    const answer = await this.#client.call('PATCH', this.#path(kind, name) + path, sent);
    assert.equal(answer.code, 200, answer.text);
  }

  async remove(kind: string, name: string, body: JsonObject = {}): Promise<void> {
    const answer = await this.#client.call('DELETE', this.#path(kind, name), { body });
    assert.ok(answer.code === 200 || answer.code === 202, answer.text);
  }

  /** The code of an answer, whatever it is. */
  async code(method: string, kind: string, name: string, path = '', body?: Json): Promise<number> {
    const sent = body === undefined ? {} : { body };
    const answer = await this.#client.call(method, this.#path(kind, name) + path, sent);
    return answer.code;
  }

  /** Waits until the objects of a kind are as they should be. */
  async until(
    kind: string,
    isRight: (objects: JsonObject[]) => boolean,
    what = kind,
  ): Promise<JsonObject[]> {
    const end = Date.now() + patience;
    let objects: JsonObject[] = [];
    while (Date.now() < end) {
      const seen = new Map<string, JsonObject | undefined>();
      const versions = new Map<string, number>();
      const look = ({ type, object }: JsonObject): boolean => {
        const uid = textAt(object, 'metadata', 'uid');
        const version = Number(textAt(object, 'metadata', 'resourceVersion'));
        // The lines so far come again with each new one.
        if (version > (versions.get(uid) ?? 0) && isObject(object)) {
          versions.set(uid, version);
          seen.set(uid, type === 'DELETED' ? undefined : object);
        }
        objects = [...seen.values()].filter((one) => one !== undefined);
        return seen.size > 0 && isRight(objects);
      };
      if (isRight(await this.list(kind))) {
        return this.list(kind);
      }
      const separator = '?watch=true&timeoutSeconds=5';
      await this.#client.watch(this.#path(kind) + separator, 100_000, undefined, undefined, look);
      if (isRight(objects)) {
        return objects;
      }
    }
    throw new assert.AssertionError({
      message: `${what}: not within ${patience / 1000} s; at last ${JSON.stringify(objects)}`,
    });
  }

  /** Waits until an object is as it should be. */
  async one(
    kind: string,
    name: string,
    isRight: (object: JsonObject) => boolean,
  ): Promise<JsonObject> {
    const named = (objects: JsonObject[]) =>
      objects.find((object) => textAt(object, 'metadata', 'name') === name);
    const isThere = (objects: JsonObject[]) => {
      const found = named(objects);
      return found !== undefined && isRight(found);
    };
    const found = named(await this.until(kind, isThere, `${kind}/${name}`));
    assert.ok(found);
    return found;
  }

  /** Waits until an object is not there any more. */
  async gone(kind: string, name: string): Promise<void> {
    await this.until(
      kind,
      (objects) => objects.every((object) => textAt(object, 'metadata', 'name') !== name),
      `${kind}/${name} gone`,
    );
  }

  /** Waits until events about objects of a name have been written; others may be among them. */
  async told(name: string, ...texts: string[]): Promise<void> {
    const all = (objects: JsonObject[]) =>
      objects
        .filter((one) => textAt(one, 'involvedObject', 'name') === name)
        .map((one) => `${textAt(one, 'reason')}: ${textAt(one, 'message')}`);
    const isTold = (objects: JsonObject[]) => texts.every((text) => all(objects).includes(text));
    await this.until('events', isTold, `events ${texts.join('; ')}`);
  }

  #path(kind: string, name = ''): string {
    const group = groups[kind] ?? '/api/v1';
    const place = clusterWide.has(kind) ? '' : `/namespaces/${this.namespace}`;
    return `${group}${place}/${kind}${name === '' ? '' : `/${name}`}`;
  }
}

/** The condition of a type, without times. */
export function condition(object: JsonObject, type: string): JsonObject {
  const found = listAt(object, 'status', 'conditions').find((one) => textAt(one, 'type') === type);
  const { status = '', reason = '', message = '' } = isObject(found) ? found : {};
  return { status, reason, message };
}

export const nameOf = (object: JsonObject | undefined) => textAt(object, 'metadata', 'name');

/** Whether numbers of a status are so. */
export const counts = (object: JsonObject, numbers: Record<string, number>) =>
  Object.entries(numbers).every(([key, value]) => numberAt(object, 'status', key) === value);
