const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** A float32 as a word. */
export const bitsOf = (value: number): number => {
  float[0] = value;
  return bits[0] as number;
};

/** The float32 of a word. */
export const floatOf = (word: number): number => {
  bits[0] = word;
  return float[0] as number;
};
