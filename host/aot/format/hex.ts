import type { Image } from '../image.ts';

const RECORD_BYTES = 16;
const record = (address: number, type: number, data: readonly number[]): string => {
  const bytes = [data.length, (address >> 8) & 0xff, address & 0xff, type, ...data];
  const checksum = -bytes.reduce((sum, byte) => sum + byte, 0) & 0xff;
  return `:${[...bytes, checksum].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('')}`;
};

/** Intel HEX with extended linear (04) and start linear (05) address records. */
export const toHex = ({ segments, entry }: Image): Uint8Array => {
  const lines: string[] = [];
  let upper = -1;
  for (const { address, bytes } of segments) {
    for (let at = 0; at < bytes.length; ) {
      const here = address + at;
      if (here >>> 16 !== upper) {
        upper = here >>> 16;
        lines.push(record(0, 4, [upper >> 8, upper & 0xff]));
      }
      const room = 0x10000 - (here & 0xffff);
      const length = Math.min(RECORD_BYTES, bytes.length - at, room);
      lines.push(record(here & 0xffff, 0, [...bytes.subarray(at, at + length)]));
      at += length;
    }
  }
  lines.push(record(0, 5, [entry >>> 24, (entry >> 16) & 0xff, (entry >> 8) & 0xff, entry & 0xff]), record(0, 1, []));
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
};
