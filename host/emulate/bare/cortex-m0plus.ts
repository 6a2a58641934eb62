import { decodeTable } from '../core/decode.ts';
import { Interpreter } from '../core/interpreter.ts';
import { EmulatorFault } from '../fault.ts';
import { FLASH, type Machine, type MachineOptions, RAM_ORIGIN } from './machine.ts';

/** A return to it ends the interpreter's burst, as the return from an exception would (ARMv6-M ARM, B1.5.8). */
const RETURN_ADDRESS = 0xffff_fff9;
/** The interpreter's limit is one of cycles: no program takes more for an instruction on average. */
const CYCLES_PER_INSTRUCTION = 3;

const outside = {
  load: (address: number, _bytes: number, pc: number): number => {
    throw new EmulatorFault('unmapped read', pc, address);
  },
  store: (address: number, _bytes: number, _value: number, pc: number): void => {
    throw new EmulatorFault('unmapped write', pc, address);
  },
};

/** A Cortex-M0+ without exceptions. */
export class BareCortexM0Plus implements Machine {
  readonly registers = new Uint32Array(16);
  readonly ram: Uint8Array;
  readonly #flash: Uint8Array;
  readonly #interpreter: Interpreter;

  constructor({ ramBytes, flash = FLASH, ramOrigin = RAM_ORIGIN, profile }: MachineOptions) {
    // The interpreter knows the RP2040's addresses only.
    if (flash.origin !== FLASH.origin || ramOrigin !== RAM_ORIGIN) throw new RangeError('memories of another chip');
    this.#flash = new Uint8Array(flash.bytes);
    this.ram = new Uint8Array(ramBytes);
    const core = {
      registers: this.registers,
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
    this.#interpreter = new Interpreter(core, outside, decodeTable, this.ram, this.#flash, profile);
  }

  program(offset: number, bytes: Uint8Array): void {
    this.#flash.set(bytes, offset);
  }

  call(address: number, instructionLimit: number): boolean {
    const interpreter = this.#interpreter;
    this.registers[14] = RETURN_ADDRESS;
    interpreter.pc = address;
    interpreter.exceptionReturn = undefined;
    interpreter.burst(interpreter.cycles + CYCLES_PER_INSTRUCTION * instructionLimit);
    return interpreter.exceptionReturn !== undefined;
  }

  counters(): { readonly instructions: number; readonly cycles: number } {
    const { instructions, cycles } = this.#interpreter;
    return { instructions, cycles };
  }
}
