/**
 * What the kinds of Kubernetes are made of. A field is its number in protobuf, its name in JSON, its
 * type (`s` text, `i` and `I` whole numbers of 32 and 64 bits, `b` flag, `y` bytes, `d` number, or a
 * message) and flags: `r` repeated, `m` a map from texts, `l` its fields belong to the outer object,
 * `o` left out when it is zero.
 */
export interface Schema {
  /** API version and kind, with a space between them → message. */
  kinds: Readonly<Record<string, string>>;
  messages: Readonly<Record<string, readonly Field[]>>;
}

/** A field of a message. */
export type Field = readonly [number: number, name: string, type: string, flags: string];

/** Loads the schema of all kinds; it is large. */
export async function loadSchema(): Promise<Schema> {
  const { default: schema } = await import('../data/protobuf.json', { with: { type: 'json' } });
  return schema as unknown as Schema;
}

/** The message of a kind; those of `meta` belong to every group. */
export function messageOf(schema: Schema, apiVersion: string, kind: string): string | undefined {
  return schema.kinds[`${apiVersion} ${kind}`] ?? schema.kinds[`v1 ${kind}`];
}

const meta = 'k8s.io.apimachinery.pkg.apis.meta.v1';

/** The message of every object's metadata. */
export const metadataMessage = `${meta}.ObjectMeta`;

/** Messages that are no objects in JSON. */
export const specialMessages = {
  quantity: 'k8s.io.apimachinery.pkg.api.resource.Quantity',
  intOrString: 'k8s.io.apimachinery.pkg.util.intstr.IntOrString',
  time: `${meta}.Time`,
  microTime: `${meta}.MicroTime`,
  duration: `${meta}.Duration`,
  fields: `${meta}.FieldsV1`,
  raw: 'k8s.io.apimachinery.pkg.runtime.RawExtension',
  accessExtra: 'k8s.io.api.authorization.v1.ExtraValue',
  userExtra: 'k8s.io.api.authentication.v1.ExtraValue',
} as const;
