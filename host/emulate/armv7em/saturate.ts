// ARMv7-M ARM (DDI 0403), A2.2.1: SignedSat, UnsignedSat. Q is set where the result is not the value.

/** Into -2^(bits-1) … 2^(bits-1) - 1, bits up to 32. */
export const saturateSigned = (value: number, bits: number): number => {
  const limit = (1 << (bits - 1)) >>> 0;
  return value < -limit ? -limit : value >= limit ? limit - 1 : value;
};

/** Into 0 … 2^bits - 1, bits up to 31. */
export const saturateUnsigned = (value: number, bits: number): number => {
  const limit = (1 << bits) >>> 0;
  return value < 0 ? 0 : value >= limit ? limit - 1 : value;
};

/** Into a signed word. */
export const saturateWord = (value: number): number =>
  value > 0x7fff_ffff ? 0x7fff_ffff : value < -0x8000_0000 ? -0x8000_0000 : value | 0;

const low = (x: number): number => (x << 16) >> 16;
const high = (x: number): number => x >> 16;
const pair = (upper: number, lower: number): number => (upper << 16) | (lower & 0xffff);

/** SSAT16: both halves. */
export const saturateSignedPair = (x: number, bits: number): number =>
  pair(saturateSigned(high(x), bits), saturateSigned(low(x), bits));

/** USAT16: both halves, read as signed. */
export const saturateUnsignedPair = (x: number, bits: number): number =>
  pair(saturateUnsigned(high(x), bits), saturateUnsigned(low(x), bits));
