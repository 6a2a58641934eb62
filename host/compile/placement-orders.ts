import type { Lifetime } from './lifetimes.ts';
import { liveBytesWhenBegun } from './memory-bound.ts';

type Order = readonly number[];

/** For each lifetime the most that exists while it does. */
const peaksOf = (lifetimes: readonly Lifetime[], met: readonly Order[]): readonly number[] => {
  const live = liveBytesWhenBegun(lifetimes, met);
  return lifetimes.map(({ from }, index) => {
    const later = (met[index] ?? []).filter((other) => from <= (lifetimes[other] as Lifetime).from);
    return Math.max(...[index, ...later].map((begun) => live[begun] as number));
  });
};

/** The orders in which lifetimes are placed first; which of them does well differs from graph to graph. */
export const placementOrders = (lifetimes: readonly Lifetime[], met: readonly Order[]): readonly Order[] => {
  const indices = [...lifetimes.keys()];
  const peaks = peaksOf(lifetimes, met);
  const size = (index: number) => lifetimes[index]?.bytes ?? 0;
  const begin = (index: number) => lifetimes[index]?.from ?? 0;
  const length = (index: number) => (lifetimes[index]?.to ?? 0) - begin(index);
  const peak = (index: number) => peaks[index] ?? 0;
  const isScratch = (index: number) => Number(length(index) === 0);
  /** What lies over its input lies a little before it: the last of a chain comes first. */
  const lastFirst = (a: number, b: number) => begin(b) - begin(a) || size(b) - size(a);
  return [
    indices.toSorted((a, b) => size(b) - size(a)),
    indices.toSorted((a, b) => length(b) - length(a) || size(b) - size(a)),
    indices.toSorted((a, b) => size(b) * (length(b) + 1) - size(a) * (length(a) + 1)),
    indices,
    indices.toSorted((a, b) => peak(b) - peak(a) || length(b) - length(a) || size(b) - size(a)),
    indices.toSorted((a, b) => isScratch(a) - isScratch(b) || lastFirst(a, b)),
    indices.toSorted((a, b) => isScratch(b) - isScratch(a) || lastFirst(a, b)),
  ];
};
