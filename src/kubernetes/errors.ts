import { isObject, type Json, type JsonObject } from '../experiment/json.ts';
import { HumanError, isHumanError } from '../messages/error.ts';
import type { MessageArgs } from '../messages/types.ts';
import type { Endpoint } from './endpoint.ts';
import type { ApiRequest } from './objects.ts';

/** An error of the API: where the server answered, with its HTTP status and `Status.reason`. */
export type ApiFailure = HumanError & {
  status?: number;
  reason?: string;
  /** The server's Status object. */
  details?: JsonObject;
};

/** The HTTP status of an error, if the server answered. */
export function statusOf(error: unknown): number | undefined {
  return isHumanError(error) && 'status' in error ? Number(error.status) : undefined;
}

/** Makes an error for people that carries what the server said. */
export function apiFailure(
  code: string,
  args: MessageArgs,
  facts: { status?: number; reason?: string; details?: JsonObject; cause?: unknown } = {},
): ApiFailure {
  const { cause, ...own } = facts;
  return Object.assign(new HumanError(code, args, cause === undefined ? {} : { cause }), own);
}

const verbs: Record<string, string> = {
  GET: 'get',
  POST: 'create',
  PUT: 'replace',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** What a request is about: `pods/web-0 (namespace shop)`. */
export function subjectOf(request: Pick<ApiRequest, 'path'>): string {
  const path = request.path.split('?')[0] ?? '';
  const match =
    /^\/(?:api|apis\/[^/]+)\/[^/]+(?:\/namespaces\/([^/]+)(?=\/))?\/([^/]+)(?:\/([^/]+)(?:\/(.+))?)?$/.exec(
      path,
    );
  if (match === null) {
    return path;
  }
  const [, namespace, resource, name, sub] = match.map((part) => part && decodeURIComponent(part));
  const object = name ? `${resource}/${name}${sub ? ` (${sub})` : ''}` : `${resource}`;
  return namespace ? `${object} (namespace ${namespace})` : object;
}

/** A request in words: `delete pods/web-0 (namespace shop)`. */
export function describeRequest(request: Pick<ApiRequest, 'method' | 'path'>): string {
  return `${verbs[request.method] ?? request.method} ${subjectOf(request)}`;
}

/** The error that an answer of 400 and above means to a person. */
export function errorOfAnswer(
  endpoint: Pick<Endpoint, 'server' | 'source'>,
  request: Pick<ApiRequest, 'method' | 'path'>,
  status: number,
  body: string,
): ApiFailure {
  const details = statusObject(body);
  const said = typeof details?.['message'] === 'string' ? details['message'] : body.trim();
  const reason = said.slice(0, 500) || `HTTP ${status}`;
  const facts = {
    status,
    ...(typeof details?.['reason'] === 'string' && { reason: details['reason'] }),
    ...(details && { details }),
  };
  const args = {
    server: serverName(endpoint),
    source: endpoint.source,
    what: describeRequest(request),
    status,
    reason,
  };
  const subject = { ...args, what: subjectOf(request) };
  switch (status) {
    case 401:
      return apiFailure('kubernetes.unauthorised', args, facts);
    case 403:
      return apiFailure(...forbidden(args), facts);
    case 404:
      return apiFailure('kubernetes.not-found', subject, facts);
    case 409:
      return facts.reason === 'AlreadyExists'
        ? apiFailure('kubernetes.exists', subject, facts)
        : apiFailure('kubernetes.conflict', subject, facts);
    case 410:
      return apiFailure('kubernetes.gone', subject, facts);
    case 429:
      return isDisruptionBudget(details)
        ? apiFailure('kubernetes.disruption-budget', args, facts)
        : apiFailure('kubernetes.too-many', { ...args, count: 1 }, facts);
    default:
      return status >= 500
        ? apiFailure('kubernetes.server-error', args, facts)
        : apiFailure('kubernetes.refused', args, facts);
  }
}

/** Server and path without credentials, as people know it. */
export function serverName(endpoint: Pick<Endpoint, 'server'>): string {
  return endpoint.server.origin + endpoint.server.pathname.replace(/\/$/, '');
}

/** Whether a 429 is an eviction's answer and not the server's overload. */
export function isDisruptionBudget(details: JsonObject | undefined): boolean {
  const inner = details?.['details'];
  const causes = isObject(inner) ? inner['causes'] : undefined;
  return (
    Array.isArray(causes) &&
    causes.some((cause) => isObject(cause) && cause['reason'] === 'DisruptionBudget')
  );
}

function statusObject(body: string): JsonObject | undefined {
  try {
    const value: Json = JSON.parse(body);
    return isObject(value) && value['kind'] === 'Status' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The API server's sentence, taken apart so that it can be said in the reader's language. */
function forbidden(args: { server: string; what: string; reason: string }): [string, MessageArgs] {
  const match =
    /User "([^"]*)" cannot (\S+) resource "([^"]*)" in API group "([^"]*)"(?: in the namespace "([^"]*)")?/.exec(
      args.reason,
    );
  if (match === null) {
    return ['kubernetes.forbidden-plain', args];
  }
  const [, who, verb, resource, group, namespace] = match;
  const what = group ? `${resource}.${group}` : (resource ?? '');
  const facts = { server: args.server, who: who ?? '', verb: verb ?? '', what };
  return namespace
    ? ['kubernetes.forbidden', { ...facts, namespace }]
    : ['kubernetes.forbidden-cluster', facts];
}
