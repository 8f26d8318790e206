import { type KubeObject, textAt, valueAt } from './objects.ts';
import type { Resource } from './registry/resource.ts';
import { fieldSelector } from './selectors/fields.ts';
import { labelSelector } from './selectors/labels.ts';
import { ApiError, badRequest, expired } from './status.ts';
import type { Store } from './store.ts';

/** Which objects are meant; everything left out means all. */
export interface Selection {
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
}

/** How a list is read. */
export interface ListOptions extends Selection {
  /** Items of a page. */
  limit?: number;
  /** Where the page begins: the token that came with the one before. */
  continue?: string;
  resourceVersion?: string;
  resourceVersionMatch?: string;
}

/** A page of a list. */
export interface ListResult {
  items: KubeObject[];
  /** The version that the list shows; a watch goes on from there. */
  resourceVersion: string;
  /** Token of the next page; none on the last. */
  continue?: string;
  /** How many follow this page, where it is known. */
  remaining?: number;
}

/**
 * Whether an object is one of a selection.
 * @throws ApiError 400 where a selector cannot be read
 */
export function selects(resource: Resource, selection: Selection): (object: KubeObject) => boolean {
  const { namespace = '', labelSelector: labels = '', fieldSelector: fields = '' } = selection;
  const byLabels = labelSelector(labels);
  const byFields = fieldSelector(fields, resource.selectableFields);
  return (object) =>
    (namespace === '' || object.metadata.namespace === namespace) &&
    byLabels(object.metadata.labels ?? {}) &&
    byFields(object);
}

/**
 * A page of the objects of a resource. All pages of a list show the version of the first.
 * @throws ApiError 400 for what cannot be read, 410 where a token's version is forgotten
 */
export function list(store: Store, resource: Resource, options: ListOptions): ListResult {
  const matches = selects(resource, options);
  const token = options.continue === undefined ? undefined : readToken(options.continue);
  const version = token?.rv ?? versionOf(store, options);
  const chosen = snapshot(store, resource, options, version, token !== undefined).filter(matches);
  const start =
    token === undefined ? 0 : chosen.findIndex((object) => place(object) >= token.start);
  const from = start === -1 ? chosen.length : start;
  const limit = options.resourceVersion === '0' ? 0 : (options.limit ?? 0);
  const items = limit > 0 ? chosen.slice(from, from + limit) : chosen.slice(from);
  const following = chosen[from + items.length];
  const whole = !options.labelSelector && !options.fieldSelector;
  return {
    items,
    resourceVersion: String(version),
    ...(following === undefined
      ? {}
      : {
          continue: writeToken(version, following),
          ...(whole ? { remaining: chosen.length - from - items.length } : {}),
        }),
  };
}

function snapshot(
  store: Store,
  resource: Resource,
  { namespace }: ListOptions,
  version: number,
  paged: boolean,
): KubeObject[] {
  try {
    return store.list(resource.id, namespace, version);
  } catch (error) {
    throw paged && error instanceof ApiError
      ? expired(
          'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
        )
      : error;
  }
}

function versionOf(store: Store, options: ListOptions): number {
  const asked = readVersion(options.resourceVersion);
  const { resourceVersionMatch: match } = options;
  if (asked > store.version) {
    throw tooLarge(asked, store.version);
  }
  return match === 'Exact' && asked > 0 ? asked : store.version;
}

/**
 * The number of a `resourceVersion` in a query; 0 where there is none.
 * @throws ApiError 400
 */
export function readVersion(text: string | undefined): number {
  if (text === undefined || text === '') {
    return 0;
  }
  if (!/^\d+$/.test(text)) {
    throw badRequest(
      `invalid resource version: resourceVersion: Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`,
    );
  }
  return Number(text);
}

/** A version that has not come to be: the client speaks of another server, or of another life. */
export function tooLarge(asked: number, current: number): ApiError {
  const message = `Timeout: Too large resource version: ${asked}, current: ${current}`;
  return new ApiError(504, 'Timeout', message, {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
    retryAfterSeconds: 1,
  });
}

const place = ({ metadata }: KubeObject) => `${metadata.namespace ?? ''}\0${metadata.name}`;

function writeToken(rv: number, next: KubeObject): string {
  const token = { v: 'meta.k8s.io/v1', rv, start: place(next) };
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function readToken(text: string): { rv: number; start: string } {
  try {
    const token: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    const rv = valueAt(token, 'rv');
    const start = textAt(token, 'start');
    if (typeof rv === 'number' && start !== '') {
      return { rv, start };
    }
  } catch {
    // Falls through to the refusal: whatever cannot be read is not a token of ours.
  }
  throw badRequest('invalid continue token: continue key is not valid');
}
