import { FAULT_LINE, Frame, Status } from '../../assembly/shared/protocol.ts';
import type { ToolError } from '../errors.ts';
import { type DecodedFrame, encodeFrame, FrameDecoder } from './frames.ts';
import { faulted, lost, refused, silent } from './link-errors.ts';
import { TextLine } from './text-line.ts';
import { type Clock, systemClock, type Transport } from './transport.ts';

export interface LinkOptions {
  readonly clock?: Clock;
  /** How long one request may take before it is sent again. */
  readonly timeoutMs?: number;
  readonly attempts?: number;
}

export interface Listener {
  onFrame(frame: DecodedFrame): void;
  onLost(error: ToolError): void;
}

export interface Question {
  readonly type: Frame;
  readonly sequence: number;
  readonly payload: Uint8Array;
  readonly isAnswer: (frame: DecodedFrame) => boolean;
}

const SEQUENCES = 256;

/** Requests over one transport, repeated until answered: a board that saw one before only replies again. */
export class Exchange {
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Requests that had to be sent again. */
  resent = 0;
  /** Streams that have begun and not ended. */
  liveStreams = 0;
  readonly #transport: Transport;
  readonly #attempts: number;
  readonly #text = new TextLine((line) => {
    if (line === FAULT_LINE) this.#lose(faulted());
  });
  readonly #listeners = new Set<Listener>();
  readonly #decoder = new FrameDecoder(
    (frame) => {
      for (const listener of [...this.#listeners]) listener.onFrame(frame);
    },
    (byte) => this.#text.push(byte),
  );
  #lost: ToolError | undefined;
  #sequence = 0;

  constructor(transport: Transport, { clock = systemClock, timeoutMs = 1000, attempts = 5 }: LinkOptions = {}) {
    this.#transport = transport;
    this.clock = clock;
    this.timeoutMs = timeoutMs;
    this.#attempts = attempts;
    transport.onData((bytes) => {
      if (bytes === undefined) this.#lose(lost());
      else this.#decoder.push(bytes);
    });
  }

  get damaged(): number {
    return this.#decoder.damaged;
  }

  nextSequence(): number {
    this.#sequence = (this.#sequence + 1) % SEQUENCES;
    return this.#sequence;
  }

  silence(what: string, ms: number): ToolError {
    return silent(what, ms, this.#text.last);
  }

  /** Hears every whole frame, and the loss of the port, until the result is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Sends a request until its answer comes. */
  async ask({ type, sequence, payload, isAnswer }: Question): Promise<DecodedFrame> {
    const wire = encodeFrame({ type, sequence, payload });
    const isNews = (frame: DecodedFrame) =>
      (frame.type === Frame.NAK && frame.sequence === sequence) || isAnswer(frame);
    let refusal: number = Status.OK;
    for (let attempt = 0; attempt < this.#attempts; attempt++) {
      if (attempt > 0) this.resent++;
      const frame = await this.#once(wire, isNews);
      if (frame === undefined) continue;
      if (frame.type !== Frame.NAK) return frame;
      refusal = frame.payload[0] ?? 0;
      // A damaged request is sent again at once, and to a busy board later; every other refusal stays one.
      if (refusal === Status.BUSY) await this.#endForeignStream();
      else if (refusal !== Status.BAD_CRC) break;
    }
    const isSilent = refusal === Status.OK || refusal === Status.BAD_CRC;
    throw isSilent ? this.silence(Frame[type], this.timeoutMs * this.#attempts) : refused(type, refusal);
  }

  /** Sends once and waits; undefined after the time limit, which holds for a port that takes no more bytes, too. */
  #once(wire: Uint8Array, isNews: (frame: DecodedFrame) => boolean): Promise<DecodedFrame | undefined> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        cancel();
        unlisten();
        settle();
      };
      const onLost = (error: ToolError): void => finish(() => reject(error));
      const unlisten = this.listen({
        onFrame: (frame) => {
          if (isNews(frame)) finish(() => resolve(frame));
        },
        onLost,
      });
      const cancel = this.clock.after(this.timeoutMs, () => finish(() => resolve(undefined)));
      if (this.#lost) onLost(this.#lost);
      else this.#transport.write(wire).catch((cause: unknown) => this.#lose(lost(cause)));
    });
  }

  /** What nobody here waits for, such as a stream given up, ends with a greeting and after at most one inference. */
  async #endForeignStream(): Promise<void> {
    const greeting = { type: Frame.HELLO, sequence: this.nextSequence(), payload: new Uint8Array() };
    if (this.liveStreams === 0) await this.#once(encodeFrame(greeting), () => false);
    else await new Promise<void>((resolve) => void this.clock.after(this.timeoutMs, resolve));
  }

  #lose(error: ToolError): void {
    this.#lost ??= error;
    for (const listener of [...this.#listeners]) listener.onLost(this.#lost);
  }
}
