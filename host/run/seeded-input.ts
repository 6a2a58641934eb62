/** s = seed · 2654435761 + 12345, then s = 1664525 s + 1013904223 a byte, its top byte taken: the inputs of published baselines. */
export const seededInput = (bytes: number, seed = 1): Uint8Array => {
  let state = (Math.imul(seed, 2654435761) + 12345) >>> 0;
  return Uint8Array.from({ length: bytes }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
};
