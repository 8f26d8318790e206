import { request as send } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type KubeObject, listAt, numberAt, textAt } from '../objects.ts';
import type { Resource } from '../registry/resource.ts';
import { ApiError, badRequest } from '../status.ts';
import { noRuntime } from './log-route.ts';
import type { ResourcePath } from './request-info.ts';
import type { Exchange } from './route.ts';

/** What belongs to one connection, or is meant for this server alone. */
const own = new Set(['authorization', 'connection', 'host', 'keep-alive', 'upgrade']);

/**
 * Hands a request on to a pod or a service, over HTTP, and its answer back. Links in pages are left as
 * they are, and connections are not upgraded.
 * @throws ApiError
 */
export async function serveProxy(
  exchange: Exchange,
  resource: Resource,
  { namespace, name, rest = '/' }: ResourcePath,
): Promise<void> {
  const { api, info, request, response, runtime, signal } = exchange;
  const [, bare = '', asked = ''] = /^(?:http:)?([^:]+):?([^:]*)$/.exec(name) ?? [];
  if (bare === '') {
    throw badRequest(`invalid ${resource.kind.toLowerCase()} request "${name}"`);
  }
  if (runtime === undefined) {
    throw noRuntime();
  }
  const object = api.get(resource, namespace, bare);
  const port = runtime.reach(object, portOf(object, asked));
  if (port === undefined) {
    throw new ApiError(
      503,
      'ServiceUnavailable',
      resource.kind === 'Service'
        ? `no endpoints available for service "${bare}"`
        : `error trying to reach service: dial tcp: connect: connection refused`,
    );
  }
  const headers = Object.entries(request.headers).filter(([key]) => !own.has(key));
  const query = info.query.size > 0 ? `?${info.query}` : '';
  await new Promise<void>((resolve, reject) => {
    const sent = send(
      {
        host: '127.0.0.1',
        port,
        method: request.method,
        path: `${rest}${query}`,
        headers: Object.fromEntries(headers),
        signal,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        // Whoever goes first ends both; there is nobody left to tell.
        pipeline(answer, response).then(resolve, () => resolve());
      },
    );
    sent.on('error', ({ message }) => {
      const text = `error trying to reach service: ${message}`;
      reject(new ApiError(503, 'ServiceUnavailable', text));
    });
    request.pipe(sent);
  });
}

/** The port that is meant: by its number, its name, or the only one. */
function portOf(object: KubeObject, asked: string): number {
  if (/^\d+$/.test(asked)) {
    return Number(asked);
  }
  const isService = object.kind === 'Service';
  const ports = isService
    ? listAt(object, 'spec', 'ports')
    : listAt(object, 'spec', 'containers').flatMap((one) => listAt(one, 'ports'));
  const key = isService ? 'port' : 'containerPort';
  const found = asked === '' ? ports[0] : ports.find((one) => textAt(one, 'name') === asked);
  if (found === undefined && isService) {
    throw new ApiError(
      503,
      'ServiceUnavailable',
      `no service port "${asked}" found for service "${object.metadata.name}"`,
    );
  }
  return found === undefined ? 80 : numberAt(found, key);
}
