/** Big-endian fields of a packet. Reading past its end throws RangeError. */
export class Reader {
  private readonly view: DataView;
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(): number {
    return this.view.getUint8(this.advance(1));
  }

  u16(): number {
    return this.view.getUint16(this.advance(2));
  }

  u32(): number {
    return this.view.getUint32(this.advance(4));
  }

  take(length: number): Uint8Array {
    if (length < 0 || this.at + length > this.bytes.length) throw new RangeError('short packet');
    const start = this.advance(length);
    return this.bytes.subarray(start, start + length);
  }

  skip(length: number): void {
    this.take(length);
  }

  /** All that is left, or its first `length` bytes where there are more. */
  rest(length = Infinity): Uint8Array {
    return this.take(Math.min(length, this.bytes.length - this.at));
  }

  private advance(length: number): number {
    const start = this.at;
    this.at += length;
    return start;
  }
}

/** What `decode` makes of a packet; null where it reads past the packet's end. */
export function unlessShort<T>(decode: () => T): T | null {
  try {
    return decode();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
