import { HumanError } from '../../../messages/error.ts';
import { truthy } from '../../python/compare.ts';
import { str } from '../../python/text.ts';
import { typeName } from '../../python/type-name.ts';
import { isPyObject, numberOf, PyBytes, type PyObject, type PyValue } from '../../python/value.ts';
import { type Scope, substitute, substituteArguments } from '../../substitute.ts';
import { formOf } from './form.ts';
import { dumpJson } from './json.ts';

/** Seconds-based limits as milliseconds; undefined waits as long as it takes. */
export interface Timeouts {
  connect?: number;
  /** Between two pieces of the answer. */
  read?: number;
}

/** A request in the making. */
export interface HttpRequest {
  url: string;
  /** To be added to the address's own query. */
  query: string;
  method: string;
  /** Names as they are sent. */
  headers: Map<string, string>;
  body?: Buffer;
  timeouts: Timeouts;
  /** False: any certificate. A text: path of a bundle of authorities. */
  verify: boolean | string;
  retries: number;
  /** A certificate to show to the server, and its key, PEM. */
  identity?: { cert: string; key: string };
}

const defaults: [string, string][] = [
  ['User-Agent', 'chaos-workbench'],
  ['Accept-Encoding', 'gzip, deflate'],
  ['Accept', '*/*'],
  ['Connection', 'keep-alive'],
];

/**
 * Makes the request of an HTTP provider: address, headers and timeout are always substituted,
 * arguments when there is something to put in; with GET they are the query, else the body: JSON when
 * the header `Content-Type` is exactly `application/json`, a form otherwise.
 * @throws HumanError `engine.http-*`, `engine.not-json`
 */
export function requestOf(provider: PyObject, scope: Scope): HttpRequest {
  const method = methodOf(provider['method'] ?? 'GET');
  const given = substitute(provider['headers'] ?? null, scope);
  const data = substituteArguments(provider['arguments'] ?? null, scope);
  const isGet = method === 'GET';
  const content = isGet ? {} : bodyOf(data, given);
  const verify = provider['verify_tls'] ?? true;
  return {
    url: str(substitute(provider['url'] ?? null, scope)),
    query: isGet ? formOf(data) : '',
    method,
    headers: headersOf(given, method, content),
    ...(content.body === undefined ? {} : { body: content.body }),
    timeouts: timeoutsOf(substitute(provider['timeout'] ?? null, scope)),
    verify: typeof verify === 'string' ? verify : truthy(verify),
    retries: numberOf(provider['max_retries']) ?? 0,
  };
}

function methodOf(method: PyValue): string {
  if (typeof method !== 'string' || !/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(method)) {
    throw new HumanError('engine.http-method', { method: str(method) });
  }
  return method.toUpperCase();
}

interface Content {
  body?: Buffer;
  type?: string;
}

function bodyOf(data: PyValue, headers: PyValue): Content {
  if (isPyObject(headers) && headers['Content-Type'] === 'application/json') {
    return data === null ? {} : { body: Buffer.from(dumpJson(data)) };
  }
  if (!truthy(data)) {
    return {};
  }
  if (typeof data === 'string' || data instanceof PyBytes) {
    return { body: Buffer.from(data instanceof PyBytes ? data.bytes : Buffer.from(data)) };
  }
  return { body: Buffer.from(formOf(data)), type: 'application/x-www-form-urlencoded' };
}

function headersOf(given: PyValue, method: string, content: Content): Map<string, string> {
  const headers = new Map<string, string>(defaults);
  if (truthy(given) && !isPyObject(given)) {
    throw new HumanError('engine.http-headers', { type: typeName(given) });
  }
  for (const [name, value] of Object.entries(isPyObject(given) ? given : {})) {
    deleteHeader(headers, name);
    if (value !== null) {
      headers.set(name, headerValue(name, value));
    }
  }
  if (content.body !== undefined || (method !== 'GET' && method !== 'HEAD')) {
    deleteHeader(headers, 'Content-Length');
    headers.set('Content-Length', String(content.body?.length ?? 0));
  }
  const hasType = [...headers.keys()].some((name) => name.toLowerCase() === 'content-type');
  if (content.type !== undefined && !hasType) {
    headers.set('Content-Type', content.type);
  }
  return headers;
}

/** Removes a header whatever its case. */
export function deleteHeader(headers: Map<string, string>, name: string): void {
  for (const key of headers.keys()) {
    if (key.toLowerCase() === name.toLowerCase()) {
      headers.delete(key);
    }
  }
}

function headerValue(name: string, value: PyValue): string {
  const text = value instanceof PyBytes ? Buffer.from(value.bytes).toString('latin1') : value;
  if (typeof text !== 'string') {
    throw new HumanError('engine.http-header-type', { name, type: typeName(value) });
  }
  if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name) || !/^(?!\s)[\t\x20-\x7e\x80-\xff]*$/.test(text)) {
    throw new HumanError('engine.http-header', { name });
  }
  return text;
}

function timeoutsOf(timeout: PyValue): Timeouts {
  const [connect, read, ...rest] = Array.isArray(timeout) ? timeout : [timeout, timeout];
  if (connect === undefined || read === undefined || rest.length > 0) {
    throw new HumanError('engine.http-timeout');
  }
  return {
    ...(connect === null ? {} : { connect: milliseconds(connect) }),
    ...(read === null ? {} : { read: milliseconds(read) }),
  };
}

function milliseconds(seconds: PyValue): number {
  const number = numberOf(seconds);
  if (number === undefined || !(number > 0)) {
    throw new HumanError('engine.http-timeout');
  }
  // A longer timer would fire at once.
  return Math.min(number * 1000, 0x7fffffff);
}

/**
 * A request of this program's own.
 * @param headers in addition to the usual ones
 */
export function plainRequest(
  method: string,
  url: string,
  extra: Partial<Pick<HttpRequest, 'body' | 'timeouts' | 'verify'>> & {
    headers?: Readonly<Record<string, string>>;
  } = {},
): HttpRequest {
  const { body, headers = {}, timeouts = {}, verify = true } = extra;
  const content = body === undefined ? {} : { body, type: 'application/json' };
  return {
    url,
    query: '',
    method,
    headers: headersOf({ ...headers }, method, content),
    ...(body && { body }),
    timeouts,
    verify,
    retries: 0,
  };
}
