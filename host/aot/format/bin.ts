import type { Image } from '../image.ts';

/** A flat copy of flash from its first byte on; gaps read as erased flash, 0xff. */
export const toBin = ({ segments }: Image): Uint8Array => {
  const [first] = segments;
  const last = segments.at(-1);
  if (!first || !last) return new Uint8Array(0);
  const bytes = new Uint8Array(last.address + last.bytes.length - first.address).fill(0xff);
  for (const segment of segments) bytes.set(segment.bytes, segment.address - first.address);
  return bytes;
};
