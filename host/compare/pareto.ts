import type { Figure } from '../metrics/figures.ts';

/** Figures that a designer trades against one another, and which way is better. */
const criteria: Readonly<Record<string, 'more' | 'less'>> = {
  accuracy: 'more',
  latency: 'less',
  energy_per_inference: 'less',
  flash_bytes: 'less',
  ram_bytes: 'less',
};

/** Larger is better for all of them; absent figures are left out. */
const gains = (figures: readonly Figure[]): ReadonlyMap<string, number> =>
  new Map(
    figures.flatMap(({ id, value }) => {
      const better = criteria[id];
      return better === undefined || value === undefined ? [] : [[id, better === 'more' ? value : -value]];
    }),
  );

/** a is nowhere worse than b and somewhere better; only figures that both have can tell. */
const dominates = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean => {
  const differences = [...a].flatMap(([id, gain]) => {
    const other = b.get(id);
    return other === undefined ? [] : [gain - other];
  });
  return differences.every((difference) => difference >= 0) && differences.some((difference) => difference > 0);
};

/** For each list of figures, whether it belongs to the Pareto set: no other list dominates it. */
export const paretoSet = (candidates: readonly (readonly Figure[])[]): boolean[] => {
  const all = candidates.map(gains);
  return all.map((one) => one.size > 0 && !all.some((other) => dominates(other, one)));
};
