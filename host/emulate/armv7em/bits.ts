/** Bytes in reverse order. */
export const reverseBytes = (x: number): number => (x << 24) | ((x & 0xff00) << 8) | ((x >>> 8) & 0xff00) | (x >>> 24);

/** Bytes of each half in reverse order. */
export const reverseBytesOfHalves = (x: number): number => ((x & 0xff00ff) << 8) | ((x >>> 8) & 0xff00ff);

/** Bits in reverse order: neighbours, pairs and nibbles change places, then bytes. */
export const reverseBits = (x: number): number => {
  const bits = ((x >>> 1) & 0x5555_5555) | ((x & 0x5555_5555) << 1);
  const pairs = ((bits >>> 2) & 0x3333_3333) | ((bits & 0x3333_3333) << 2);
  return reverseBytes(((pairs >>> 4) & 0x0f0f_0f0f) | ((pairs & 0x0f0f_0f0f) << 4));
};

/** SXTAB16: each half of `x` plus the signed lower byte of that half of `y`. */
export const addSignedBytes = (x: number, y: number): number =>
  (((x >> 16) + ((y << 8) >> 24)) << 16) | ((x + ((y << 24) >> 24)) & 0xffff);

/** UXTAB16: the same with unsigned bytes. */
export const addUnsignedBytes = (x: number, y: number): number =>
  (((x >> 16) + ((y >>> 16) & 0xff)) << 16) | ((x + (y & 0xff)) & 0xffff);

/** Bytes of `x` where the GE flag of that byte is set, of `y` elsewhere: SEL. */
export const selectBytes = (x: number, y: number, ge: number): number => {
  const mask = ((ge & 1) | ((ge & 2) << 7) | ((ge & 4) << 14) | ((ge & 8) << 21)) * 0xff;
  return (x & mask) | (y & ~mask);
};
