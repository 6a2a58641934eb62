import { firstFit, type Placement } from './first-fit.ts';
import { aligned, type Lifetime, meetings } from './lifetimes.ts';
import { lowerBound } from './memory-bound.ts';
import { placementOrders } from './placement-orders.ts';

export interface MemoryPlan {
  /** Offset of each lifetime, in the order given. */
  readonly offsets: readonly number[];
  readonly bytes: number;
  /** No plan is smaller. */
  readonly lowerBoundBytes: number;
  /** How many pairs of lifetimes were compared on the way: the planner's work. */
  readonly looks: number;
}

/** What is spent on a plan that does not reach its bound: about a tenth of a second. */
const MOST_LOOKS = 4_000_000;
/** Moves without a smaller plan until another order is tried. */
const PATIENCE = 200;

/** Random whole numbers below a limit, the same ones each time. */
const seeded = (): ((limit: number) => number) => {
  let state = 1;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
};

/**
 * Offsets without overlap: first fit in several orders, then in orders that differ from a good one in one place, until a plan meets
 * the lower bound or enough has been looked at; the best of them.
 */
export const planMemory = (lifetimes: readonly Lifetime[], mostLooks = MOST_LOOKS): MemoryPlan => {
  const met = meetings(lifetimes);
  const lowerBoundBytes = lowerBound(lifetimes, met);
  const tryFirstFit = firstFit(lifetimes, met);
  const indices = [...lifetimes.keys()];
  const random = seeded();
  let [best, looks]: [Placement, number] = [{ order: [], offsets: [], bytes: Number.POSITIVE_INFINITY }, 0];
  const isDone = () => best.bytes <= lowerBoundBytes || looks >= mostLooks;
  const place = (order: readonly number[], limit = Number.POSITIVE_INFINITY): Placement | undefined => {
    const { placement, looks: more } = tryFirstFit(order, limit);
    looks += more;
    if (placement && placement.bytes < best.bytes) best = placement;
    return placement;
  };
  const oneOf = (among: readonly number[]): number | undefined => among[random(among.length)];
  /** One that ends at the top goes to the place of one that it meets, or that meets such a one; now and then any goes anywhere. */
  const moved = ({ order, offsets, bytes }: Placement): readonly number[] => {
    const tops = indices.filter((index) => (offsets[index] ?? 0) + aligned(lifetimes[index]?.bytes ?? 0) === bytes);
    const isAny = random(4) === 0;
    const one = oneOf(isAny ? indices : tops) as number;
    const near = oneOf(met[one] ?? []) ?? one;
    const to = isAny ? oneOf(indices) : random(2) ? near : oneOf(met[near] ?? []);
    return order.toSpliced(order.indexOf(one), 1).toSpliced(order.indexOf(to ?? near), 0, one);
  };
  const climb = (start: Placement): void => {
    let here = start;
    for (let idle = 0; idle < PATIENCE && !isDone(); idle++) {
      const there = place(moved(here), here.bytes);
      if (there && there.bytes < here.bytes) idle = 0;
      here = there ?? here;
    }
  };
  const starts: Placement[] = [];
  for (const order of placementOrders(lifetimes, met)) if (!isDone()) starts.push(place(order) as Placement);
  starts.sort((a, b) => a.bytes - b.bytes);
  for (let next = 0; !isDone(); next++) climb(starts[next] ?? (place(shuffled(indices, random)) as Placement));
  return { offsets: best.offsets, bytes: best.bytes, lowerBoundBytes, looks };
};

const shuffled = (indices: readonly number[], random: (limit: number) => number): readonly number[] =>
  indices
    .map((index) => ({ index, key: random(2 ** 32) }))
    .sort((a, b) => a.key - b.key)
    .map(({ index }) => index);
