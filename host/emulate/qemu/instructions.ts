import type { BoardSpec } from '../../../boards/spec.ts';

/**
 * Instructions in `ticks` of the device's counter, where each takes the same virtual time. The ticks are a difference of two
 * differences (the device takes the cost of its readings out), so they are less than two ticks wrong; one instruction is more
 * than four ticks (`test/boards.test.ts`), so rounding gives the exact number.
 */
export const instructionsIn = ({ clockHz, counterHz = clockHz, qemu }: BoardSpec, ticks: number): number => {
  if (!qemu) throw new Error('a board that counts instructions without an emulator');
  return Math.round((ticks * 1e9) / counterHz / qemu.instructionNs);
};
