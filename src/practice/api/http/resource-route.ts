import type { JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';
import { asObject, type Patch } from '../api.ts';
import { storedEvent } from '../event-forms.ts';
import { type KubeObject, objectAt, textAt } from '../objects.ts';
import { protobufType } from '../protobuf/decode.ts';
import { type Resource, subresourceOf } from '../registry/resource.ts';
import {
  badRequest,
  deleted,
  methodNotAllowed,
  unknownResource,
  unknownSubresource,
} from '../status.ts';
import type { WriteOptions } from '../write.ts';
import { shapeOf } from './accept.ts';
import { mediaType, readBody } from './body.ts';
import { serveExec } from './exec-route.ts';
import { serveLog } from './log-route.ts';
import { deleteOptions, isDryRun, listOptions } from './options.ts';
import { serveProxy } from './proxy-route.ts';
import type { ResourcePath } from './request-info.ts';
import { type Exchange, managerOf, send } from './route.ts';
import { type IncludeObject, Writer } from './shapes.ts';
import { objectReader, patchedReader } from './typed-body.ts';
import { serveWatch } from './watch-route.ts';

/** A request to a stored resource. */
interface Call extends Exchange {
  resource: Resource;
  /** As which it is written: events of both groups are stored in the form of the core group. */
  stored: Resource;
  path: ResourcePath;
  writer: Writer;
}

/**
 * Answers a request to a resource.
 * @throws ApiError
 */
export async function serveResource(
  exchange: Exchange,
  resource: Resource,
  path: ResourcePath,
): Promise<void> {
  const { api, info, request } = exchange;
  const include = (info.query.get('includeObject') || 'Metadata') as IncludeObject;
  if (['log', 'exec', 'proxy'].includes(path.subresource)) {
    await serveRuntime({ ...exchange, resource, path });
    return;
  }
  const shape = shapeOf(request.headers.accept);
  const writer = new Writer(resource, shape, include, api.now());
  const stored = resource.id === 'events' ? api.registry.builtIn('events') : resource;
  const call: Call = { ...exchange, resource, stored, path, writer };
  const isLost = resource.namespaced
    ? path.namespace === '' && path.name !== ''
    : path.namespace !== '' && resource.id !== 'namespaces';
  if (isLost) {
    throw unknownResource();
  }
  if (path.subresource !== '') {
    await serveSubresource(call);
    return;
  }
  switch (info.verb) {
    case 'get':
      reply(call, api.get(resource, placeOf(call), path.name));
      return;
    case 'list':
      send(call.response, 200, writer.list(api.list(resource, listOptions(info))));
      return;
    case 'watch':
      await serveWatch(call);
      return;
    case 'create':
      if (path.name !== '' || (resource.namespaced && path.namespace === '')) {
        throw methodNotAllowed();
      }
      reply(call, api.create(stored, path.namespace, await bodyOf(call), options(call)), 201);
      return;
    case 'update':
    case 'patch':
      reply(call, await write(call));
      return;
    case 'delete':
      await serveDelete(call);
      return;
    case 'deletecollection': {
      const body = await readBody(request);
      const gone = api.deleteCollection(resource, listOptions(info), deleteOptions(info, body));
      send(call.response, 200, writer.list(gone));
      return;
    }
    default:
      throw methodNotAllowed();
  }
}

async function serveRuntime(call: Exchange & { resource: Resource; path: ResourcePath }) {
  const { api, info, path, resource } = call;
  if (subresourceOf(resource, path.subresource) === undefined) {
    throw unknownResource();
  }
  if (path.subresource === 'proxy') {
    await serveProxy(call, resource, path);
    return;
  }
  const pod = api.get(resource, path.namespace, path.name);
  if (path.subresource === 'log' && info.verb === 'get') {
    await serveLog(call, pod);
  } else if (path.subresource === 'exec') {
    await serveExec(call, pod);
  } else {
    throw methodNotAllowed();
  }
}

/** Where objects of the call are: for namespaces, the path names them as their own namespace. */
const placeOf = ({ resource, path }: Call) => (resource.namespaced ? path.namespace : '');

function reply({ response, writer }: Call, object: KubeObject, code = 200): void {
  send(response, code, writer.one(object));
}

function options(call: Call): WriteOptions {
  return {
    manager: managerOf(call),
    dryRun: isDryRun(call.info.query.getAll('dryRun'), optionsKind(call)),
  };
}

/** What refusals call the query of a write. */
function optionsKind({ info }: Call): string {
  const kinds = { create: 'CreateOptions', update: 'UpdateOptions', patch: 'PatchOptions' };
  return kinds[info.verb as keyof typeof kinds] ?? 'CreateOptions';
}

/** The body as an object in the form in which it is stored. */
async function bodyOf(call: Call): Promise<KubeObject> {
  const { request, resource } = call;
  const body = await readBody(request);
  if (body === undefined) {
    throw badRequest('the request has no body');
  }
  if (!isObject(body) || mediaType(request) === protobufType) {
    return asObject(body);
  }
  const read = await objectReader(call, resource, optionsKind(call));
  const object = read(body);
  return asObject(resource.group === 'events.k8s.io' ? storedEvent(object) : object);
}

async function patchOf({ request }: Call): Promise<Patch> {
  return { body: (await readBody(request)) ?? null, type: mediaType(request) };
}

async function write(call: Call, part?: 'status' | 'finalize'): Promise<KubeObject> {
  const { api, resource, stored, path, info } = call;
  const place = placeOf(call);
  const how = { ...options(call), ...(part === undefined ? {} : { part }) };
  if (path.name === '') {
    throw methodNotAllowed();
  }
  return info.verb === 'patch'
    ? api.patch(
        stored,
        place,
        path.name,
        { ...(await patchOf(call)), read: await patchedReader(call, resource) },
        how,
      )
    : api.update(stored, place, path.name, await bodyOf(call), how);
}

async function serveDelete(call: Call): Promise<void> {
  const { api, resource, path, info, request, response } = call;
  const how = deleteOptions(info, await readBody(request));
  const { object, finished } = api.delete(resource, placeOf(call), path.name, how);
  if (finished && !resource.returnsDeleted) {
    send(response, 200, deleted(resource, path.name, object.metadata.uid));
  } else {
    reply(call, object);
  }
}

async function serveSubresource(call: Call): Promise<void> {
  const { api, resource, path, info, request, response } = call;
  const known = subresourceOf(resource, path.subresource);
  if (known === undefined) {
    throw unknownSubresource(path.subresource);
  }
  if (!known.verbs.includes(info.verb)) {
    throw methodNotAllowed();
  }
  switch (known.name) {
    case 'status':
    case 'finalize':
      reply(
        call,
        info.verb === 'get'
          ? api.get(resource, placeOf(call), path.name)
          : await write(call, known.name),
      );
      return;
    case 'scale':
      send(response, 200, { ...(await serveScale(call)) } as unknown as JsonObject);
      return;
    case 'eviction': {
      const body = await objectBody(call);
      const how = deleteOptions(info, objectAt(body, 'deleteOptions'));
      send(response, 201, api.evict(path.namespace, path.name, how, options(call)));
      return;
    }
    case 'token': {
      const account = api.get(resource, path.namespace, path.name);
      const answer = call.tokens.issue(account, await objectBody(call), api.now());
      send(response, 201, answer);
      return;
    }
    case 'binding': {
      const node = textAt(await objectBody(call), 'target', 'name');
      send(response, 201, api.bind(path.namespace, path.name, node, options(call)));
      return;
    }
    default:
      throw methodNotAllowed();
  }

  async function objectBody(of: Call): Promise<JsonObject> {
    const body = await readBody(of.request);
    if (!isObject(body)) {
      throw badRequest(`the body of ${request.method ?? ''} must be an object`);
    }
    return body;
  }
}

async function serveScale(call: Call): Promise<KubeObject> {
  const { api, resource, path, info } = call;
  const place = placeOf(call);
  switch (info.verb) {
    case 'get':
      return api.scale(resource, place, path.name);
    case 'patch':
      return api.patchScale(resource, place, path.name, await patchOf(call), options(call));
    default: {
      const body = await readBody(call.request);
      if (!isObject(body)) {
        throw badRequest('the body must be a Scale');
      }
      return api.updateScale(resource, place, path.name, body, options(call));
    }
  }
}
