import { once } from 'node:events';
import { type KubeObject, listAt, textAt } from '../objects.ts';
import type { ContainerLog, LogLine } from '../runtime.ts';
import { ApiError, badRequest } from '../status.ts';
import { isTrue, numberOf } from './request-info.ts';
import type { Exchange } from './route.ts';

/**
 * The container that a request means: the one it names, the annotated default, or the only one.
 * @throws ApiError 400
 */
export function containerOf(pod: KubeObject, asked: string): string {
  const names = ['containers', 'initContainers'].flatMap((key) =>
    listAt(pod, 'spec', key).map((container) => textAt(container, 'name')),
  );
  const { name, annotations } = pod.metadata;
  if (asked !== '') {
    if (!names.includes(asked)) {
      throw badRequest(`container ${asked} is not valid for pod ${name}`);
    }
    return asked;
  }
  const usual = annotations?.['kubectl.kubernetes.io/default-container'];
  const containers = listAt(pod, 'spec', 'containers').map((one) => textAt(one, 'name'));
  if (usual !== undefined && containers.includes(usual)) {
    return usual;
  }
  if (containers.length !== 1) {
    throw badRequest(
      `a container name must be specified for pod ${name}, choose one of: [${containers.join(' ')}]`,
    );
  }
  return containers[0] ?? '';
}

/** The refusal where no node runs in this process. */
export function noRuntime(): ApiError {
  return new ApiError(503, 'ServiceUnavailable', 'no node of this cluster runs containers');
}

/**
 * Streams a container's log as text.
 * @throws ApiError
 */
export async function serveLog(exchange: Exchange, pod: KubeObject): Promise<void> {
  const { info, response, runtime, signal } = exchange;
  const { query } = info;
  const container = containerOf(pod, query.get('container') ?? '');
  if (textAt(pod, 'spec', 'nodeName') === '') {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.end();
    return;
  }
  if (runtime === undefined) {
    throw noRuntime();
  }
  const log = await runtime.log(pod, container, isTrue(query, 'previous'), signal);
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.flushHeaders();
  const withTime = isTrue(query, 'timestamps');
  let left = numberOf(query, 'limitBytes') ?? Number.POSITIVE_INFINITY;
  for await (const line of chosen(log, query)) {
    const bytes = Buffer.from(`${withTime ? `${line.time} ` : ''}${line.text}\n`).subarray(0, left);
    left -= bytes.length;
    if (!response.write(bytes)) {
      await once(response, 'drain', { signal }).catch(() => undefined);
    }
    if (left <= 0 || signal.aborted) {
      break;
    }
  }
  response.end();
}

async function* chosen(log: ContainerLog, query: URLSearchParams): AsyncGenerator<LogLine> {
  const seconds = numberOf(query, 'sinceSeconds');
  const time = query.get('sinceTime');
  const since = seconds === undefined ? Date.parse(time ?? '') : Date.now() - seconds * 1000;
  const recent = Number.isNaN(since)
    ? log.past
    : log.past.filter((line) => Date.parse(line.time) >= since);
  const tail = numberOf(query, 'tailLines');
  yield* tail === undefined ? recent : recent.slice(Math.max(recent.length - tail, 0));
  if (isTrue(query, 'follow')) {
    yield* log.following;
  }
}
