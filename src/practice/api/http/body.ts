import type { IncomingMessage } from 'node:http';
import type { Json } from '../../../experiment/json.ts';
import { decodeObject, protobufType } from '../protobuf/decode.ts';
import { ApiError, badRequest, unsupportedMediaType } from '../status.ts';
import { loadSchema } from '../typed/schema.ts';

/** Bytes that a body may have, as in the real server. */
const largest = 3 * 1024 * 1024;

/** The media type of a request's body, without its parameters. */
export function mediaType({ headers }: IncomingMessage): string {
  return (headers['content-type'] ?? 'application/json').split(';')[0]?.trim() ?? '';
}

/**
 * A request's body, JSON or the protobuf of Kubernetes, as JSON; undefined where there is none.
 * @throws ApiError 400, 413, 415
 */
export async function readBody(request: IncomingMessage): Promise<Json | undefined> {
  const bytes = await readBytes(request);
  if (bytes.length === 0) {
    return undefined;
  }
  const type = mediaType(request);
  if (type === protobufType) {
    return decodeObject(bytes, await loadSchema());
  }
  if (!/^application\/([a-z-]+\+)?json$/.test(type) && request.method !== 'PATCH') {
    throw unsupportedMediaType(
      'the body of the request was in an unknown format - accepted media types include: application/json, application/vnd.kubernetes.protobuf',
    );
  }
  return parse(bytes.toString('utf8'));
}

/** @throws ApiError 400 */
function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw badRequest(`the object provided is unrecognized: json parse error: ${why}`);
  }
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > largest) {
      throw new ApiError(
        413,
        'RequestEntityTooLarge',
        `Request entity too large: limit is ${largest}`,
        {},
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
