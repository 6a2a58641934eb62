import type { ValueType } from '../../host/aot/wasm/module.ts';
import type { WasmValue } from './wasm-values.ts';

const words = [0, 1, 2, 3, 4, 7, 8, 15, 16, 31, 32, 33, 63, 64, 100, 127, 128, 255, 256, 1000, 0x7fff, 0x8000, 0xffff];
const wide = [0x1_0000, 0x00ff_00ff, 0x7fff_ffff, 0x8000_0000, 0xffff_0000, 0x0101_0101, 0xfeff_fffe];
const edges = [...words, ...wide].flatMap((value) => [BigInt(value), -BigInt(value), ~BigInt(value)]);

/** A reproducible stream of choices: Marsaglia's xorshift32 over a well-mixed seed. */
export class Random {
  #state: number;

  constructor(seed: number) {
    // The finaliser of MurmurHash3: neighbouring seeds shall give unlike streams.
    let mixed = Math.imul(seed ^ (seed >>> 16), 0x85eb_ca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
    this.#state = (mixed ^ (mixed >>> 16)) >>> 0 || 1;
  }

  bits(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    this.#state >>>= 0;
    return this.#state;
  }

  /** 0 … n - 1. */
  below(n: number): number {
    return this.bits() % n;
  }

  /** True once in `n` times. */
  once(n: number): boolean {
    return this.below(n) === 0;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  type(): ValueType {
    return this.below(3) === 0 ? 'i64' : 'i32';
  }

  types(most: number): ValueType[] {
    return Array.from({ length: this.below(most + 1) }, () => this.type());
  }

  /** Often small or at an edge; an i64 also with unlike halves. */
  value(type: ValueType): WasmValue {
    if (type === 'i32') return this.once(3) ? this.bits() | 0 : Number(BigInt.asIntN(32, this.pick(edges)));
    const half = () => (this.once(3) ? BigInt(this.bits()) : this.pick(edges));
    return BigInt.asIntN(64, this.once(2) ? half() : (half() << 32n) ^ BigInt.asUintN(32, half()));
  }
}
