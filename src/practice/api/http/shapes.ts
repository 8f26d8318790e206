import type { JsonObject } from '../../../experiment/json.ts';
import { asJson } from '../api.ts';
import { freshEvent } from '../event-forms.ts';
import type { ListResult } from '../list.ts';
import type { KubeObject } from '../objects.ts';
import { apiVersionOf, type Resource } from '../registry/resource.ts';
import type { Shape } from './accept.ts';

/** What a Table shows of each object beside its cells. */
export type IncludeObject = 'None' | 'Metadata' | 'Object';

/** How objects of a resource are written for one request. */
export class Writer {
  readonly #resource: Resource;
  readonly #shape: Shape;
  readonly #include: IncludeObject;
  readonly #now: number;

  /** @param now milliseconds since 1970, for ages */
  constructor(resource: Resource, shape: Shape, include: IncludeObject, now: number) {
    this.#resource = resource;
    this.#shape = shape;
    this.#include = include;
    this.#now = now;
  }

  one(object: KubeObject): JsonObject {
    switch (this.#shape.as) {
      case 'Table':
        return this.table([object], { resourceVersion: object.metadata.resourceVersion }, true);
      case 'PartialObjectMetadata':
        return this.#partial(object);
      default:
        return this.#whole(object);
    }
  }

  list({ items, resourceVersion, continue: next, remaining }: ListResult): JsonObject {
    // Lists of custom resources show an empty token too.
    const token = next ?? (this.#resource.definition === undefined ? undefined : '');
    const metadata = {
      ...(token === undefined ? {} : { continue: token }),
      resourceVersion,
      ...(remaining === undefined ? {} : { remainingItemCount: remaining }),
    };
    switch (this.#shape.as) {
      case 'Table':
        return this.table(items, metadata, true);
      case 'PartialObjectMetadata':
        return {
          kind: 'PartialObjectMetadataList',
          apiVersion: this.#metaVersion,
          metadata,
          items: items.map((object) => this.#partial(object)),
        };
      default:
        return {
          kind: this.#resource.listKind,
          apiVersion: apiVersionOf(this.#resource),
          // Of custom objects the real server always says so.
          metadata: this.#resource.definition ? { continue: '', ...metadata } : metadata,
          items: items.map((object) => this.#item(object)),
        };
    }
  }

  /** @param columns whether to describe them; in a watch only the first event does */
  table(objects: readonly KubeObject[], metadata: JsonObject, columns: boolean): JsonObject {
    return {
      kind: 'Table',
      apiVersion: this.#metaVersion,
      metadata,
      columnDefinitions: columns
        ? this.#resource.columns.map(({ cell: _, ...column }) => ({ ...column, description: '' }))
        : null,
      rows: objects.map((object) => ({
        cells: this.#resource.columns.map(({ cell }) => cell(object, this.#now)),
        ...this.#beside(object),
      })),
    };
  }

  get isTable(): boolean {
    return this.#shape.as === 'Table';
  }

  get #metaVersion(): string {
    return `meta.k8s.io/${this.#shape.version}`;
  }

  #beside(object: KubeObject): JsonObject {
    switch (this.#include) {
      case 'None':
        return { object: null };
      case 'Object':
        return { object: this.#whole(object) };
      default:
        return { object: this.#partial(object) };
    }
  }

  #partial({ metadata }: KubeObject): JsonObject {
    return {
      kind: 'PartialObjectMetadata',
      apiVersion: this.#metaVersion,
      metadata: { ...metadata } as unknown as JsonObject,
    };
  }

  #whole(object: KubeObject): JsonObject {
    const { kind, apiVersion, ...rest } =
      this.#resource.group === 'events.k8s.io' ? freshEvent(object) : asJson(object);
    return {
      kind: kind ?? this.#resource.kind,
      apiVersion:
        this.#resource.definition === undefined ? (apiVersion ?? '') : apiVersionOf(this.#resource),
      ...rest,
    };
  }

  /** Items of typed lists do not repeat what the list says. */
  #item(object: KubeObject): JsonObject {
    const whole = this.#whole(object);
    if (this.#resource.definition !== undefined) {
      return whole;
    }
    const { kind: _, apiVersion: __, ...rest } = whole;
    return rest;
  }
}
