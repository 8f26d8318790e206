/** A field of a message: whole numbers as they are, everything else as its bytes. */
export interface WireField {
  number: number;
  value: bigint | Buffer;
}

/** Reads the fields of a protobuf message, one after the other. Throws a RangeError where it ends too early. */
export class Reader implements Iterable<WireField> {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  *[Symbol.iterator](): Generator<WireField> {
    while (this.#at < this.#bytes.length) {
      const tag = Number(this.#varint());
      yield { number: tag >>> 3, value: this.#value(tag & 7) };
    }
  }

  #value(wireType: number): bigint | Buffer {
    switch (wireType) {
      case 0:
        return this.#varint();
      case 1:
        return this.#take(8);
      case 2:
        return this.#take(Number(this.#varint()));
      case 5:
        return this.#take(4);
      default:
        throw new RangeError(`wire type ${wireType}`);
    }
  }

  #varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) {
        break;
      }
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        return value;
      }
    }
    throw new RangeError('a number that does not end');
  }

  #take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#bytes.length) {
      throw new RangeError('a field that is longer than its message');
    }
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}
