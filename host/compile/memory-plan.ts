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

export interface MemoryPlan {
  /** Offset of each lifetime, in the order given. */
  readonly offsets: readonly number[];
  readonly bytes: number;
  /** Largest sum of lifetimes that exist at one step, less what may overlap: no plan is smaller. */
  readonly lowerBoundBytes: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Kernels read words from scratch, and inputs are copied by words: everything starts at a multiple of 4. */
const ALIGNMENT = 4;
const RANDOM_ORDERS = 400;

const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
const meet = (a: Lifetime, b: Lifetime): boolean => a.from <= b.to && b.from <= a.to;
/** Multiples of the alignment. */
const startsOf = ({ overlaps = [] }: Lifetime, other: number): Starts | undefined => {
  const found = overlaps.find(({ over }) => over === other);
  return found && { least: aligned(found.least), most: Math.floor(found.most / ALIGNMENT) * ALIGNMENT };
};

/**
 * Offsets without overlap: first fit in several orders (largest first, longest first, …, then seeded shuffles) until one meets
 * the lower bound; the best otherwise.
 */
export const planMemory = (lifetimes: readonly Lifetime[]): MemoryPlan => {
  const lowerBoundBytes = largestLiveSet(lifetimes);
  const indices = lifetimes.map((_, index) => index);
  const size = (index: number) => lifetimes[index]?.bytes ?? 0;
  const begin = (index: number) => lifetimes[index]?.from ?? 0;
  const isScratch = (index: number) => Number(length(index) === 0);
  const length = (index: number) => (lifetimes[index]?.to ?? 0) - (lifetimes[index]?.from ?? 0);
  const orders = [
    indices.toSorted((a, b) => size(b) - size(a)),
    indices.toSorted((a, b) => length(b) - length(a) || size(b) - size(a)),
    indices.toSorted((a, b) => size(b) * (length(b) + 1) - size(a) * (length(a) + 1)),
    indices,
    // What lies over its input lies a little before it: the last of a chain comes first, scratch finds its place behind all.
    indices.toSorted((a, b) => isScratch(a) - isScratch(b) || begin(b) - begin(a) || size(b) - size(a)),
  ];
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  let best: { offsets: number[]; bytes: number } | undefined;
  for (let attempt = 0; attempt < orders.length + RANDOM_ORDERS; attempt++) {
    const order =
      orders[attempt] ??
      indices
        .map((index) => ({ index, key: random() }))
        .sort((a, b) => a.key - b.key)
        .map(({ index }) => index);
    const plan = firstFit(lifetimes, order);
    if (!best || plan.bytes < best.bytes) best = plan;
    if (best.bytes === lowerBoundBytes) break;
  }
  return { offsets: best?.offsets ?? [], bytes: best?.bytes ?? 0, lowerBoundBytes };
};

/** Sum of what exists at one step, each part rounded up to the alignment, less what may overlap. */
export const liveBytesAt = (lifetimes: readonly Lifetime[], step: number): number =>
  lifetimes
    .filter(({ from, to }) => from <= step && step <= to)
    .reduce((sum, one) => sum + aligned(one.bytes) - (one.from === step ? sharedBytes(lifetimes, one) : 0), 0);

const sharedBytes = (lifetimes: readonly Lifetime[], { bytes, overlaps = [] }: Lifetime): number => {
  const shared = overlaps.map(({ over, most }) => {
    const other = aligned(lifetimes[over]?.bytes ?? 0);
    return Math.min(other, aligned(bytes) + Math.min(0, Math.floor(most / ALIGNMENT) * ALIGNMENT));
  });
  return Math.min(aligned(bytes), sum(shared.filter((part) => part > 0)));
};

const largestLiveSet = (lifetimes: readonly Lifetime[]): number =>
  Math.max(0, ...lifetimes.map(({ from }) => liveBytesAt(lifetimes, from)));

const firstFit = (lifetimes: readonly Lifetime[], order: readonly number[]): { offsets: number[]; bytes: number } => {
  const offsets = new Array<number>(lifetimes.length).fill(0);
  const placed: number[] = [];
  let bytes = 0;
  for (const index of order) {
    const lifetime = lifetimes[index] as Lifetime;
    const size = aligned(lifetime.bytes);
    const taken = placed
      .filter((other) => meet(lifetime, lifetimes[other] as Lifetime))
      .flatMap((other) => {
        const start = offsets[other] as number;
        const [after, until] = [start - size, start + aligned(lifetimes[other]?.bytes ?? 0)];
        const behind = startsOf(lifetime, other);
        const before = startsOf(lifetimes[other] as Lifetime, index);
        const free = behind
          ? [start + behind.least, start + behind.most]
          : before && [start - before.most, start - before.least];
        const [from = until, to = until] = free ?? [];
        return [
          { after, until: from },
          { after: Math.max(after, to), until },
        ].filter((one) => one.after < one.until);
      })
      .sort((a, b) => a.after - b.after);
    let at = 0;
    for (const { after, until } of taken) {
      if (at <= after) break;
      at = Math.max(at, until);
    }
    offsets[index] = at;
    placed.push(index);
    bytes = Math.max(bytes, at + size);
  }
  return { offsets, bytes };
};
