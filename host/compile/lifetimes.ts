import type { Starts } from './overlap.ts';

/** Something that occupies the arena from one step to another, both included. */
export interface Lifetime {
  readonly bytes: number;
  readonly from: number;
  readonly to: number;
  /** Others that end at the step where this one begins, and that it may partly lie over. */
  readonly overlaps?: readonly Overlap[];
}

export interface Overlap extends Starts {
  /** Place of the other in the list of lifetimes. */
  readonly over: number;
}

/** Kernels read words from scratch, and inputs are copied by words: everything starts at a multiple of 4. */
export const ALIGNMENT = 4;
export const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/** Where a lifetime may start from the start of another that it may lie over: multiples of the alignment. */
export const startsFrom = ({ overlaps = [] }: Lifetime, other: number): Starts | undefined => {
  const found = overlaps.find(({ over }) => over === other);
  return found && { least: aligned(found.least), most: Math.floor(found.most / ALIGNMENT) * ALIGNMENT };
};

/** For each lifetime those that share a step with it. */
export const meetings = (lifetimes: readonly Lifetime[]): readonly (readonly number[])[] => {
  const met: number[][] = lifetimes.map(() => []);
  const byStart = [...lifetimes.entries()].sort(([, a], [, b]) => a.from - b.from);
  let alive: typeof byStart = [];
  for (const entry of byStart) {
    const [index, { from }] = entry;
    alive = alive.filter(([, other]) => other.to >= from);
    for (const [other] of alive) {
      met[other]?.push(index);
      met[index]?.push(other);
    }
    alive.push(entry);
  }
  return met;
};
