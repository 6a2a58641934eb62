import type { BoardSpec } from '../../../boards/spec.ts';

/**
 * Instructions in `ticks` of the core's clock, where each takes the same virtual time. The ticks are a difference of two
 * differences (the device takes the cost of its readings out), so they are less than two ticks wrong; one instruction is more
 * than four ticks (`test/boards.test.ts`), so rounding gives the exact number.
 */
export const instructionsIn = ({ clockHz, qemu }: BoardSpec, ticks: number): number => {
  if (!qemu) throw new Error('a board that counts instructions without an emulator');
  return Math.round((ticks * 1e9) / clockHz / qemu.instructionNs);
};
