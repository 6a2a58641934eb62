import { Frame, PROTOCOL_VERSION, Status } from '../../assembly/shared/protocol.ts';
import { type DecodedFrame, encodeFrame, FrameDecoder } from '../../host/link/frames.ts';
import type { Transport } from '../../host/link/transport.ts';

const bytesOf = (...values: readonly (readonly [value: number, width: 1 | 2 | 4])[]): Uint8Array =>
  Uint8Array.from(values.flatMap(([value, width]) => Array.from({ length: width }, (_, at) => value >>> (8 * at))));

export const u32 = (...values: readonly number[]): Uint8Array => bytesOf(...values.map((value) => [value, 4] as const));

export const info = (version = PROTOCOL_VERSION): Uint8Array =>
  Buffer.concat([
    bytesOf([version, 2], [3, 2], [0x1234, 4], [125e6, 4], [8, 4], [4, 4], [64, 4], [4096, 4], [0, 1]),
    Buffer.from('fake model'),
  ]);

type Filter = (wire: Uint8Array, count: number) => readonly Uint8Array[];

/** A board behind a transport: answers as a test says, and loses or damages what a test says. */
export class FakeBoard {
  /** Requests that arrived whole. */
  readonly requests: DecodedFrame[] = [];
  /** Handles one request; replies through `reply`, `stream` and `send`. */
  serve: (request: DecodedFrame) => void = () => undefined;
  /** What becomes of the n-th write to the board, and of the n-th frame from it. */
  toBoard: Filter = (wire) => [wire];
  toHost: Filter = (wire) => [wire];
  isPortGone = false;
  readonly transport: Transport;
  #listener: (bytes: Uint8Array | undefined) => void = () => undefined;
  #writes = 0;
  #sent = 0;
  #streamed = 0;

  constructor() {
    const decoder = new FrameDecoder((request) => {
      this.requests.push(request);
      this.serve(request);
    });
    this.transport = {
      write: async (wire) => {
        if (this.isPortGone) throw new Error('EIO');
        for (const part of this.toBoard(wire, this.#writes++)) decoder.push(part);
      },
      onData: (listener) => {
        this.#listener = listener;
      },
      close: async () => undefined,
    };
  }

  reply(type: Frame, { sequence }: DecodedFrame, payload: Uint8Array = new Uint8Array()): void {
    this.send({ type, sequence, payload });
  }

  refuse(request: DecodedFrame, status: Status): void {
    this.reply(Frame.NAK, request, Uint8Array.of(status));
  }

  /** Frames of the stream that `request` started, from the next number on; `skip` numbers go missing before them. */
  stream(type: Frame, request: DecodedFrame, payload: Uint8Array, skip = 0): void {
    this.#streamed += skip;
    const sequence = this.#streamed++ & 0xff;
    this.send({ type, sequence, payload: Buffer.concat([Uint8Array.of(request.sequence), payload]) });
  }

  beginStream(): void {
    this.#streamed = 0;
  }

  /** DONE with status OK; `number` repeats the one of that place. */
  done(request: DecodedFrame, inferences: number, number = this.#streamed): void {
    this.#streamed = number;
    this.stream(Frame.DONE, request, u32(Status.OK, inferences, 1000, 900));
  }

  send(frame: DecodedFrame): void {
    this.say(encodeFrame(frame));
  }

  say(bytes: Uint8Array): void {
    for (const part of this.toHost(bytes, this.#sent++)) this.#listener(part);
  }

  pullCable(): void {
    this.isPortGone = true;
    this.#listener(undefined);
  }
}
