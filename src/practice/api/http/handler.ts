import type { IncomingMessage, ServerResponse } from 'node:http';
import { isObject } from '../../../experiment/json.ts';
import type { Api } from '../api.ts';
import type { NodeRuntime } from '../runtime.ts';
import { ApiError, badRequest, methodNotAllowed, unknownResource } from '../status.ts';
import { checkAccess } from './access.ts';
import { readBody } from './body.ts';
import { aggregatedType, Discovery, isAggregated } from './discovery.ts';
import { OpenApi } from './openapi.ts';
import { type RequestInfo, requestInfo } from './request-info.ts';
import { serveResource } from './resource-route.ts';
import { reviewKinds } from './review-kinds.ts';
import { review } from './reviews.ts';
import { type Exchange, send, sendText } from './route.ts';
import type { Users } from './users.ts';
import { versionInfo } from './version.ts';

/** What the handler of requests needs. */
export interface HandlerParts {
  api: Api;
  users: Users;
  runtime?: NodeRuntime;
  /** Aborts when the server closes. */
  closing: AbortSignal;
}

/** Answers requests; a refusal becomes a Status. */
export class Handler {
  readonly #parts: HandlerParts;
  readonly #discovery: Discovery;
  readonly #openApi: OpenApi;

  constructor(parts: HandlerParts) {
    this.#parts = parts;
    this.#discovery = new Discovery(parts.api.registry);
    this.#openApi = new OpenApi(parts.api);
  }

  /** Never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const signal = AbortSignal.any([gone.signal, this.#parts.closing]);
    try {
      await this.#route(request, response, signal);
    } catch (error) {
      refuse(response, error);
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse, signal: AbortSignal) {
    const { api, users, runtime } = this.#parts;
    const info = readInfo(request);
    const user = users.of(request.headers, api.store, api.now());
    checkAccess(api.store, user, info);
    const { tokens } = users;
    const exchange: Exchange = { api, runtime, info, user, tokens, request, response, signal };
    if (info.resource === undefined) {
      await this.#servePath(exchange);
      return;
    }
    const { group, version, plural } = info.resource;
    const resource = api.registry.find(group, version, plural);
    if (resource !== undefined) {
      await serveResource(exchange, resource, info.resource);
      return;
    }
    const asked = reviewKinds.find((one) => one.group === group && one.plural === plural);
    if (asked === undefined) {
      this.#unknown(exchange);
      return;
    }
    if (info.verb !== 'create') {
      throw methodNotAllowed();
    }
    const body = await readBody(request);
    const { namespace } = info.resource;
    send(response, 201, review(api.store, asked.kind, user, isObject(body) ? body : {}, namespace));
  }

  async #servePath({ info, request, response }: Exchange): Promise<void> {
    const { path } = info;
    if (['/healthz', '/livez', '/readyz'].includes(path)) {
      sendText(response, 200, 'ok');
      return;
    }
    if (path === '/version' || path === '/version/') {
      send(response, 200, versionInfo);
      return;
    }
    if (path === '/openapi/v3' || path.startsWith('/openapi/v3/')) {
      const key = path.slice('/openapi/v3/'.length);
      const document = key === '' ? this.#openApi.index() : await this.#openApi.document(key);
      if (document !== undefined) {
        send(response, 200, document);
        return;
      }
    }
    const { accept } = request.headers;
    const found = this.#discovery.answer(path, accept);
    if (found !== undefined) {
      const isRoot = found['kind'] === 'APIGroupDiscoveryList' && isAggregated(accept);
      send(response, 200, found, isRoot ? aggregatedType : undefined);
      return;
    }
    this.#unknown({ info, response });
  }

  /** A known group answers with a Status, anything else with text, as the real server does. */
  #unknown({ info, response }: Pick<Exchange, 'info' | 'response'>): void {
    const [root, group = ''] = info.path.split('/').filter((part) => part !== '');
    const known =
      root === 'api' ||
      (root === 'apis' && this.#discovery.answer(`/apis/${group}`, undefined) !== undefined);
    if (known) {
      throw unknownResource();
    }
    sendText(response, 404, '404 page not found\n');
  }
}

function readInfo(request: IncomingMessage): RequestInfo {
  try {
    return requestInfo(request.method ?? 'GET', request.url ?? '/');
  } catch {
    throw badRequest('the path of the request cannot be read');
  }
}

/** A bug of ours is a 500, so that clients do not hang. */
function refuse(response: ServerResponse, error: unknown): void {
  const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const refusal = error instanceof ApiError ? error : new ApiError(500, 'InternalError', why);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const seconds = refusal.details?.['retryAfterSeconds'];
  if (typeof seconds === 'number') {
    response.setHeader('retry-after', String(seconds));
  }
  send(response, refusal.code, refusal.status);
}
