import { CortexM4 } from '../armv7em/cortex-m4.ts';
import { FLASH, type Machine, type MachineOptions, RAM_ORIGIN } from './machine.ts';

/** Nothing is there: the run ends before it is fetched. */
const RETURN_ADDRESS = 0xffff_fff0;

/** A Cortex-M4 without exceptions and without a floating-point unit. */
export class BareCortexM4 implements Machine {
  readonly registers: Uint32Array;
  readonly ram: Uint8Array;
  readonly #core: CortexM4;

  readonly #flashOrigin: number;

  constructor({ ramBytes, flash = FLASH, ramOrigin = RAM_ORIGIN, profile }: MachineOptions) {
    this.#flashOrigin = flash.origin;
    this.#core = new CortexM4({ flash, ram: { origin: ramOrigin, bytes: ramBytes }, ...(profile && { profile }) });
    this.registers = this.#core.registers;
    this.ram = this.#core.ram;
  }

  program(offset: number, bytes: Uint8Array): void {
    this.#core.program(this.#flashOrigin + offset, bytes);
  }

  call(address: number, instructionLimit: number): boolean {
    this.registers[14] = RETURN_ADDRESS | 1;
    this.#core.pc = address;
    return this.#core.run(RETURN_ADDRESS, instructionLimit);
  }

  counters(): { readonly instructions: number; readonly cycles: number } {
    return this.#core.counters();
  }
}
