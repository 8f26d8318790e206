/** Values of ASN.1 in the distinguished encoding (DER), as far as a certificate needs them. */

function tagged(tag: number, ...contents: Uint8Array[]): Buffer {
  const body = Buffer.concat(contents);
  if (body.length < 128) {
    return Buffer.concat([Buffer.from([tag, body.length]), body]);
  }
  const hex = body.length.toString(16);
  const length = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body]);
}

export const sequence = (...items: Uint8Array[]) => tagged(0x30, ...items);

export const set = (...items: Uint8Array[]) => tagged(0x31, ...items);

/** @param bytes of a number that is not negative, highest first */
export const integer = (bytes: Uint8Array) =>
  tagged(0x02, (bytes[0] ?? 0) >= 0x80 ? Buffer.from([0]) : Buffer.alloc(0), bytes);

export const bool = (value: boolean) => tagged(0x01, Buffer.from([value ? 0xff : 0]));

export const octets = (bytes: Uint8Array) => tagged(0x04, bytes);

/** @param unused bits at the end that do not count */
export const bits = (bytes: Uint8Array, unused = 0) => tagged(0x03, Buffer.from([unused]), bytes);

export const text = (value: string) => tagged(0x0c, Buffer.from(value));

/** A time before 2050, in whole seconds of UTC. */
export const time = (date: Date) =>
  tagged(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));

/** A value with a number of its context, around others. */
export const explicit = (number: number, ...items: Uint8Array[]) => tagged(0xa0 | number, ...items);

/** Bytes with a number of their context. */
export const implicit = (number: number, bytes: Uint8Array) => tagged(0x80 | number, bytes);

/** An object identifier, such as `2.5.29.14`. */
export function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) {
    digits.unshift((left & 0x7f) | 0x80);
  }
  return digits;
}
