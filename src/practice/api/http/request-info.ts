/** What a request asks for, read from its method and path, as roles and routes see it. */
export interface RequestInfo {
  method: string;
  path: string;
  query: URLSearchParams;
  /** Such as `list`, `deletecollection`; for paths that are no resource the method in small letters. */
  verb: string;
  /** Undefined for a path that is no resource. */
  resource: ResourcePath | undefined;
}

/** A path to a collection, an object or a subresource. */
export interface ResourcePath {
  group: string;
  version: string;
  plural: string;
  /** Empty for all namespaces, and for the cluster. */
  namespace: string;
  /** Empty for a collection. */
  name: string;
  /** Empty for the object itself. */
  subresource: string;
  /** What follows the subresource `proxy`, as it is written in the URL. */
  rest?: string;
}

/**
 * Reads a request.
 * @throws URIError where the path is not well encoded
 */
export function requestInfo(method: string, url: string): RequestInfo {
  const { pathname, searchParams: query } = new URL(url, 'https://here');
  const parts = pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  const resource = proxied(resourcePath(parts), pathname);
  return {
    method,
    path: pathname,
    query,
    verb: resource === undefined ? method.toLowerCase() : verbOf(method, resource, query),
    resource,
  };
}

/** Where a proxy's own part of a path ends: namespace, kind and name come before it. */
const beforeProxied = /^\/api\/[^/]+\/namespaces(?:\/[^/]+){3}\/proxy/;

/** A path through a proxy goes on as it likes; access to it is that to `proxy`. */
function proxied(resource: ResourcePath | undefined, pathname: string): ResourcePath | undefined {
  const isProxy = resource !== undefined && /^proxy(\/|$)/.test(resource.subresource);
  return isProxy
    ? { ...resource, subresource: 'proxy', rest: pathname.replace(beforeProxied, '') || '/' }
    : resource;
}

function resourcePath(parts: readonly string[]): ResourcePath | undefined {
  const [root, ...rest] = parts;
  if (root === 'api' && rest.length >= 2) {
    return within('', rest[0] ?? '', rest.slice(1));
  }
  return root === 'apis' && rest.length >= 3
    ? within(rest[0] ?? '', rest[1] ?? '', rest.slice(2))
    : undefined;
}

function within(group: string, version: string, parts: readonly string[]): ResourcePath {
  const [first = '', second = '', third = '', ...rest] = parts;
  const base = { group, version };
  if (first !== 'namespaces' || third === '' || third === 'status' || third === 'finalize') {
    const isNamespace = first === 'namespaces' && second !== '';
    const subresource = [third, ...rest].filter((part) => part !== '').join('/');
    return {
      ...base,
      plural: first,
      namespace: isNamespace ? second : '',
      name: second,
      subresource,
    };
  }
  const [name = '', ...more] = rest;
  return { ...base, plural: third, namespace: second, name, subresource: more.join('/') };
}

function verbOf(method: string, { name }: ResourcePath, query: URLSearchParams): string {
  switch (method) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name === '' ? 'deletecollection' : 'delete';
    default:
      if (isTrue(query, 'watch')) {
        return 'watch';
      }
      return name === '' ? 'list' : 'get';
  }
}

/** A flag of a query, in the spellings that Go reads. */
export function isTrue(query: URLSearchParams, key: string): boolean {
  const value = query.get(key);
  return value === ''
    ? query.has(key)
    : ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(value ?? '');
}

/** A whole number of a query; undefined where there is none. */
export function numberOf(query: URLSearchParams, key: string): number | undefined {
  const value = query.get(key);
  return value !== null && /^-?\d+$/.test(value) ? Number(value) : undefined;
}
