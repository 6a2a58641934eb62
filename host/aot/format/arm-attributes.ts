import type { Target } from '../compile-module.ts';

// Addenda to the ABI for the Arm Architecture (IHI 0045), 3: build attributes. Linkers refuse to join what does not fit.

const FORMAT_VERSION = 0x41; // 'A'
const TAG_FILE = 1;
const MICROCONTROLLER = 0x4d; // 'M'
const PERMITTED = 1;
/** Which instructions, the architecture says. */
const THUMB = 3;

/** Tag_CPU_arch. */
const architectures: Readonly<Record<Target, number>> = { thumbv6m: 11, thumbv7em: 13 };

/** Tags and values, all below 128. No floats: the file fits hard and soft float alike. */
const attributes = (target: Target): number[] => [
  ...[6, architectures[target]], // Tag_CPU_arch
  ...[7, MICROCONTROLLER], // Tag_CPU_arch_profile
  ...[9, THUMB], // Tag_THUMB_ISA_use
  ...[25, PERMITTED], // Tag_ABI_align_preserved: sp is a multiple of 8 at every call
  ...(target === 'thumbv7em' ? [34, PERMITTED] : []), // Tag_CPU_unaligned_access
];

/** Size of a part in front of it, itself included. */
const sized = (head: readonly number[], rest: readonly number[]): number[] => {
  const size = head.length + 4 + rest.length;
  return [...head, size & 0xff, size >> 8, 0, 0, ...rest];
};

/** Contents of `.ARM.attributes`. */
export const armAttributes = (target: Target): Uint8Array => {
  const vendor = [...Buffer.from('aeabi\0')];
  return Uint8Array.from([FORMAT_VERSION, ...sized([], [...vendor, ...sized([TAG_FILE], attributes(target))])]);
};
