import type { Image } from '../../host/aot/image.ts';
import { decodeTable } from '../../host/emulate/core/decode.ts';
import { Interpreter } from '../../host/emulate/core/interpreter.ts';
import { EmulatorFault } from '../../host/emulate/fault.ts';

export const FLASH = { name: 'flash', origin: 0x1000_0000, bytes: 8 << 20 };
export const RAM_ORIGIN = 0x2000_0000;
/** A return to it ends the interpreter's burst, as the return from an exception would (ARMv6-M ARM, B1.5.8). */
const RETURN_ADDRESS = 0xffff_fff9;
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
  readonly cycles: number;
}

/** A Cortex-M0+ with flash and RAM, and nothing else: no firmware, no peripherals. */
export class BareCore {
  readonly ram: Uint8Array;
  readonly #flash = new Uint8Array(FLASH.bytes);
  readonly #interpreter: Interpreter;
  readonly #core = {
    registers: new Uint32Array(16),
    N: false,
    Z: false,
    C: false,
    V: false,
    PM: false,
    SP: 0,
    waiting: false,
    eventRegistered: false,
    interruptsUpdated: false,
    pendingSVCall: false,
    readSpecialRegister: () => 0,
    writeSpecialRegister: () => undefined,
  };

  constructor(
    ramBytes: number,
    readonly cycleLimit: number,
  ) {
    this.ram = new Uint8Array(ramBytes);
    const outside = {
      load: (address: number, _bytes: number, pc: number): number => {
        throw new EmulatorFault('unmapped read', pc, address);
      },
      store: (address: number, _bytes: number, _value: number, pc: number): void => {
        throw new EmulatorFault('unmapped write', pc, address);
      },
    };
    this.#interpreter = new Interpreter(this.#core, outside, decodeTable, this.ram, this.#flash);
  }

  get stackTop(): number {
    return RAM_ORIGIN + this.ram.length;
  }

  /** Programs flash and does what start-up code does to data. */
  load({ segments }: Image): void {
    for (const { name, address, bytes } of segments) {
      this.#flash.set(bytes, address - FLASH.origin);
      if (name === 'data') this.ram.set(bytes);
    }
    this.#interpreter.cycles = 0;
    this.#interpreter.instructions = 0;
  }

  word(address: number): number {
    return this.#view.getUint32(address - RAM_ORIGIN, true);
  }

  setWord(address: number, value: number): void {
    this.#view.setUint32(address - RAM_ORIGIN, value, true);
  }

  /**
   * Calls a function: host/aot/ssa/convention.ts.
   * @throws EmulatorFault for anything but UDF
   */
  call(address: number, words: readonly number[], results: number): CoreOutcome {
    const { registers } = this.#core;
    const interpreter = this.#interpreter;
    const onStack = words.slice(4);
    // AAPCS 5.2.1.2: the stack is aligned to 8 bytes at every call.
    const sp = (this.stackTop - 4 * (onStack.length + results)) & ~7;
    onStack.forEach((word, at) => {
      this.setWord(sp + 4 * at, word);
    });
    registers.set(CALLEE_SAVED, 4);
    registers.set(words.slice(0, 4));
    registers[13] = sp;
    registers[14] = RETURN_ADDRESS;
    interpreter.pc = address;
    interpreter.exceptionReturn = undefined;
    const { cycles, instructions } = interpreter;
    const isTrap = this.#runsIntoTrap(cycles + this.cycleLimit);
    const counts = { instructions: interpreter.instructions - instructions, cycles: interpreter.cycles - cycles };
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

  #runsIntoTrap(limit: number): boolean {
    try {
      this.#interpreter.burst(limit);
    } catch (error) {
      if (error instanceof EmulatorFault && error.kind === 'illegal instruction' && error.subject === UDF) return true;
      throw error;
    }
    if (this.#interpreter.exceptionReturn === undefined) throw new Error(`no return after ${this.cycleLimit} cycles`);
    return false;
  }

  get #view(): DataView {
    return new DataView(this.ram.buffer);
  }
}
