/** The upper word of the product of two unsigned words: four products of halves, none of whose sums exceeds a word. */
export const highUnsigned = (x: number, y: number): number => {
  const [xl, xh, yl, yh] = [x & 0xffff, x >>> 16, y & 0xffff, y >>> 16];
  const middle = (Math.imul(xh, yl) + (Math.imul(xl, yl) >>> 16)) >>> 0;
  const other = (Math.imul(xl, yh) + (middle & 0xffff)) >>> 0;
  return (Math.imul(xh, yh) + (middle >>> 16) + (other >>> 16)) | 0;
};

/** The upper word of the product of two signed words: as unsigned numbers, a negative one is 2^32 too large. */
export const highSigned = (x: number, y: number): number =>
  (highUnsigned(x, y) - (x < 0 ? y : 0) - (y < 0 ? x : 0)) | 0;

/** 1 where adding `addend` to a word gave `sum` and a carry. */
export const carryOf = (sum: number, addend: number): number => (sum >>> 0 < addend >>> 0 ? 1 : 0);

/** Of a word and a signed half: (x * y) >> 16, which fits a word. ARMv7-M ARM (DDI 0403), A7.7.141: SMLAWB. */
export const wordByHalf = (x: number, y: number): number => Math.floor((x * y) / 0x1_0000);

/** USAD8: the sum of the four differences of bytes, without signs. */
export const sumOfDifferences = (x: number, y: number): number => {
  let sum = 0;
  for (let at = 0; at < 32; at += 8) sum += Math.abs(((x >>> at) & 0xff) - ((y >>> at) & 0xff));
  return sum;
};
