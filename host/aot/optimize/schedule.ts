import { type Block, hasEffect, isConstant, type SsaFunction, terminatorArgs, type Value } from '../ssa/ir.ts';

/** Stretches shorter than this have nothing to win; longer ones than that take too long, with the square of their length. */
const MIN_LENGTH = 12;
const MAX_LENGTH = 2000;
/** As many values are followed before one is chosen. */
const FOLLOWED = 16;

/**
 * Reorders the bodies of loops, from effect to effect, so that few values are alive at a time. Binaryen sinks computations to
 * their last use, which takes unrolled multiply-accumulate tiles apart: all products of one accumulator, then all of the next.
 * This puts them back: always next what, followed through to the values that it completes, leaves the fewest alive; what
 * comes first breaks ties, in the order of the source or in that of need, whichever takes fewer registers. Where
 * loads pair, the order of need itself is as good as either: it takes weights as they lie.
 */
export const schedule = (fn: SsaFunction, pairsLoads: boolean): void => {
  const madeIn = new Map(fn.blocks.flatMap((block) => [...block.phis, ...block.body].map((value) => [value, block])));
  for (const block of fn.blocks) {
    if (block.loopDepth === 0) continue;
    const outside = usedOutside(fn, block);
    // What was made before the loop every turn needs again.
    const isOuter = (value: Value) => (madeIn.get(value)?.loopDepth ?? 0) < block.loopDepth;
    block.body = stretches(block.body).flatMap((stretch) => {
      if (!isWorthIt(stretch)) return stretch;
      const behind = neededBehind(stretch, block, outside);
      const isKept = (value: Value) => behind.has(value) || isOuter(value);
      const need = inNeed(stretch);
      const orders = [inOrder(stretch, isKept), inOrder(need, isKept)];
      if (pairsLoads) orders.unshift(need);
      return orders.reduce((best, order) => (mostAlive(order, isKept) < mostAlive(best, isKept) ? order : best));
    });
  }
};

/** A body cut before and behind each value that has an effect. */
const stretches = (body: readonly Value[]): Value[][] => {
  const parts: Value[][] = [[]];
  for (const value of body) {
    if (hasEffect(value)) parts.push([value], []);
    else parts.at(-1)?.push(value);
  }
  return parts;
};

const isWorthIt = ({ length }: readonly Value[]): boolean => length >= MIN_LENGTH && length <= MAX_LENGTH;

/** Values of or before a stretch that are needed behind it. */
const neededBehind = (stretch: readonly Value[], { body }: Block, outside: ReadonlySet<Value>): Set<Value> => {
  const end = body.indexOf(stretch.at(-1) as Value) + 1;
  return new Set([...outside, ...body.slice(end).flatMap(({ args }) => args)]);
};

const inOrder = (stretch: readonly Value[], isKept: (value: Value) => boolean): Value[] => {
  const inStretch = new Set(stretch);
  const users = new Map<Value, Value[]>();
  const left = new Map<Value, number>();
  const waits = new Map<Value, number>();
  for (const value of stretch) {
    for (const arg of new Set(value.args)) {
      users.set(arg, [...(users.get(arg) ?? []), value]);
      left.set(arg, (left.get(arg) ?? 0) + 1);
    }
    waits.set(value, new Set(value.args.filter((arg) => inStretch.has(arg))).size);
  }
  const delta = (value: Value): number => {
    const killed = [...new Set(value.args)].filter(
      (arg) => !isConstant(arg) && left.get(arg) === 1 && !isKept(arg),
    ).length;
    return (isConstant(value) ? 0 : 1) - killed;
  };
  const perform = (value: Value) => {
    for (const arg of new Set(value.args)) left.set(arg, (left.get(arg) ?? 0) - 1);
    for (const user of users.get(value) ?? []) waits.set(user, (waits.get(user) ?? 0) - 1);
  };
  const undo = (value: Value) => {
    for (const arg of new Set(value.args)) left.set(arg, (left.get(arg) ?? 0) + 1);
    for (const user of users.get(value) ?? []) waits.set(user, (waits.get(user) ?? 0) + 1);
  };
  /** Fewest values more than now on the way, when `value` is followed through to what becomes ready behind it. */
  const follow = (value: Value): number => {
    const done: Value[] = [];
    const ready = [value];
    let [sum, least] = [0, Number.POSITIVE_INFINITY];
    while (ready.length > 0 && done.length < FOLLOWED) {
      const costs = ready.map(delta);
      const at = costs.indexOf(Math.min(...costs));
      const [next] = ready.splice(at, 1) as [Value];
      perform(next);
      done.push(next);
      sum += costs[at] as number;
      least = Math.min(least, sum);
      for (const user of users.get(next) ?? []) if (inStretch.has(user) && waits.get(user) === 0) ready.push(user);
    }
    for (const each of done.reverse()) undo(each);
    return least;
  };
  const order: Value[] = [];
  const pending = [...stretch];
  while (pending.length > 0) {
    let best = -1;
    let bestCost = Number.POSITIVE_INFINITY;
    pending.forEach((value, index) => {
      if (waits.get(value) !== 0 || bestCost < 0) return;
      const cost = follow(value);
      if (cost >= bestCost) return;
      best = index;
      bestCost = cost;
    });
    const [value] = pending.splice(best, 1) as [Value];
    perform(value);
    order.push(value);
  }
  return order;
};

/** Arguments before what is made of them, a loop's totals before what is added to them: that then comes one after the other. */
const inNeed = (stretch: readonly Value[]): Value[] => {
  const left = new Set(stretch);
  const used = new Set(stretch.flatMap(({ args }) => args));
  const order: Value[] = [];
  const totals = new Map<Value, boolean>();
  const isTotal = (value: Value): boolean => {
    const known =
      totals.get(value) ??
      (value.op === 'phi' || ((value.op === 'add' || value.op === 'dsp') && value.args.some(isTotal)));
    totals.set(value, known);
    return known;
  };
  const visit = (value: Value): void => {
    if (!left.delete(value)) return;
    for (const arg of [...value.args].sort((a, b) => Number(isTotal(b)) - Number(isTotal(a)))) visit(arg);
    order.push(value);
  };
  for (const value of stretch) if (!used.has(value)) visit(value);
  return order;
};

/** The largest number of values that are alive together, without those that are so all the time. */
const mostAlive = (order: readonly Value[], isKept: (value: Value) => boolean): number => {
  const last = new Map(order.flatMap((value, at) => value.args.map((arg) => [arg, at])));
  const made = new Set(order);
  const alive = new Set([...last.keys()].filter((arg) => !made.has(arg) && !isConstant(arg) && !isKept(arg)));
  let most = 0;
  order.forEach((value, at) => {
    for (const arg of value.args) if (last.get(arg) === at && !isKept(arg)) alive.delete(arg);
    if (!isConstant(value)) alive.add(value);
    most = Math.max(most, alive.size);
  });
  return most;
};

/** Values of or before the block that are needed behind it. */
const usedOutside = (fn: SsaFunction, block: Block): Set<Value> => {
  const needed = new Set<Value>(terminatorArgs(block));
  for (const other of fn.blocks) {
    for (const phi of other.phis) for (const arg of phi.args) needed.add(arg);
    if (other === block) continue;
    for (const value of other.body) for (const arg of value.args) needed.add(arg);
    for (const arg of terminatorArgs(other)) needed.add(arg);
  }
  return needed;
};
