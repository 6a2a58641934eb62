import { MAX_PAYLOAD, SLIP_END, SLIP_ESC, SLIP_ESC_END, SLIP_ESC_ESC } from '../../assembly/shared/protocol.ts';

export interface DecodedFrame {
  readonly type: number;
  readonly sequence: number;
  readonly payload: Uint8Array;
}

const HEADER_BYTES = 2;
const CRC_BYTES = 2;

/** CRC-16/CCITT-FALSE: polynomial 0x1021, initial ones; 0x29b1 for "123456789". */
export const crc16 = (bytes: Uint8Array): number => {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : crc << 1;
  }
  return crc;
};

export const encodeFrame = ({ type, sequence, payload }: DecodedFrame): Uint8Array => {
  const body = new Uint8Array(HEADER_BYTES + payload.length + CRC_BYTES);
  body.set([type, sequence]);
  body.set(payload, HEADER_BYTES);
  const crc = crc16(body.subarray(0, -CRC_BYTES));
  body.set([crc & 0xff, crc >>> 8], body.length - CRC_BYTES);
  const wire = [SLIP_END];
  for (const byte of body) {
    if (byte === SLIP_END) wire.push(SLIP_ESC, SLIP_ESC_END);
    else if (byte === SLIP_ESC) wire.push(SLIP_ESC, SLIP_ESC_ESC);
    else wire.push(byte);
  }
  wire.push(SLIP_END);
  return Uint8Array.from(wire);
};

/**
 * Finds frames in a stream of bytes. Damage costs at most the frame it hits: whatever does not check is dropped, counted,
 * and its closing 0xC0 is taken as the opening one of the next.
 */
export class FrameDecoder {
  /** Frames that failed their CRC, their escapes or their length. */
  damaged = 0;
  readonly #onFrame: (frame: DecodedFrame) => void;
  readonly #onText: (byte: number) => void;
  #body: number[] | undefined;
  #isEscaped = false;
  #isBroken = false;

  constructor(onFrame: (frame: DecodedFrame) => void, onText: (byte: number) => void = () => undefined) {
    this.#onFrame = onFrame;
    this.#onText = onText;
  }

  push(bytes: Uint8Array): void {
    for (const byte of bytes) this.#pushByte(byte);
  }

  #pushByte(byte: number): void {
    if (byte === SLIP_END) this.#end();
    else if (this.#body === undefined) this.#onText(byte);
    else this.#pushBody(this.#body, byte);
  }

  #pushBody(body: number[], byte: number): void {
    if (this.#isEscaped) {
      this.#isEscaped = false;
      if (byte === SLIP_ESC_END) body.push(SLIP_END);
      else if (byte === SLIP_ESC_ESC) body.push(SLIP_ESC);
      else this.#isBroken = true;
    } else if (byte === SLIP_ESC) this.#isEscaped = true;
    else body.push(byte);
    if (body.length > HEADER_BYTES + MAX_PAYLOAD + CRC_BYTES) {
      // Longer than any frame: its end was lost, so this is text until the next 0xC0.
      this.damaged++;
      this.#body = undefined;
    }
  }

  #end(): void {
    const body = this.#body;
    const isBroken = this.#isBroken || this.#isEscaped;
    this.#isBroken = this.#isEscaped = false;
    this.#body = [];
    // Two 0xC0 in a row: the second opens, whichever way the first was meant.
    if (body === undefined || (body.length === 0 && !isBroken)) return;
    const bytes = Uint8Array.from(body);
    const [type, sequence] = bytes;
    const [low, high] = bytes.subarray(-CRC_BYTES);
    const isWhole = !isBroken && bytes.length >= HEADER_BYTES + CRC_BYTES;
    if (!isWhole || crc16(bytes.subarray(0, -CRC_BYTES)) !== (low ?? 0) + ((high ?? 0) << 8)) {
      this.damaged++;
      return;
    }
    this.#body = undefined;
    this.#onFrame({ type: type ?? 0, sequence: sequence ?? 0, payload: bytes.slice(HEADER_BYTES, -CRC_BYTES) });
  }
}
