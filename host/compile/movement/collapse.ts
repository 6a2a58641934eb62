import type { Axis, Move } from './move.ts';

/** A move as runs of bytes that lie together on both sides, and the loops around them, none of extent 1. */
export interface Runs {
  /** Bytes of a run. */
  readonly bytes: number;
  /** The widest unit, in bytes, of which everything is a multiple. */
  readonly unit: 1 | 2 | 4;
  /** Outermost first. */
  readonly axes: readonly Axis[];
}

/** Where two loops are one. */
const merged = (outer: Axis, inner: Axis): Axis | undefined =>
  outer.from === inner.from * inner.extent && outer.to === inner.to * inner.extent
    ? { ...inner, extent: outer.extent * inner.extent }
    : undefined;

const merge = (axes: readonly Axis[]): Axis[] => {
  const loops: Axis[] = [];
  for (const axis of axes) {
    const outer = loops.at(-1);
    const one = outer && merged(outer, axis);
    if (one) loops.pop();
    loops.push(one ?? axis);
  }
  return loops;
};

/** The widest unit, in bytes, of which all of these are multiples. */
export const unitOf = (amounts: readonly number[]): Runs['unit'] =>
  ([4, 2] as const).find((unit) => amounts.every((amount) => amount % unit === 0)) ?? 1;

/**
 * The fewest loops for a move of at least one element.
 * @param alignment of the tensors' own addresses
 */
export const collapse = ({ axes, width, from, to }: Move, alignment = 4): Runs => {
  const outermostFirst = axes.filter(({ extent }) => extent > 1).toSorted((a, b) => Math.abs(b.to) - Math.abs(a.to));
  const loops = merge(outermostFirst);
  const last = loops.at(-1);
  const isRun = last?.from === width && last.to === width;
  const around = isRun ? loops.slice(0, -1) : loops;
  const bytes = isRun ? last.extent * width : width;
  const steps = around.flatMap((axis) => [axis.from, axis.to]);
  return { bytes, unit: unitOf([bytes, from.byte, to.byte, alignment, ...steps]), axes: around };
};
