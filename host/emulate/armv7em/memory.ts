import type { SlowBus } from '../core/interpreter.ts';
import { EmulatorFault } from '../fault.ts';

export interface Region {
  readonly origin: number;
  /** A multiple of 4. */
  readonly bytes: number;
}

type Bytes = 1 | 2 | 4;

const littleEndian = (view: DataView, offset: number, bytes: Bytes): number => {
  if (bytes === 4) return view.getInt32(offset, true);
  return bytes === 2 ? view.getUint16(offset, true) : view.getUint8(offset);
};

/** Flash and RAM, what lies behind `bus`, and nothing else. Addresses come signed or unsigned; words go out signed. */
export class Memory {
  readonly ramOrigin: number;
  readonly flashOrigin: number;
  readonly ram8: Uint8Array;
  readonly ram16: Uint16Array;
  readonly ram32: Int32Array;
  readonly flash8: Uint8Array;
  readonly flash16: Uint16Array;
  readonly flash32: Int32Array;
  /** Accesses to halfwords and words that were not aligned: allowed, as CCR.UNALIGN_TRP is 0 (ARMv7-M ARM, A3.2.1). */
  unaligned = 0;
  /** Cycles that unaligned loads took longer; stores wait in the write buffer (DDI 0439, 3.3.2). */
  penalties = 0;

  readonly #bus: SlowBus | undefined;
  readonly #ram: DataView;
  readonly #flash: DataView;

  constructor(flash: Region, ram: Region, bus?: SlowBus) {
    const [flashBuffer, ramBuffer] = [new ArrayBuffer(flash.bytes), new ArrayBuffer(ram.bytes)];
    this.#bus = bus;
    this.flashOrigin = flash.origin;
    this.flash8 = new Uint8Array(flashBuffer);
    this.flash16 = new Uint16Array(flashBuffer);
    this.flash32 = new Int32Array(flashBuffer);
    this.#flash = new DataView(flashBuffer);
    this.ramOrigin = ram.origin;
    this.ram8 = new Uint8Array(ramBuffer);
    this.ram16 = new Uint16Array(ramBuffer);
    this.ram32 = new Int32Array(ramBuffer);
    this.#ram = new DataView(ramBuffer);
  }

  load(address: number, bytes: Bytes, pc: number): number {
    const at = address >>> 0;
    const isUnaligned = (at & (bytes - 1)) !== 0;
    const ramOffset = (at - this.ramOrigin) >>> 0;
    const flashOffset = (at - this.flashOrigin) >>> 0;
    const isRam = ramOffset + bytes <= this.ram8.length;
    if (isRam || flashOffset + bytes <= this.flash8.length) {
      if (isUnaligned) {
        this.unaligned++;
        // In two parts, a word from an odd address in three.
        this.penalties += bytes === 4 && (at & 1) !== 0 ? 2 : 1;
      }
      return isRam ? littleEndian(this.#ram, ramOffset, bytes) : littleEndian(this.#flash, flashOffset, bytes);
    }
    if (!this.#bus) throw new EmulatorFault('unmapped read', pc >>> 0, at);
    if (isUnaligned) throw new EmulatorFault('unaligned read', pc >>> 0, at);
    return this.#bus.load(at, bytes, pc >>> 0);
  }

  store(address: number, bytes: Bytes, value: number, pc: number): void {
    const at = address >>> 0;
    const isUnaligned = (at & (bytes - 1)) !== 0;
    const ramOffset = (at - this.ramOrigin) >>> 0;
    if (ramOffset + bytes <= this.ram8.length) {
      if (isUnaligned) this.unaligned++;
      if (bytes === 4) this.#ram.setInt32(ramOffset, value, true);
      else if (bytes === 2) this.#ram.setInt16(ramOffset, value, true);
      else this.#ram.setInt8(ramOffset, value);
      return;
    }
    if ((at - this.flashOrigin) >>> 0 < this.flash8.length) throw new EmulatorFault('flash write', pc >>> 0, at);
    if (!this.#bus) throw new EmulatorFault('unmapped write', pc >>> 0, at);
    if (isUnaligned) throw new EmulatorFault('unaligned write', pc >>> 0, at);
    const lanes = bytes === 4 ? value >>> 0 : value & ((1 << (8 * bytes)) - 1);
    this.#bus.store(at, bytes, lanes, pc >>> 0);
  }
}
