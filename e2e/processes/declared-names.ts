export interface Declared {
  kind: 'exchange' | 'queue';
  name: string;
}

const PROTOCOL_HEADER = 8;
const FRAME_HEADER = 7;
const FRAME_END = 1;
const METHOD_FRAME = 1;
/** Class and method numbers. Source: AMQP 0-9-1 specification, `exchange.declare` and `queue.declare`. */
const DECLARATIONS: Readonly<Record<number, Declared['kind']>> = {
  0x0028000a: 'exchange',
  0x0032000a: 'queue',
};

/** Reads what one AMQP client sends and finds the exchanges and queues that it declares. */
export class DeclaredNames {
  private pending = Buffer.alloc(0);
  private greeted = false;

  read(chunk: Buffer): Declared[] {
    this.pending = Buffer.concat([this.pending, chunk]);
    if (!this.greeted) {
      if (this.pending.length < PROTOCOL_HEADER) return [];
      this.pending = this.pending.subarray(PROTOCOL_HEADER);
      this.greeted = true;
    }
    const declared: Declared[] = [];
    while (this.pending.length >= FRAME_HEADER) {
      const payload = this.pending.readUInt32BE(3);
      const length = FRAME_HEADER + payload + FRAME_END;
      if (this.pending.length < length) break;
      const found = declaredBy(this.pending.subarray(0, length));
      if (found) declared.push(found);
      this.pending = this.pending.subarray(length);
    }
    return declared;
  }
}

function declaredBy(frame: Buffer): Declared | null {
  if (frame.readUInt8(0) !== METHOD_FRAME) return null;
  const kind = DECLARATIONS[frame.readUInt32BE(FRAME_HEADER)];
  if (kind === undefined) return null;
  // Class, method and a reserved number come before the name, which is a byte of length and its text.
  const at = FRAME_HEADER + 6;
  return { kind, name: frame.toString('utf8', at + 1, at + 1 + frame.readUInt8(at)) };
}
