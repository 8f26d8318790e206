import type { Json, JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';
import { type Schema, specialMessages as special } from './schema.ts';

/** An object as a typed server reads it. */
export interface Read {
  /** Without the fields that its kind does not have. */
  object: JsonObject;
  /** Paths of those, such as `spec.containers[0].imagePullPolice`, in the order of the text. */
  unknown: string[];
}

/** A value of a type that its field does not have, in the words of the real server. */
export class TypeProblem extends Error {
  override readonly name = 'TypeProblem';
}

/**
 * Reads JSON as a kind of Kubernetes.
 * @param message of the kind
 * @throws TypeProblem for the first value of a wrong type
 */
export function readTyped(json: JsonObject, message: string, schema: Schema): Read {
  const reader = new TypedReader(schema);
  const object = reader.object(json, message, { path: '', fields: '', owner: '' });
  return { object, unknown: reader.unknown };
}

/** Where a value is: for people, and as Go names it: its struct, and the fields that lead there. */
interface Place {
  path: string;
  fields: string;
  owner: string;
}

interface Found {
  type: string;
  flags: string;
  /** Structs that the field is embedded by, each with a dot behind it. */
  through: string;
}

const quantity = /^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$/;

class TypedReader {
  readonly unknown: string[] = [];
  readonly #schema: Schema;
  readonly #kinds: ReadonlySet<string>;

  constructor(schema: Schema) {
    this.#schema = schema;
    this.#kinds = new Set(Object.values(schema.kinds));
  }

  object(json: JsonObject, message: string, place: Place): JsonObject {
    const result: JsonObject = {};
    for (const [name, value] of Object.entries(json)) {
      const isTypeField = (name === 'kind' || name === 'apiVersion') && this.#kinds.has(message);
      const field = isTypeField
        ? { type: 's', flags: '', through: '' }
        : this.#field(name, message);
      const path = place.path === '' ? name : `${place.path}.${name}`;
      if (field === undefined) {
        this.unknown.push(path);
        continue;
      }
      const fields = `${place.fields}${field.through}${name}`;
      const read = this.#value(value, field, { path, fields, owner: lastOf(message) });
      if (!(field.flags.includes('o') && isZero(read))) {
        result[name] = read;
      }
    }
    return result;
  }

  #field(name: string, message: string): Found | undefined {
    for (const [, json, type, flags] of this.#schema.messages[message] ?? []) {
      if (flags.includes('l')) {
        const inner = this.#field(name, type);
        if (inner !== undefined) {
          return { ...inner, through: `${lastOf(type)}.${inner.through}` };
        }
      } else if (json === name) {
        return { type, flags, through: '' };
      }
    }
    return undefined;
  }

  #value(value: Json, { type, flags }: Found, place: Place): Json {
    if (value === null) {
      return null;
    }
    if (flags.includes('m')) {
      if (!isObject(value)) {
        throw mismatch(value, `map[string]${goType(type)}`, place);
      }
      const entries = Object.entries(value).map(([key, one]): [string, Json] => [
        key,
        this.#one(one, type, { ...place, path: `${place.path}[${key}]` }),
      ]);
      return Object.fromEntries(entries);
    }
    if (flags.includes('r')) {
      if (!Array.isArray(value)) {
        throw mismatch(value, `[]${goType(type)}`, place);
      }
      return value.map((one, index) =>
        this.#one(one, type, { ...place, path: `${place.path}[${index}]` }),
      );
    }
    return this.#one(value, type, place);
  }

  #one(value: Json, type: string, place: Place): Json {
    if (value === null) {
      return null;
    }
    switch (type) {
      case 's':
      case special.time:
      case special.microTime:
      case special.duration:
        return mustBe(typeof value === 'string', value, 's', place);
      case 'b':
        return mustBe(typeof value === 'boolean', value, type, place);
      case 'd':
        return mustBe(typeof value === 'number', value, type, place);
      case 'i':
      case 'I':
        return mustBe(Number.isInteger(value), value, type, place);
      case special.intOrString:
        return mustBe(typeof value === 'string' || Number.isInteger(value), value, 'i', place);
      case 'y':
        return base64(mustBe(typeof value === 'string', value, type, place));
      case special.quantity:
        if (typeof value === 'boolean' || !quantity.test(String(value))) {
          throw new TypeProblem(
            `quantities must match the regular expression '${quantity.source}'`,
          );
        }
        return value;
      case special.fields:
      case special.raw:
      case special.accessExtra:
      case special.userExtra:
        return value;
      default:
        if (!isObject(value)) {
          throw mismatch(value, goType(type), place);
        }
        return this.object(value, type, { ...place, fields: `${place.fields}.` });
    }
  }
}

/** What Go leaves out of an optional field that is no pointer. */
const isZero = (value: Json) => value === '' || value === 0 || value === false;

const lastOf = (message: string) => message.slice(message.lastIndexOf('.') + 1);

function mustBe(holds: boolean, value: Json, type: string, place: Place): Json {
  if (!holds) {
    throw mismatch(value, goType(type), place);
  }
  return value;
}

function base64(value: Json): Json {
  const at = String(value).search(/[^A-Za-z0-9+/=\r\n]/);
  if (at !== -1) {
    throw new TypeProblem(`illegal base64 data at input byte ${at}`);
  }
  return value;
}

function mismatch(value: Json, type: string, { owner, fields }: Place): TypeProblem {
  return new TypeProblem(
    `json: cannot unmarshal ${shown(value, type)} into Go struct field ${owner}.${fields} of type ${type}`,
  );
}

/** What Go calls a value; a number that does not fit is told. */
function shown(value: Json, type: string): string {
  if (typeof value === 'number') {
    return type.startsWith('int') ? `number ${value}` : 'number';
  }
  if (Array.isArray(value)) {
    return 'array';
  }
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function goType(type: string): string {
  const plain: Readonly<Record<string, string>> = {
    s: 'string',
    i: 'int32',
    I: 'int64',
    b: 'bool',
    y: '[]uint8',
    d: 'float64',
  };
  return plain[type] ?? type.split('.').slice(-2).join('.');
}
