/** Something that occupies the arena from one step to another, both included. */
export interface Lifetime {
  readonly bytes: number;
  readonly from: number;
  readonly to: number;
}

export interface MemoryPlan {
  /** Offset of each lifetime, in the order given. */
  readonly offsets: readonly number[];
  readonly bytes: number;
  /** Largest sum of lifetimes that exist at one step: no plan is smaller. */
  readonly lowerBoundBytes: number;
}

/** Kernels read words from scratch, and inputs are copied by words: everything starts at a multiple of 4. */
const ALIGNMENT = 4;
const RANDOM_ORDERS = 400;

const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
const overlap = (a: Lifetime, b: Lifetime): boolean => a.from <= b.to && b.from <= a.to;

/**
 * Offsets without overlap: first fit in several orders (largest first, longest first, …, then seeded shuffles) until one meets
 * the lower bound; the best otherwise.
 */
export const planMemory = (lifetimes: readonly Lifetime[]): MemoryPlan => {
  const lowerBoundBytes = largestLiveSet(lifetimes);
  const indices = lifetimes.map((_, index) => index);
  const size = (index: number) => lifetimes[index]?.bytes ?? 0;
  const length = (index: number) => (lifetimes[index]?.to ?? 0) - (lifetimes[index]?.from ?? 0);
  const orders = [
    indices.toSorted((a, b) => size(b) - size(a)),
    indices.toSorted((a, b) => length(b) - length(a) || size(b) - size(a)),
    indices.toSorted((a, b) => size(b) * (length(b) + 1) - size(a) * (length(a) + 1)),
    indices,
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

/** Sum of what exists at one step, each part rounded up to the alignment. */
export const liveBytesAt = (lifetimes: readonly Lifetime[], step: number): number =>
  lifetimes.filter(({ from, to }) => from <= step && step <= to).reduce((sum, { bytes }) => sum + aligned(bytes), 0);

const largestLiveSet = (lifetimes: readonly Lifetime[]): number =>
  Math.max(0, ...lifetimes.map(({ from }) => liveBytesAt(lifetimes, from)));

const firstFit = (lifetimes: readonly Lifetime[], order: readonly number[]): { offsets: number[]; bytes: number } => {
  const offsets = new Array<number>(lifetimes.length).fill(0);
  const placed: number[] = [];
  let bytes = 0;
  for (const index of order) {
    const lifetime = lifetimes[index] as Lifetime;
    const taken = placed
      .filter((other) => overlap(lifetime, lifetimes[other] as Lifetime))
      .map((other) => ({
        start: offsets[other] as number,
        end: (offsets[other] as number) + aligned(lifetimes[other]?.bytes ?? 0),
      }))
      .sort((a, b) => a.start - b.start);
    let at = 0;
    for (const { start, end } of taken) {
      if (at + aligned(lifetime.bytes) <= start) break;
      at = Math.max(at, end);
    }
    offsets[index] = at;
    placed.push(index);
    bytes = Math.max(bytes, at + aligned(lifetime.bytes));
  }
  return { offsets, bytes };
};
