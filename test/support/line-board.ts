import { fromUf2, toUf2 } from '../../host/aot/format/uf2.ts';
import type { Image } from '../../host/aot/image.ts';
import { EmulatedPico } from '../../host/emulate/pico.ts';
import type { Transport } from '../../host/link/transport.ts';
import { picoEmulated } from './board.ts';
import { ManualClock } from './manual-clock.ts';
import type { Random } from './random.ts';

/** What becomes of bytes on their way. */
export type Noise = (bytes: readonly number[]) => readonly number[];

const SLICE_CYCLES = 250_000;

/** Drops, damages or doubles about one byte in `n`. */
export const noiseOf =
  (random: Random, n: number): Noise =>
  (bytes) =>
    bytes.flatMap((byte) => {
      if (!random.oneIn(n)) return [byte];
      return random.pick([[], [byte ^ (1 << random.below(8))], [byte, byte], [random.below(256)]]);
    });

/**
 * The firmware on the emulated Pico at the other end of a line that a test may disturb. Everything happens in `settle`: the
 * board runs until it waits for input, and only then does the host's clock move on.
 */
export class LineBoard {
  readonly pico: EmulatedPico;
  readonly clock = new ManualClock();
  readonly transport: Transport;
  toBoard: Noise = (bytes) => bytes;
  toHost: Noise = (bytes) => bytes;
  #listener: (bytes: Uint8Array | undefined) => void = () => undefined;
  #sent: number[] = [];

  constructor(image: Image, prepare: (pico: EmulatedPico) => void = () => undefined) {
    this.pico = new EmulatedPico({
      ...(picoEmulated.trigger && { triggerGpio: picoEmulated.trigger.gpio }),
      onSerial: (byte) => this.#sent.push(byte),
      onFault: (error) => {
        throw error;
      },
    });
    prepare(this.pico);
    this.transport = {
      write: async (bytes) => this.pico.sendSerial(Uint8Array.from(this.toBoard([...bytes]))),
      onData: (listener) => {
        this.#listener = listener;
      },
      close: async () => undefined,
    };
    this.pico.program(fromUf2(toUf2(image, picoEmulated.uf2?.familyId ?? 0)).blocks);
    if (!this.pico.boot()) throw new Error('the boot block was refused');
  }

  /** The outcome of what the host does, while board and clock go on. */
  settle<T>(promise: Promise<T>): Promise<T> {
    return this.clock.settle(promise, () => this.run());
  }

  /** Sends bytes as they are, and runs the board until it waits; what it sent, as text. */
  converse(text: string | Uint8Array): string {
    const received: number[] = [];
    const before = this.#listener;
    this.#listener = (bytes) => received.push(...(bytes ?? []));
    this.pico.sendSerial(Buffer.from(text));
    while (this.run()) {}
    this.#listener = before;
    return Buffer.from(received).toString('latin1');
  }

  /** One slice of the board's time; false once it only waits for input. */
  run(): boolean {
    const { cycles } = this.pico.counters();
    const isBusy = this.pico.run(SLICE_CYCLES);
    const bytes = Uint8Array.from(this.toHost(this.#sent));
    this.#sent = [];
    if (bytes.length > 0) this.#listener(bytes);
    return isBusy || bytes.length > 0 || this.pico.counters().cycles > cycles;
  }
}
