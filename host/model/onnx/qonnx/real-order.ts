const words = new DataView(new ArrayBuffer(4));

/** Integers that float32 numbers are counted by, in their order; -0 comes before 0. */
export const ordinalOf = (value: number): number => {
  words.setFloat32(0, value);
  const bits = words.getInt32(0);
  return bits ^ ((bits >> 31) & 0x7fffffff);
};

export const realOf = (ordinal: number): number => {
  words.setInt32(0, ordinal ^ ((ordinal >> 31) & 0x7fffffff));
  return words.getFloat32(0);
};

/** Of float32; what is infinite is beyond all thresholds. */
const GREATEST = (2 - 2 ** -23) * 2 ** 127;
export const LEAST_ORDINAL = ordinalOf(-GREATEST);
export const MOST_ORDINAL = ordinalOf(GREATEST);
