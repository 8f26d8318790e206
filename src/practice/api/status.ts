import type { Json, JsonObject } from '../../experiment/json.ts';
import { isObject } from '../../experiment/json.ts';

/**
 * A request that is refused, as the `Status` object that the API answers. Texts are those of
 * Kubernetes, in English as there: they belong to the protocol, clients match on them.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: number;
  readonly reason: string;
  readonly details: JsonObject | undefined;

  constructor(code: number, reason: string, message: string, details?: JsonObject) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  /** The object that goes over the wire. */
  get status(): JsonObject {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      ...(this.reason === '' ? {} : { reason: this.reason }),
      ...(this.details === undefined ? {} : { details: this.details }),
      code: this.code,
    };
  }
}

/** Which resource a refusal is about. */
export interface Subject {
  group: string;
  plural: string;
}

/** One thing that is wrong with an object. */
export interface Cause {
  /** Such as `FieldValueRequired`. */
  reason: string;
  /** Such as `spec.containers[0].name`. */
  field: string;
  message: string;
}

const qualified = ({ group, plural }: Subject) => (group === '' ? plural : `${plural}.${group}`);

function about({ group, plural }: Subject, name: string): JsonObject {
  return { ...(name === '' ? {} : { name }), ...(group === '' ? {} : { group }), kind: plural };
}

export function notFound(subject: Subject, name: string): ApiError {
  const text = `${qualified(subject)} "${name}" not found`;
  return new ApiError(404, 'NotFound', text, about(subject, name));
}

/** For a path whose group or resource is not known. */
export function unknownResource(): ApiError {
  return new ApiError(404, 'NotFound', 'the server could not find the requested resource', {});
}

/** What there is in Kubernetes, and not here. */
const notOffered: Readonly<Record<string, string>> = {
  portforward: 'port-forward: services have ports on loopback, which kubectl get services shows',
  attach: 'attach: use kubectl logs -f or exec',
};

/** For a path below an object that is not known; what was left out on purpose says what to do instead. */
export function unknownSubresource(name: string): ApiError {
  const instead = notOffered[name.split('/')[0] ?? ''];
  return instead === undefined
    ? unknownResource()
    : new ApiError(404, 'NotFound', `the practice cluster does not offer ${instead}`, {});
}

export function alreadyExists(subject: Subject, name: string): ApiError {
  const text = `${qualified(subject)} "${name}" already exists`;
  return new ApiError(409, 'AlreadyExists', text, about(subject, name));
}

export function conflict(subject: Subject, name: string, why: string): ApiError {
  const text = `Operation cannot be fulfilled on ${qualified(subject)} "${name}": ${why}`;
  return new ApiError(409, 'Conflict', text, about(subject, name));
}

/** The object has another `resourceVersion` than the one that was sent. */
export function modified(subject: Subject, name: string): ApiError {
  return conflict(
    subject,
    name,
    'the object has been modified; please apply your changes to the latest version and try again',
  );
}

export function forbidden(
  subject: Subject,
  name: string,
  why: string,
  causes: readonly Cause[] = [],
): ApiError {
  const named = name === '' ? '' : ` "${name}"`;
  return new ApiError(403, 'Forbidden', `${qualified(subject)}${named} is forbidden: ${why}`, {
    ...about(subject, name),
    ...(causes.length === 0 ? {} : { causes: causes.map(causeJson) }),
  });
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

/** What was asked for is older than what is remembered. */
export function expired(message: string): ApiError {
  return new ApiError(410, 'Expired', message);
}

export function methodNotAllowed(): ApiError {
  const text = 'the server does not allow this method on the requested resource';
  return new ApiError(405, 'MethodNotAllowed', text, {});
}

export function unsupportedMediaType(message: string): ApiError {
  return new ApiError(415, 'UnsupportedMediaType', message, {});
}

/**
 * An object that breaks rules of its kind.
 * @param kind as the object names it, such as `Pod`
 */
export function invalid(
  group: string,
  kind: string,
  name: string,
  causes: readonly Cause[],
): ApiError {
  const texts = [...new Set(causes.map(({ field, message }) => `${field}: ${message}`))];
  const what = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  const full = group === '' ? kind : `${kind}.${group}`;
  return new ApiError(422, 'Invalid', `${full} "${name}" is invalid: ${what}`, {
    ...(name === '' ? {} : { name }),
    ...(group === '' ? {} : { group }),
    kind,
    causes: causes.map(causeJson),
  });
}

/** A field that must be there. */
export function required(field: string, detail = ''): Cause {
  const message = detail === '' ? 'Required value' : `Required value: ${detail}`;
  return { reason: 'FieldValueRequired', field, message };
}

/** A field whose value breaks a rule. */
export function wrong(field: string, value: Json | undefined, detail: string): Cause {
  const shown = JSON.stringify(value ?? null, ordered);
  return { reason: 'FieldValueInvalid', field, message: `Invalid value: ${shown}: ${detail}` };
}

/** A field that may not be set, or not be changed. */
export function forbiddenField(field: string, detail: string): Cause {
  return { reason: 'FieldValueForbidden', field, message: `Forbidden: ${detail}` };
}

/** A field whose value is none of those that there are. */
export function unsupported(field: string, value: Json, known: readonly string[]): Cause {
  const list = known.map((one) => JSON.stringify(one)).join(', ');
  const message = `Unsupported value: ${JSON.stringify(value)}: supported values: ${list}`;
  return { reason: 'FieldValueNotSupported', field, message };
}

/** A value that may be there once only. */
export function duplicate(field: string, value: Json): Cause {
  return {
    reason: 'FieldValueDuplicate',
    field,
    message: `Duplicate value: ${JSON.stringify(value)}`,
  };
}

/** The answer to a deletion after which nothing is left. */
export function deleted(subject: Subject, name: string, uid: string): JsonObject {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { ...about(subject, name), uid },
  };
}

/** Maps of texts are told by the order of their keys, as Go tells them. */
function ordered(_key: string, value: Json): Json {
  const isMap = isObject(value) && Object.values(value).every((one) => typeof one === 'string');
  return isMap
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}

function causeJson({ reason, message, field }: Cause): JsonObject {
  return { reason, message, field };
}
