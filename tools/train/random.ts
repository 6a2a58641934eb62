/** A seeded generator; the same seed gives the same training run on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Mean 0, variance 1. */
  normal(): number;
  /** A permutation of 0..count-1. */
  shuffle(count: number): Uint32Array;
}

/** mulberry32 (T. Ettinger, public domain): 32 bits of state are enough for shuffles and initial weights. */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    uniform,
    // Box and Muller, 1958; 1 - u keeps the logarithm finite.
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    shuffle: (count) => {
      const order = Uint32Array.from({ length: count }, (_, i) => i);
      for (let last = count - 1; last > 0; last--) {
        const other = Math.floor(uniform() * (last + 1));
        const kept = order[last] as number;
        order[last] = order[other] as number;
        order[other] = kept;
      }
      return order;
    },
  };
};
