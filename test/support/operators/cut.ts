/** Cuts bytes that lie back to back, one part for each size. */
export const cut = (bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] => {
  let at = 0;
  return sizes.map((size) => {
    at += size;
    return bytes.subarray(at - size, at);
  });
};

/** Cuts bytes into as many equal parts. */
export const cutEvenly = (bytes: Uint8Array, parts: number): Uint8Array[] =>
  cut(bytes, new Array<number>(parts).fill(bytes.length / parts));
