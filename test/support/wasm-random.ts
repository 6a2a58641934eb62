import type { ValueType } from '../../host/aot/wasm/module.ts';
import { Random } from './random.ts';
import { isWide, type WasmValue } from './wasm-values.ts';

const words = [0, 1, 2, 3, 4, 7, 8, 15, 16, 31, 32, 33, 63, 64, 100, 127, 128, 255, 256, 1000, 0x7fff, 0x8000, 0xffff];
const wide = [0x1_0000, 0x00ff_00ff, 0x7fff_ffff, 0x8000_0000, 0xffff_0000, 0x0101_0101, 0xfeff_fffe];
const edges = [...words, ...wide].flatMap((value) => [BigInt(value), -BigInt(value), ~BigInt(value)]);

/** The finaliser of MurmurHash3: neighbouring seeds shall give unlike streams. */
const mixed = (seed: number): number => {
  let bits = Math.imul(seed ^ (seed >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return bits ^ (bits >>> 16);
};

/** Choices for WebAssembly. */
export class WasmRandom extends Random {
  constructor(seed: number) {
    super(mixed(seed));
  }

  type(): ValueType {
    return this.below(3) === 0 ? 'i64' : 'i32';
  }

  types(most: number): ValueType[] {
    return Array.from({ length: this.below(most + 1) }, () => this.type());
  }

  /** Often small or at an edge; an i64 also with unlike halves. */
  value(type: ValueType): WasmValue {
    if (!isWide(type)) return this.oneIn(3) ? this.next() | 0 : Number(BigInt.asIntN(32, this.pick(edges)));
    const half = () => (this.oneIn(3) ? BigInt(this.next()) : this.pick(edges));
    return BigInt.asIntN(64, this.oneIn(2) ? half() : (half() << 32n) ^ BigInt.asUintN(32, half()));
  }
}
