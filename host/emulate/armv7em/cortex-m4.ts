import type { SlowBus } from '../core/interpreter.ts';
import type { ExecutionProfile } from '../execution-profile.ts';
import { createDecoder, rowFinder, wideRows } from './decode.ts';
import { Interpreter } from './interpreter.ts';
import { Memory, type Region } from './memory.ts';
import { packStatus, SpecialRegisterFile } from './status.ts';

export interface CortexM4Options {
  readonly flash: Region;
  readonly ram: Region;
  /** Answers what is neither; may throw EmulatorFault. Without it such accesses are faults. */
  readonly mmio?: SlowBus;
  /** Filled as instructions are executed. */
  readonly profile?: ExecutionProfile;
}

export interface CoreCounters {
  readonly instructions: number;
  /** Modelled, not measured: see cycles.ts. */
  readonly cycles: number;
  /** Accesses that were allowed, but not aligned. */
  readonly unaligned: number;
}

const decodeInteger = createDecoder(rowFinder(wideRows));

/**
 * A bare ARMv7E-M core, strict: UNDEFINED and UNPREDICTABLE encodings, writes to flash, accesses to nothing and code outside
 * flash throw an EmulatorFault. It takes no exceptions; hints do nothing.
 */
export class CortexM4 {
  /** r0 to r12, SP and LR; the PC is apart. */
  readonly registers: Uint32Array;
  readonly flash: Uint8Array;
  readonly ram: Uint8Array;

  readonly #memory: Memory;
  readonly #interpreter: Interpreter;

  constructor({ flash, ram, mmio, profile }: CortexM4Options) {
    this.#memory = new Memory(flash, ram, mmio);
    this.#interpreter = new Interpreter(this.#memory, decodeInteger, new SpecialRegisterFile(), undefined, profile);
    this.registers = new Uint32Array(this.#interpreter.registers.buffer, 0, 15);
    this.flash = this.#memory.flash8;
    this.ram = this.#memory.ram8;
  }

  get pc(): number {
    return this.#interpreter.pc >>> 0;
  }

  set pc(address: number) {
    this.#interpreter.pc = address | 0;
    this.#interpreter.it = 0;
  }

  /** N, Z, C, V, Q and GE where the architecture has them. */
  get apsr(): number {
    const { n, z, c, v, q, ge } = this.#interpreter;
    return packStatus(n, z, c, v, q, ge) >>> 0;
  }

  set apsr(value: number) {
    const core = this.#interpreter;
    core.n = value | 0;
    core.z = value & 0x4000_0000 ? 0 : 1;
    core.c = (value >>> 29) & 1;
    core.v = value << 3;
    core.q = (value >>> 27) & 1;
    core.ge = (value >>> 16) & 15;
  }

  /** Puts an image's bytes into flash. */
  program(address: number, bytes: Uint8Array): void {
    const offset = address - this.#memory.flashOrigin;
    this.flash.set(bytes, offset);
    this.#interpreter.forget(offset, bytes.length);
  }

  /**
   * Runs from `pc` up to `maxInstructions`; true where it came to `until`, whether that is in flash or not.
   * @throws EmulatorFault
   */
  run(until: number, maxInstructions: number): boolean {
    return this.#interpreter.run(until, maxInstructions);
  }

  counters(): CoreCounters {
    const { instructions, cycles } = this.#interpreter;
    return { instructions, cycles, unaligned: this.#memory.unaligned };
  }
}
