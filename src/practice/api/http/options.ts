import type { Json, JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';
import { type DeleteOptions, type Propagation, propagations } from '../delete.ts';
import type { ListOptions } from '../list.ts';
import { listAt, textAt, valueAt } from '../objects.ts';
import { invalid, unsupported } from '../status.ts';
import { isTrue, numberOf, type RequestInfo } from './request-info.ts';

/** What a list or a watch asks for. */
export function listOptions({ query, resource }: RequestInfo): ListOptions {
  const text = (key: string) => query.get(key) || undefined;
  const name = resource?.name ?? '';
  const fields = [text('fieldSelector'), name === '' ? undefined : `metadata.name=${name}`];
  const fieldSelector = fields.filter((one) => one !== undefined).join(',');
  const options = {
    namespace: resource?.namespace,
    labelSelector: text('labelSelector'),
    fieldSelector: fieldSelector === '' ? undefined : fieldSelector,
    limit: numberOf(query, 'limit'),
    continue: text('continue'),
    resourceVersion: text('resourceVersion'),
    resourceVersionMatch: text('resourceVersionMatch'),
  };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/**
 * Whether a write is a dry run.
 * @param kind of the options that the refusal names
 * @throws ApiError 422 for any value but `All`
 */
export function isDryRun(values: readonly string[], kind: string): boolean {
  if (values.some((value) => value !== 'All')) {
    throw invalid('meta.k8s.io', kind, '', [unsupported('dryRun', [...values], ['All'])]);
  }
  return values.length > 0;
}

/**
 * What a deletion asks for, by its body or, without one, by its query.
 * @throws ApiError 400, 422
 */
export function deleteOptions({ query }: RequestInfo, body: Json | undefined): DeleteOptions {
  const given: JsonObject = isObject(body) ? body : fromQuery(query);
  const grace = given['gracePeriodSeconds'];
  const uid = textAt(given, 'preconditions', 'uid');
  const resourceVersion = textAt(given, 'preconditions', 'resourceVersion');
  const dryRun = isDryRun(
    [...listAt(given, 'dryRun').map(String), ...(isObject(body) ? query.getAll('dryRun') : [])],
    'DeleteOptions',
  );
  const propagationPolicy = propagationOf(given);
  return {
    ...(typeof grace === 'number' ? { gracePeriodSeconds: grace } : {}),
    preconditions: {
      ...(uid === '' ? {} : { uid }),
      ...(resourceVersion === '' ? {} : { resourceVersion }),
    },
    ...(propagationPolicy === undefined ? {} : { propagationPolicy }),
    ...(dryRun ? { dryRun } : {}),
  };
}

function fromQuery(query: URLSearchParams): JsonObject {
  const grace = numberOf(query, 'gracePeriodSeconds');
  return {
    ...(grace === undefined ? {} : { gracePeriodSeconds: grace }),
    ...(query.has('propagationPolicy')
      ? { propagationPolicy: query.get('propagationPolicy') }
      : {}),
    ...(query.has('orphanDependents')
      ? { orphanDependents: isTrue(query, 'orphanDependents') }
      : {}),
    dryRun: query.getAll('dryRun'),
  };
}

function propagationOf(given: JsonObject): Propagation | undefined {
  const policy = valueAt(given, 'propagationPolicy');
  const orphan = valueAt(given, 'orphanDependents');
  if (policy === undefined || policy === null) {
    return orphan === true ? 'Orphan' : orphan === false ? 'Background' : undefined;
  }
  const known = propagations.find((one) => one === policy);
  if (known === undefined) {
    throw invalid('meta.k8s.io', 'DeleteOptions', '', [
      unsupported('propagationPolicy', policy, [...propagations, 'nil']),
    ]);
  }
  return known;
}
