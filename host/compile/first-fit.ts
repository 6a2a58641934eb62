import { aligned, type Lifetime, startsFrom } from './lifetimes.ts';

/** Where a lifetime may not start once another has its place: between two distances from the other's start, both excluded. */
interface Block {
  readonly other: number;
  readonly after: number;
  readonly until: number;
}

export interface Placement {
  readonly order: readonly number[];
  /** Offset of each lifetime. */
  readonly offsets: readonly number[];
  readonly bytes: number;
}

/** What one try gave, and how many blocks it looked at. */
export interface Try {
  /** Undefined where more bytes than allowed would be needed. */
  readonly placement: Placement | undefined;
  readonly looks: number;
}

const NOWHERE = -1;

const blocksOf = (lifetimes: readonly Lifetime[], index: number, met: readonly number[]): readonly Block[] => {
  const lifetime = lifetimes[index] as Lifetime;
  return met.flatMap((other) => {
    const beside = lifetimes[other] as Lifetime;
    const [after, until] = [-aligned(lifetime.bytes), aligned(beside.bytes)];
    const above = startsFrom(lifetime, other);
    const below = startsFrom(beside, index);
    const [from, to] = above ? [above.least, above.most] : below ? [-below.most, -below.least] : [until, until];
    return [
      { other, after, until: Math.min(until, from) },
      { other, after: Math.max(after, to), until },
    ].filter((block) => block.after < block.until);
  });
};

/**
 * Places lifetimes in a given order, each as low as those before it allow, given what each of them meets.
 * @returns the placement, unless it takes more than `limit` bytes
 */
export const firstFit = (
  lifetimes: readonly Lifetime[],
  met: readonly (readonly number[])[],
): ((order: readonly number[], limit: number) => Try) => {
  const sizes = lifetimes.map(({ bytes }) => aligned(bytes));
  const blocks = lifetimes.map((_, index) => blocksOf(lifetimes, index, met[index] ?? []));
  const [after, until]: [number[], number[]] = [[], []];
  /** Gathers what is held by those that have a place. */
  const gather = (index: number, offsets: readonly number[]): number => {
    let held = 0;
    for (const block of blocks[index] ?? []) {
      const start = offsets[block.other] as number;
      if (start === NOWHERE) continue;
      after[held] = start + block.after;
      until[held++] = start + block.until;
    }
    return held;
  };
  return (order, limit) => {
    const offsets = new Array<number>(lifetimes.length).fill(NOWHERE);
    let [bytes, looks] = [0, 0];
    for (const index of order) {
      let held = gather(index, offsets);
      let [at, hasMoved] = [0, true];
      looks += (blocks[index] as readonly Block[]).length + 1;
      while (hasMoved) {
        hasMoved = false;
        looks += held;
        let above = 0;
        for (let block = 0; block < held; block++) {
          const [begin, end] = [after[block] as number, until[block] as number];
          if (end <= at) continue;
          if (begin < at) {
            at = end;
            hasMoved = true;
          } else {
            after[above] = begin;
            until[above++] = end;
          }
        }
        held = above;
      }
      offsets[index] = at;
      bytes = Math.max(bytes, at + (sizes[index] as number));
      if (bytes > limit) return { placement: undefined, looks };
    }
    return { placement: { order, offsets, bytes }, looks };
  };
};
