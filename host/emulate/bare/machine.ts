import type { Region } from '../armv7em/memory.ts';
import type { ExecutionProfile } from '../execution-profile.ts';

/** Where the bare processors have their memories. */
export const FLASH = { name: 'flash', origin: 0x1000_0000, bytes: 8 << 20 };
export const RAM_ORIGIN = 0x2000_0000;

export interface MachineOptions {
  readonly ramBytes: number;
  /** Where the memories are elsewhere. */
  readonly flash?: Region;
  readonly ramOrigin?: number;
  readonly profile?: ExecutionProfile;
}

/** An interpreter of one architecture, with flash and RAM. */
export interface Machine {
  /** r0 to r12, SP and LR at least. */
  readonly registers: Uint32Array;
  readonly ram: Uint8Array;
  /** Puts bytes into flash. */
  program(offset: number, bytes: Uint8Array): void;
  /**
   * Runs from an address until the function there returns; false where it has not after that many instructions, give or take.
   * @throws EmulatorFault
   */
  call(address: number, instructionLimit: number): boolean;
  counters(): { readonly instructions: number; readonly cycles: number };
}
