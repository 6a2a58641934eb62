import type { Range } from '../level-range.ts';

/** How many parts a window is cut into, as tried in turn. */
const PARTS = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64];

const fits = (taps: readonly number[], chunk: number, [least, most]: Range, limit: number): boolean => {
  for (let first = 0; first < taps.length; first += chunk) {
    let [low, high] = [0, 0];
    for (let at = first; at < Math.min(taps.length, first + chunk); at++) {
      const [one, other] = [(taps[at] as number) * least, (taps[at] as number) * most];
      low += Math.min(one, other);
      high += Math.max(one, other);
    }
    if (Math.max(-low, high) > limit) return false;
  }
  return true;
};

/**
 * How many taps of `depth`, whole turns of a kernel's loop, may be added up before lanes are taken apart: as many as leave the sums of each filter in which the sums of no filter have left -limit … limit; undefined where one turn may leave them.
 * @param range  of values
 */
export const chunkFor = (
  filters: readonly (readonly number[])[],
  { depth, turn }: { readonly depth: number; readonly turn: number },
  range: Range,
  limit: number,
): number | undefined => {
  const heaviest = filters.reduce((most, taps) => taps.reduce((all, tap) => Math.max(all, Math.abs(tap)), most), 0);
  const product = heaviest * Math.max(Math.abs(range[0]), Math.abs(range[1]));
  const safe = product === 0 ? depth : turn * Math.floor(limit / product / turn);
  if (safe < turn) return undefined;
  const lengths = PARTS.map((parts) => turn * Math.ceil(depth / turn / parts)).filter((length) => length > safe);
  return lengths.find((length) => filters.every((taps) => fits(taps, length, range, limit))) ?? Math.min(depth, safe);
};
