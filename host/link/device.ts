import { Frame, InferFlag, MAX_PAYLOAD, PROTOCOL_VERSION, type Region } from '../../assembly/shared/protocol.ts';
import { Exchange, type LinkOptions } from './exchange.ts';
import type { DecodedFrame } from './frames.ts';
import { badReply } from './link-errors.ts';
import { type DeviceInfo, type DeviceStats, type Done, parseInfo, parseStats } from './messages.ts';
import { runStream, type StreamRequest } from './stream.ts';
import type { Transport } from './transport.ts';

/** What each request is answered with, where it is not refused. */
const replies: Partial<Record<Frame, Frame>> = {
  [Frame.HELLO]: Frame.INFO,
  [Frame.LOAD]: Frame.ACK,
  [Frame.READ]: Frame.DATA,
  [Frame.STATS]: Frame.STATS_REPLY,
};

type Stream = Pick<StreamRequest, 'onFrame' | 'onGap' | 'silenceMs'>;

const u32s = (...values: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setUint32(index * 4, value, true);
  return bytes;
};

/** One board: its requests by name. */
export class Device {
  readonly #exchange: Exchange;
  readonly #transport: Transport;

  constructor(transport: Transport, options: LinkOptions = {}) {
    this.#transport = transport;
    this.#exchange = new Exchange(transport, options);
  }

  /** Frames that arrived damaged; each was asked for again or reported as a gap. */
  get damaged(): number {
    return this.#exchange.damaged;
  }

  /** Requests that had to be sent again. */
  get resent(): number {
    return this.#exchange.resent;
  }

  /** Greets the board, which ends whatever it does for another host. */
  async info(): Promise<DeviceInfo> {
    const info = parseInfo((await this.request(Frame.HELLO, new Uint8Array())).payload);
    if (info.version === PROTOCOL_VERSION) return info;
    throw badReply(`the board speaks version ${info.version} of the protocol, not ${PROTOCOL_VERSION}`);
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
      const data = (await this.request(Frame.READ, payload)).payload;
      if (data.length !== bytes) throw badReply(`DATA has ${data.length} bytes, ${bytes} are due`);
      parts.push(data);
    }
    return Buffer.concat(parts);
  }

  /**
   * Starts a stream of RESULT and LAYER frames; resolves with DONE. Layers are timed in inferences of their own. `isFresh`: a network
   * that keeps state forgets its earlier inferences before each.
   */
  infer(
    request: { count: number; warmup: number; layers: boolean; crcs: boolean; isFresh?: boolean },
    stream: Stream,
  ): Promise<Done> {
    const flags =
      (request.layers ? InferFlag.LAYER_TIMES : 0) |
      (request.crcs ? InferFlag.LAYER_CRCS : 0) |
      (request.isFresh ? InferFlag.FRESH : 0);
    const payload = Buffer.concat([u32s(request.count, request.warmup), Uint8Array.of(flags)]);
    return runStream(this.#exchange, { type: Frame.INFER, payload, ...stream });
  }

  /** Starts a stream of SAMPLE frames; resolves with DONE. */
  measure(request: { windowMs: number; periodUs: number; isIdle?: boolean }, stream: Stream): Promise<Done> {
    const payload = Buffer.concat([u32s(request.windowMs, request.periodUs), Uint8Array.of(request.isIdle ? 1 : 0)]);
    return runStream(this.#exchange, { type: Frame.MEASURE, payload, ...stream });
  }

  request(type: Frame, payload: Uint8Array): Promise<DecodedFrame> {
    const sequence = this.#exchange.nextSequence();
    const isAnswer = (frame: DecodedFrame) => frame.type === replies[type] && frame.sequence === sequence;
    return this.#exchange.ask({ type, sequence, payload, isAnswer });
  }

  close(): Promise<void> {
    return this.#transport.close();
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
