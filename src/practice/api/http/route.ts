import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from '../../../experiment/json.ts';
import type { Api } from '../api.ts';
import type { User } from '../rbac/authorize.ts';
import type { NodeRuntime } from '../runtime.ts';
import type { RequestInfo } from './request-info.ts';
import type { Tokens } from './tokens.ts';

/** A request that is known and allowed, on its way to an answer. */
export interface Exchange {
  api: Api;
  runtime: NodeRuntime | undefined;
  info: RequestInfo;
  user: User;
  tokens: Tokens;
  request: IncomingMessage;
  response: ServerResponse;
  /** Aborts when the client goes or the server closes. */
  signal: AbortSignal;
}

/** Sends JSON. */
export function send(
  response: ServerResponse,
  code: number,
  body: Json,
  type = 'application/json',
): void {
  response.writeHead(code, { 'content-type': type, 'cache-control': 'no-cache, private' });
  response.end(JSON.stringify(body));
}

/** Sends text. */
export function sendText(response: ServerResponse, code: number, body: string): void {
  response.writeHead(code, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(body);
}

/** The name that `managedFields` gets: what the client says, or the beginning of its User-Agent. */
export function managerOf({ info, request }: Pick<Exchange, 'info' | 'request'>): string {
  const said = info.query.get('fieldManager') ?? '';
  const agent = (request.headers['user-agent'] ?? '').split('/')[0] ?? '';
  return said || agent || 'unknown';
}
