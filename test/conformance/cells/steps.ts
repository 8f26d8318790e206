import type { Json, JsonObject } from '../../../src/experiment/json.ts';

/** A request of one cell, with `{ns}` and `{name}` for its namespace and its own name. */
export interface Step {
  method: string;
  path: string;
  body?: Json;
  type?: string;
  accept?: string;
  user?: 'nobody';
  code: number;
  /** Parts of the answer, at least: objects must have these keys, anything else must be equal. */
  has?: JsonObject;
  /** Paths with dots, of keys that the answer does not have. */
  lacks?: readonly string[];
  /** All that it warns of. */
  warnings?: readonly string[];
  /** Of a Status: the exact text. */
  message?: string;
  /** Of a Status: what its text must match. */
  matches?: RegExp;
}

/** Sequences of requests, by the name of their cell. */
export type Sequences = Readonly<Record<string, readonly Step[]>>;

export const merge = 'application/merge-patch+json';
export const strategic = 'application/strategic-merge-patch+json';
export const json = 'application/json-patch+json';
export const core = '/api/v1/namespaces/{ns}';
export const apps = '/apis/apps/v1/namespaces/{ns}';

export const nowhere = { nodeSelector: { no: 'where' } };
export const container = { name: 'main', image: 'example.test/none:1' };
export const pod = (spec: JsonObject = {}): JsonObject => ({
  metadata: { name: '{name}' },
  spec: { ...nowhere, containers: [container], ...spec },
});
export const deployment = (spec: JsonObject = {}): JsonObject => ({
  metadata: { name: '{name}' },
  spec: {
    replicas: 0,
    selector: { matchLabels: { app: '{name}' } },
    template: { metadata: { labels: { app: '{name}' } }, spec: { containers: [container] } },
    ...spec,
  },
});
export const map = (more: JsonObject = {}, meta: JsonObject = {}): JsonObject => ({
  metadata: { name: '{name}', ...meta },
  ...more,
});
export const service = (spec: JsonObject): JsonObject => ({ metadata: { name: '{name}' }, spec });

export const post = (path: string, body: Json, code: number, more: Partial<Step> = {}): Step => ({
  method: 'POST',
  path,
  body,
  code,
  ...more,
});
export const get = (path: string, code: number, more: Partial<Step> = {}): Step => ({
  method: 'GET',
  path,
  code,
  ...more,
});
export const patch = (path: string, body: Json, code: number, more: Partial<Step> = {}): Step => ({
  method: 'PATCH',
  path,
  body,
  type: merge,
  code,
  ...more,
});
export const remove = (path: string, code: number, more: Partial<Step> = {}): Step => ({
  method: 'DELETE',
  path,
  code,
  ...more,
});

export const unknown = 'the server could not find the requested resource';
export const maps = `${core}/configmaps`;
export const pods = `${core}/pods`;
export const services = `${core}/services`;
export const deployments = `${apps}/deployments`;
