import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { HumanError } from '../../messages/error.ts';
import { ActivityFailed } from '../failed.ts';
import { isPyObject, type PyObject } from '../python/value.ts';
import type { ProviderContext } from './context.ts';
import { joinHeaders, outputOf } from './http/answer.ts';
import type { Route } from './http/connect.ts';
import { type Answer, ExchangeFailed, exchange } from './http/exchange.ts';
import { proxyFor } from './http/proxy.ts';
import { deleteHeader, type HttpRequest, requestOf } from './http/request.ts';
import { follow, type Target, targetOf } from './http/url.ts';

/** Redirections that are followed. */
const mostRedirects = 30;

/** Methods that may be sent again after they may have arrived. */
const repeatable = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PUT', 'TRACE'];

/**
 * Runs an HTTP activity as `requests` does: `{status, headers, body}`. Any status is a success.
 * Proxies and authorities come from the environment (`https_proxy`, `REQUESTS_CA_BUNDLE`).
 * @throws ActivityFailed when there is no connection or no answer in time
 * @throws HumanError `engine.http-*` where the original ends in an exception
 * @throws the signal's reason when it is aborted
 */
export async function runHttp(activity: PyObject, context: ProviderContext): Promise<PyObject> {
  const provider = isPyObject(activity['provider']) ? activity['provider'] : {};
  const request = requestOf(provider, context.scope);
  const answer = await send(request, context);
  if (!Object.hasOwn(activity, 'tolerance') && answer.status > 399) {
    context.log(
      'WARNING',
      'This HTTP call returned a response with a HTTP status code above 400. This may indicate some error and not what you expected. Please have a look at the logs.',
    );
  }
  return outputOf(answer);
}

async function send(request: HttpRequest, context: ProviderContext): Promise<Answer> {
  const current = { ...request, headers: new Map(request.headers) };
  let target = targetOf(request.url, request.query);
  authorize(current.headers, target);
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const answer = await tryToSend(current, target, request.url, context);
    const location = joinHeaders(answer.rawHeaders).get(locationName(answer));
    if (location === undefined || ![301, 302, 303, 307, 308].includes(answer.status)) {
      return answer;
    }
    const next = targetOf(follow(target, Buffer.from(location, 'latin1').toString()), '');
    redirect(current, answer.status, isForeign(target, next));
    authorize(current.headers, next);
    target = next;
  }
  throw new HumanError('engine.http-redirects', { url: request.url, count: mostRedirects });
}

function locationName(answer: Answer): string {
  const names = answer.rawHeaders.filter((_, index) => index % 2 === 0);
  return names.find((name) => name.toLowerCase() === 'location') ?? 'Location';
}

function authorize(headers: Map<string, string>, target: Target): void {
  if (target.credentials !== undefined) {
    deleteHeader(headers, 'Authorization');
    headers.set('Authorization', `Basic ${Buffer.from(target.credentials).toString('base64')}`);
  }
}

/** What becomes of a request that is sent on; credentials never go to somebody else. */
function redirect(request: HttpRequest, status: number, toForeign: boolean): void {
  if (status !== 307 && status !== 308) {
    const becomesGet = status === 301 ? request.method === 'POST' : request.method !== 'HEAD';
    request.method = becomesGet ? 'GET' : request.method;
    delete request.body;
    for (const name of ['Content-Length', 'Content-Type', 'Transfer-Encoding']) {
      deleteHeader(request.headers, name);
    }
  }
  if (toForeign) {
    deleteHeader(request.headers, 'Authorization');
  }
}

/** Another host, or another port or scheme, except from http to https on their own ports. */
function isForeign(from: Target, to: Target): boolean {
  const isUpgrade = !from.secure && from.port === 80 && to.secure && to.port === 443;
  const isSame = from.port === to.port && from.secure === to.secure;
  return from.host !== to.host || !(isSame || isUpgrade);
}

async function tryToSend(
  request: HttpRequest,
  target: Target,
  url: string,
  context: ProviderContext,
): Promise<Answer> {
  const route = await routeTo(target, request.verify, context);
  for (let left = request.retries; ; left -= 1) {
    try {
      return await exchange(request, route);
    } catch (error) {
      if (!(error instanceof ExchangeFailed)) {
        throw error;
      }
      const mayRepeat = error.stage === 'connect' || repeatable.includes(request.method);
      if (left <= 0 || !mayRepeat || error.stage === 'body') {
        throw failure(error, url, request.retries > 0 && mayRepeat);
      }
    }
  }
}

/** The original tells a late answer from a lost connection only where it does not try again. */
function failure(error: ExchangeFailed, url: string, wasRepeated: boolean): Error {
  if (error.stage === 'read' && error.timedOut && !wasRepeated) {
    return new ActivityFailed('activity took too long to complete');
  }
  if (error.stage === 'body' && !error.timedOut) {
    return new HumanError('engine.http-cut', { url, reason: error.message }, { cause: error });
  }
  return new ActivityFailed(`failed to connect to ${url}: ${error.message}`);
}

async function routeTo(
  target: Target,
  verify: boolean | string,
  context: ProviderContext,
): Promise<Route> {
  const { environment, signal } = context;
  const proxy = proxyFor(target, environment);
  const bundle =
    typeof verify === 'string'
      ? verify
      : environment['REQUESTS_CA_BUNDLE'] || environment['CURL_CA_BUNDLE'];
  const needsBundle = target.secure && verify !== false && bundle;
  return {
    target,
    verify: verify !== false,
    signal,
    ...(proxy === undefined ? {} : { proxy }),
    ...(needsBundle ? { authorities: await readBundle(resolve(context.cwd, bundle)) } : {}),
  };
}

async function readBundle(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new HumanError('engine.http-authorities', { path, reason: (error as Error).message });
  }
}
