import { Frame } from '../../assembly/shared/protocol.ts';
import type { Exchange } from './exchange.ts';
import type { DecodedFrame } from './frames.ts';
import { type Done, parseDone } from './messages.ts';
import { StreamOrder } from './stream-order.ts';

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

/**
 * Starts a stream and hands out its frames until DONE. Frames are not sent again: what is missing is told. A stream that falls
 * silent is asked for its end once more, since a board that has sent DONE in vain sends it again.
 */
export const runStream = (exchange: Exchange, request: StreamRequest): Promise<Done> => {
  const { type, payload, silenceMs, onFrame, onGap } = request;
  const sequence = exchange.nextSequence();
  const order = new StreamOrder();
  const isOurs = (frame: DecodedFrame) => frame.type >= FIRST_STREAM_FRAME && frame.payload[0] === sequence;
  // A frame of the stream says as much as the acknowledgement that was lost before it.
  const isAnswer = (frame: DecodedFrame) => (frame.type === Frame.ACK && frame.sequence === sequence) || isOurs(frame);
  const ask = () => exchange.ask({ type, sequence, payload, isAnswer });
  return new Promise<Done>((resolve, reject) => {
    let state: 'asked' | 'live' | 'asked again' | 'over' = 'asked';
    let unwatch = (): void => undefined;
    const enter = (next: typeof state): void => {
      if (state === 'asked' && next === 'live') exchange.liveStreams++;
      if (state !== 'asked' && next === 'over') exchange.liveStreams--;
      state = next;
    };
    const finish = (settle: () => void): void => {
      unwatch();
      unlisten();
      if (state !== 'over') enter('over');
      settle();
    };
    const fail = (error: unknown): void => finish(() => reject(error));
    const watch = (ms: number, onSilence: () => void): void => {
      unwatch();
      unwatch = exchange.clock.after(ms, onSilence);
    };
    const giveUp = (): void => fail(exchange.silence(`${Frame[type]} (its stream broke off)`, silenceMs));
    const askAgain = (): void => {
      enter('asked again');
      ask().then(() => {
        if (state === 'asked again') watch(exchange.timeoutMs, giveUp);
      }, fail);
    };
    const unlisten = exchange.listen({
      onLost: fail,
      onFrame: (frame) => {
        const missing = isOurs(frame) ? order.missingBefore(frame.sequence) : undefined;
        if (missing === undefined) return;
        enter('live');
        watch(silenceMs, askAgain);
        const body = { ...frame, payload: frame.payload.subarray(1) };
        try {
          if (missing > 0) onGap({ missing });
          if (frame.type !== Frame.DONE) onFrame(body);
          else {
            const done = parseDone(body.payload);
            finish(() => resolve(done));
          }
        } catch (error) {
          fail(error);
        }
      },
    });
    ask().then(() => {
      if (state !== 'asked') return;
      enter('live');
      watch(silenceMs, askAgain);
    }, fail);
  });
};
