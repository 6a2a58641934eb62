import { Frame, InferFlag, MAX_PAYLOAD, type Region, Status } from '../../assembly/shared/protocol.ts';
import { ExitCode, ToolError } from '../errors.ts';
import { type DecodedFrame, encodeFrame, FrameDecoder } from './frames.ts';
import { type DeviceInfo, type DeviceStats, type Done, parseDone, parseInfo, parseStats } from './messages.ts';
import { type Clock, systemClock, type Transport } from './transport.ts';

export interface LinkOptions {
  readonly clock?: Clock;
  /** How long one request may take before it is sent again. */
  readonly timeoutMs?: number;
  readonly attempts?: number;
}

/** A stretch of stream frames that did not arrive whole. */
export interface Gap {
  readonly missing: number;
}

export interface StreamRequest {
  readonly type: Frame;
  readonly payload: Uint8Array;
  /** The longest silence between two frames of the stream. */
  readonly silenceMs: number;
  readonly onFrame: (frame: DecodedFrame) => void;
  readonly onGap: (gap: Gap) => void;
}

const FIRST_STREAM_FRAME = 0xc0;
const SEQUENCES = 256;

const silent = (what: string, ms: number): ToolError =>
  new ToolError(
    'BOARD_SILENT',
    ExitCode.Link,
    `no answer to ${what} in ${ms} ms`,
    'Check the port, the baud rate in the board file and the wiring, or flash the firmware again.',
  );

const u32s = (...values: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setUint32(index * 4, value, true);
  return bytes;
};

/** One board over one transport: requests are repeated until answered, streams are checked for loss. */
export class Device {
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #attempts: number;
  readonly #decoder = new FrameDecoder((frame) => this.#receive(frame));
  readonly #listeners = new Set<(frame: DecodedFrame | undefined) => void>();
  #sequence = 0;
  /** Requests that had to be sent again. */
  resent = 0;

  constructor(transport: Transport, options: LinkOptions = {}) {
    this.#transport = transport;
    this.#clock = options.clock ?? systemClock;
    this.#timeoutMs = options.timeoutMs ?? 1000;
    this.#attempts = options.attempts ?? 5;
    transport.onData((bytes) => {
      if (bytes === undefined) this.#receive(undefined);
      else this.#decoder.push(bytes);
    });
  }

  /** Frames that arrived damaged; each was asked for again or reported as a gap. */
  get damaged(): number {
    return this.#decoder.damaged;
  }

  async info(): Promise<DeviceInfo> {
    return parseInfo((await this.request(Frame.HELLO, new Uint8Array())).payload);
  }

  async stats(): Promise<DeviceStats> {
    return parseStats((await this.request(Frame.STATS, new Uint8Array())).payload);
  }

  /** Loads the concatenated inputs. */
  async load(bytes: Uint8Array): Promise<void> {
    const chunk = MAX_PAYLOAD - 4;
    for (let offset = 0; offset < bytes.length; offset += chunk) {
      const part = bytes.subarray(offset, offset + chunk);
      await this.request(Frame.LOAD, Buffer.concat([u32s(offset), part]));
    }
  }

  async read(region: Region, offset: number, length: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for (let done = 0; done < length; done += MAX_PAYLOAD) {
      const bytes = Math.min(MAX_PAYLOAD, length - done);
      const payload = new Uint8Array(7);
      const view = new DataView(payload.buffer);
      view.setUint8(0, region);
      view.setUint32(1, offset + done, true);
      view.setUint16(5, bytes, true);
      parts.push((await this.request(Frame.READ, payload)).payload);
    }
    return Buffer.concat(parts);
  }

  /** Starts a stream of RESULT and LAYER frames; resolves with DONE. */
  async infer(
    request: { count: number; warmup: number; layers: boolean; crcs: boolean },
    stream: Pick<StreamRequest, 'onFrame' | 'onGap' | 'silenceMs'>,
  ): Promise<Done> {
    const flags = (request.layers ? InferFlag.LAYER_TIMES : 0) | (request.crcs ? InferFlag.LAYER_CRCS : 0);
    const payload = Buffer.concat([u32s(request.count, request.warmup), Uint8Array.of(flags)]);
    return this.stream({ type: Frame.INFER, payload, ...stream });
  }

  /** Starts a stream of SAMPLE frames; resolves with DONE. */
  async measure(
    request: { windowMs: number; periodUs: number; isIdle?: boolean },
    stream: Pick<StreamRequest, 'onFrame' | 'onGap' | 'silenceMs'>,
  ): Promise<Done> {
    const payload = Buffer.concat([u32s(request.windowMs, request.periodUs), Uint8Array.of(request.isIdle ? 1 : 0)]);
    return this.stream({ type: Frame.MEASURE, payload, ...stream });
  }

  /** Sends a request until its reply comes; a board that saw it before only replies again. */
  async request(type: Frame, payload: Uint8Array): Promise<DecodedFrame> {
    this.#sequence = (this.#sequence + 1) % SEQUENCES;
    const sequence = this.#sequence;
    const wire = encodeFrame({ type, sequence, payload });
    for (let attempt = 0; attempt < this.#attempts; attempt++) {
      if (attempt > 0) this.resent++;
      const reply = this.#next(
        (frame) => frame.type >= 0x80 && frame.type < FIRST_STREAM_FRAME && frame.sequence === sequence,
        this.#timeoutMs,
      );
      await this.#transport.write(wire);
      const frame = await reply;
      // A request damaged on the way is refused with BAD_CRC, at a sequence number that may be damaged too.
      if (frame === undefined || (frame.type === Frame.NAK && frame.payload[0] === Status.BAD_CRC)) continue;
      if (frame.type === Frame.NAK) throw this.#refusal(type, frame.payload[0] ?? 0);
      return frame;
    }
    throw silent(Frame[type], this.#timeoutMs * this.#attempts);
  }

  async stream({ type, payload, silenceMs, onFrame, onGap }: StreamRequest): Promise<Done> {
    let expected = 0;
    let watch = (): void => undefined;
    return new Promise<Done>((resolve, reject) => {
      const finish = (): void => {
        watch();
        this.#listeners.delete(listener);
      };
      const arm = (): void => {
        watch();
        watch = this.#clock.after(silenceMs, () => {
          finish();
          reject(silent(`${Frame[type]} (its stream broke off)`, silenceMs));
        });
      };
      const listener = (frame: DecodedFrame | undefined): void => {
        if (frame === undefined) {
          finish();
          reject(this.#lost());
          return;
        }
        if (frame.type < FIRST_STREAM_FRAME) return;
        const missing = (frame.sequence - expected + SEQUENCES) % SEQUENCES;
        if (missing > 0) onGap({ missing });
        expected = (frame.sequence + 1) % SEQUENCES;
        arm();
        if (frame.type !== Frame.DONE) {
          onFrame(frame);
          return;
        }
        finish();
        resolve(parseDone(frame.payload));
      };
      this.#listeners.add(listener);
      this.request(type, payload).then(arm, (error: unknown) => {
        finish();
        reject(error);
      });
    });
  }

  close(): Promise<void> {
    return this.#transport.close();
  }

  #next(accepts: (frame: DecodedFrame) => boolean, limitMs: number): Promise<DecodedFrame | undefined> {
    return new Promise((resolve, reject) => {
      const finish = (frame: DecodedFrame | undefined): void => {
        cancel();
        this.#listeners.delete(listener);
        resolve(frame);
      };
      const listener = (frame: DecodedFrame | undefined): void => {
        if (frame === undefined) {
          reject(this.#lost());
          finish(undefined);
        } else if (accepts(frame)) finish(frame);
      };
      const cancel = this.#clock.after(limitMs, () => finish(undefined));
      this.#listeners.add(listener);
    });
  }

  #receive(frame: DecodedFrame | undefined): void {
    for (const listener of [...this.#listeners]) listener(frame);
  }

  #lost(): ToolError {
    return new ToolError(
      'LINK_LOST',
      ExitCode.Link,
      'the serial port went away during the exchange',
      'Check the cable and the power supply, then run again.',
    );
  }

  #refusal(type: Frame, status: number): ToolError {
    return new ToolError(
      'BOARD_REFUSED',
      ExitCode.Link,
      `the board refused ${Frame[type]}: ${Status[status] ?? `status ${status}`}`,
      status === Status.NO_SENSOR
        ? 'Connect the INA219 to GP4 (SDA) and GP5 (SCL), address 0x40.'
        : 'Flash the firmware that belongs to this model and version.',
    );
  }
}

/** Greets the board; the device and what it says of itself. */
export const connect = async (
  transport: Transport,
  options: LinkOptions = {},
): Promise<{ device: Device; info: DeviceInfo }> => {
  const device = new Device(transport, options);
  return { device, info: await device.info() };
};
