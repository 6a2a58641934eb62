import type { Target } from '../../aot/compile-module.ts';
import type { Image } from '../../aot/image.ts';
import { EmulatorFault } from '../fault.ts';
import { BareCortexM0Plus } from './cortex-m0plus.ts';
import { BareCortexM4 } from './cortex-m4.ts';
import { FLASH, type Machine, type MachineOptions, RAM_ORIGIN } from './machine.ts';

const UDF = 0xde00;
/** AAPCS 5.1.1: r4 to r11 survive a call. */
const CALLEE_SAVED = Array.from({ length: 8 }, (_, at) => (0xc0de_0004 + at) >>> 0);

/** How a call on the core ended. */
export interface CoreOutcome {
  /** It ran into UDF, which is how a trusted module traps. */
  readonly isTrap: boolean;
  /** r0 and r1, then words behind the arguments on the stack: as many as were asked for. */
  readonly results: readonly number[];
  readonly instructions: number;
  /** Counted on the Cortex-M0+, modelled on the Cortex-M4. */
  readonly cycles: number;
}

export interface BareCoreOptions extends MachineOptions {
  readonly target: Target;
  /** A call that takes more is given up. */
  readonly instructionLimit: number;
}

const machines: Readonly<Record<Target, new (options: MachineOptions) => Machine>> = {
  thumbv6m: BareCortexM0Plus,
  thumbv7em: BareCortexM4,
};

/** A call took more instructions than the limit. */
export class NoReturn extends Error {}

/** A processor with flash and RAM, and nothing else: no firmware, no peripherals. */
export class BareCore {
  readonly target: Target;
  readonly ram: Uint8Array;
  readonly #flashOrigin: number;
  readonly #ramOrigin: number;
  readonly #machine: Machine;
  readonly #instructionLimit: number;

  constructor({ target, instructionLimit, ...memories }: BareCoreOptions) {
    const { flash = FLASH, ramOrigin = RAM_ORIGIN } = memories;
    this.target = target;
    this.#flashOrigin = flash.origin;
    this.#ramOrigin = ramOrigin;
    this.#machine = new machines[target](memories);
    this.ram = this.#machine.ram;
    this.#instructionLimit = instructionLimit;
  }

  get stackTop(): number {
    return this.#ramOrigin + this.ram.length;
  }

  /** Programs flash and does what start-up code does to data. */
  load({ segments }: Pick<Image, 'segments'>): void {
    for (const { name, address, bytes } of segments) {
      this.#machine.program(address - this.#flashOrigin, bytes);
      if (name === 'data') this.ram.set(bytes);
    }
  }

  word(address: number): number {
    return this.#view.getUint32(address - this.#ramOrigin, true);
  }

  setWord(address: number, value: number): void {
    this.#view.setUint32(address - this.#ramOrigin, value, true);
  }

  /**
   * Calls a function: host/aot/ssa/convention.ts.
   * @throws EmulatorFault for anything but UDF
   */
  call(address: number, words: readonly number[], results: number): CoreOutcome {
    const { registers } = this.#machine;
    const onStack = words.slice(4);
    // AAPCS 5.2.1.2: the stack is aligned to 8 bytes at every call.
    const sp = (this.stackTop - 4 * (onStack.length + results)) & ~7;
    onStack.forEach((word, at) => {
      this.setWord(sp + 4 * at, word);
    });
    registers.set(CALLEE_SAVED, 4);
    registers.set(words.slice(0, 4));
    registers[13] = sp;
    const before = this.#machine.counters();
    const isTrap = this.#runsIntoTrap(address & ~1);
    const after = this.#machine.counters();
    const counts = { instructions: after.instructions - before.instructions, cycles: after.cycles - before.cycles };
    if (isTrap) return { isTrap, results: [], ...counts };
    if (registers[13] !== sp) throw new Error('the stack pointer moved');
    CALLEE_SAVED.forEach((value, at) => {
      if (registers[4 + at] !== value) throw new Error(`r${4 + at} is destroyed`);
    });
    const stacked = Array.from({ length: Math.max(0, results - 2) }, (_, at) =>
      this.word(sp + 4 * (onStack.length + at)),
    );
    return { isTrap, results: [...registers.slice(0, Math.min(results, 2)), ...stacked], ...counts };
  }

  #runsIntoTrap(address: number): boolean {
    try {
      if (!this.#machine.call(address, this.#instructionLimit))
        throw new NoReturn(`no return after ${this.#instructionLimit} instructions`);
      return false;
    } catch (error) {
      if (error instanceof EmulatorFault && error.kind === 'illegal instruction' && error.subject === UDF) return true;
      throw error;
    }
  }

  get #view(): DataView {
    return new DataView(this.ram.buffer, this.ram.byteOffset, this.ram.length);
  }
}
