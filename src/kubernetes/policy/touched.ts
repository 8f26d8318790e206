import { isObject, type Json } from '../../experiment/json.ts';
import type { ApiRequest } from '../objects.ts';

/** Groups whose requests change nothing, though they are sent as a POST: questions about access. */
const asking = ['authorization.k8s.io', 'authentication.k8s.io'];

/** Whether a request changes something. A rehearsal (`dryRun`) does not. */
export function isMutation(request: ApiRequest): boolean {
  const group = request.path.split('/')[2] ?? '';
  return request.method !== 'GET' && !asking.includes(group) && !isRehearsal(request);
}

/** A deletion reads its options from the body alone where it has one. */
function isRehearsal({ method, query, body }: ApiRequest): boolean {
  if (method === 'DELETE' && isObject(body ?? null)) {
    const { dryRun } = body as { dryRun?: unknown };
    return Array.isArray(dryRun) && dryRun.length > 0;
  }
  return query?.['dryRun'] !== undefined;
}

/**
 * The namespaces in which a request has its effect: that of its path, and those which a Chaos Mesh
 * resource selects pods in.
 */
export function namespacesTouched({ path, body }: Pick<ApiRequest, 'path' | 'body'>): string[] {
  const own = /^\/(?:api|apis\/[^/]+)\/[^/]+\/namespaces\/([^/?]+)/.exec(path)?.[1];
  const selected = path.startsWith('/apis/chaos-mesh.org/') ? selectedIn(body ?? null) : [];
  return [...new Set([...(own === undefined ? [] : [decodeURIComponent(own)]), ...selected])];
}

/** Namespaces named by the selectors anywhere in a resource. */
function selectedIn(value: Json): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(selectedIn);
  }
  return isObject(value)
    ? Object.entries(value).flatMap(([key, member]) =>
        key === 'selector' && isObject(member) ? selectedBy(member) : selectedIn(member),
      )
    : [];
}

/** `namespaces` is a list of them, `pods` has them as keys. */
function selectedBy({ namespaces, pods }: { [key: string]: Json }): string[] {
  return [
    ...(Array.isArray(namespaces) ? namespaces.map(String) : []),
    ...(isObject(pods) ? Object.keys(pods) : []),
  ];
}
