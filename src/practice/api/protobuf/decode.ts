import type { Json, JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';
import { badRequest } from '../status.ts';
import { messageOf, type Schema } from '../typed/schema.ts';
import { Reader } from './reader.ts';
import { special } from './special.ts';

/** The media type of objects in this encoding. */
export const protobufType = 'application/vnd.kubernetes.protobuf';

const magic = Buffer.from('k8s\0');

/**
 * An object that a typed client has sent, as JSON.
 * @param bytes the whole body: `k8s`, NUL, and a `runtime.Unknown` with kind and object
 * @throws ApiError 400 for what cannot be read, and for kinds that are not known
 */
export function decodeObject(bytes: Buffer, schema: Schema): JsonObject {
  if (!bytes.subarray(0, magic.length).equals(magic)) {
    throw badRequest(
      'the object provided is unrecognized: it is not in the protobuf of Kubernetes',
    );
  }
  try {
    return unknown(bytes.subarray(magic.length), schema);
  } catch (error) {
    if (error instanceof RangeError) {
      throw badRequest('the object provided is unrecognized: it ends too early');
    }
    throw error;
  }
}

function unknown(bytes: Buffer, schema: Schema): JsonObject {
  let [apiVersion, kind] = ['', ''];
  let raw: Buffer = Buffer.alloc(0);
  for (const { number, value } of new Reader(bytes)) {
    if (number === 1 && Buffer.isBuffer(value)) {
      for (const part of new Reader(value)) {
        const text = String(part.value);
        [apiVersion, kind] = part.number === 1 ? [text, kind] : [apiVersion, text];
      }
    } else if (number === 2 && Buffer.isBuffer(value)) {
      raw = value;
    }
  }
  const message = messageOf(schema, apiVersion, kind);
  if (message === undefined) {
    throw badRequest(`no kind "${kind}" is registered for version "${apiVersion}"`);
  }
  return { kind, apiVersion, ...objectOf(raw, message, schema) };
}

function objectOf(bytes: Buffer, message: string, schema: Schema): JsonObject {
  const result: JsonObject = {};
  const fields = schema.messages[message] ?? [];
  for (const { number, value } of new Reader(bytes)) {
    const field = fields.find(([one]) => one === number);
    if (field === undefined) {
      continue;
    }
    const [, name, type, flags] = field;
    if (flags.includes('m') && Buffer.isBuffer(value)) {
      const map = result[name];
      result[name] = { ...(isObject(map) ? map : {}), ...entry(value, type, schema) };
      continue;
    }
    const decoded = decodedValue(value, type, schema);
    if (flags.includes('r')) {
      const list = result[name];
      result[name] = [...(Array.isArray(list) ? list : []), decoded];
    } else if (flags.includes('l') && isObject(decoded)) {
      Object.assign(result, decoded);
    } else if (!(flags.includes('o') && isZero(decoded))) {
      result[name] = decoded;
    }
  }
  return result;
}

/** Zero values of plain types, and of times. An empty object may mean something. */
const isZero = (value: Json) => value === '' || value === 0 || value === false || value === null;

function entry(bytes: Buffer, type: string, schema: Schema): JsonObject {
  let key = '';
  let value: Json = type === 's' || type === 'y' ? '' : {};
  for (const part of new Reader(bytes)) {
    if (part.number === 1) {
      key = String(part.value);
    } else {
      value = decodedValue(part.value, type, schema);
    }
  }
  return { [key]: value };
}

function decodedValue(value: Buffer | bigint, type: string, schema: Schema): Json {
  switch (type) {
    case 's':
      return value.toString();
    case 'i':
    case 'I':
      return Number(BigInt.asIntN(64, BigInt(value.toString())));
    case 'b':
      return value !== 0n;
    case 'y':
      return Buffer.isBuffer(value) ? value.toString('base64') : '';
    case 'd':
      return Buffer.isBuffer(value) ? value.readDoubleLE() : Number(value);
    default: {
      const decoded = Buffer.isBuffer(value) ? objectOf(value, type, schema) : {};
      return special(type, decoded);
    }
  }
}
