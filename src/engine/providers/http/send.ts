import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { HumanError } from '../../../messages/error.ts';
import { joinHeaders } from './answer.ts';
import type { Route } from './connect.ts';
import { type Answer, ExchangeFailed, exchange } from './exchange.ts';
import { type NetrcPlace, netrcCredentials } from './netrc.ts';
import { proxyFor } from './proxy.ts';
import { deleteHeader, type HttpRequest } from './request.ts';
import { follow, type Target, targetOf } from './url.ts';

/** Redirections that are followed. */
const mostRedirects = 30;

/** Methods that may be sent again after they may have arrived. */
const repeatable = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PUT', 'TRACE'];

/** What a request takes from around it: proxies, authorities and credentials of the user. */
export interface HttpSurroundings extends NetrcPlace {
  readonly signal: AbortSignal;
}

/** A request that came to no answer. */
export class SendFailed extends Error {
  readonly failed: ExchangeFailed;
  /** Whether it was, or could have been, sent again. */
  readonly mayRepeat: boolean;

  constructor(failed: ExchangeFailed, mayRepeat: boolean) {
    super(failed.message, { cause: failed });
    this.failed = failed;
    this.mayRepeat = mayRepeat;
  }
}

/**
 * Sends a request and follows where it is sent on, as `requests` does. Proxies and authorities come
 * from the environment (`https_proxy`, `REQUESTS_CA_BUNDLE`), credentials from the address or, before
 * that, from netrc.
 * @throws SendFailed when there is no connection or no answer in time
 * @throws HumanError `engine.http-*` for what can't be sent
 * @throws the signal's reason when it is aborted
 */
export async function send(request: HttpRequest, around: HttpSurroundings): Promise<Answer> {
  const current = { ...request, headers: new Map(request.headers) };
  let target = targetOf(request.url, request.query);
  await authorize(current.headers, target, around);
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const answer = await tryToSend(current, target, around);
    const location = joinHeaders(answer.rawHeaders).get(locationName(answer));
    if (location === undefined || ![301, 302, 303, 307, 308].includes(answer.status)) {
      return answer;
    }
    const next = targetOf(follow(target, Buffer.from(location, 'latin1').toString()), '');
    redirect(current, answer.status, isForeign(target, next));
    await authorize(current.headers, next, around);
    target = next;
  }
  throw new HumanError('engine.http-redirects', { url: request.url, count: mostRedirects });
}

function locationName(answer: Answer): string {
  const names = answer.rawHeaders.filter((_, index) => index % 2 === 0);
  return names.find((name) => name.toLowerCase() === 'location') ?? 'Location';
}

/** The user's netrc beats what the address and the given headers say, as in the original. */
async function authorize(
  headers: Map<string, string>,
  target: Target,
  around: HttpSurroundings,
): Promise<void> {
  const credentials = (await netrcCredentials(target.host, around)) ?? target.credentials;
  if (credentials !== undefined) {
    deleteHeader(headers, 'Authorization');
    headers.set('Authorization', `Basic ${Buffer.from(credentials).toString('base64')}`);
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
    delete request.identity;
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
  around: HttpSurroundings,
): Promise<Answer> {
  const route = await routeTo(target, request, around);
  for (let left = request.retries; ; left -= 1) {
    try {
      return await exchange(request, route);
    } catch (error) {
      if (!(error instanceof ExchangeFailed)) {
        throw error;
      }
      const mayRepeat = error.stage === 'connect' || repeatable.includes(request.method);
      if (left <= 0 || !mayRepeat || error.stage === 'body') {
        throw new SendFailed(error, request.retries > 0 && mayRepeat);
      }
    }
  }
}

async function routeTo(
  target: Target,
  { verify, identity }: HttpRequest,
  around: HttpSurroundings,
): Promise<Route> {
  const { environment, signal } = around;
  const proxy = proxyFor(target, environment);
  const bundle =
    typeof verify === 'string'
      ? verify
      : environment['REQUESTS_CA_BUNDLE'] || environment['CURL_CA_BUNDLE'];
  const isSecure = target.secure || proxy?.startsWith('https:') === true;
  const needsBundle = isSecure && verify !== false && bundle;
  return {
    target,
    verify: verify !== false,
    signal,
    ...(identity && { identity }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(needsBundle ? { authorities: await readBundle(resolve(around.cwd, bundle)) } : {}),
  };
}

/** A PEM file, or all of a folder of them. */
async function readBundle(path: string): Promise<string> {
  try {
    if (!(await stat(path)).isDirectory()) {
      return await readFile(path, 'utf8');
    }
    const files = (await readdir(path, { withFileTypes: true })).filter(
      (file) => !file.isDirectory(),
    );
    const texts = await Promise.all(files.map(({ name }) => readFile(join(path, name), 'utf8')));
    return texts.join('\n');
  } catch (error) {
    throw new HumanError('engine.http-authorities', { path, reason: (error as Error).message });
  }
}
