import type { Interference } from './interference.ts';
import type { Reg } from './lir.ts';

export interface ColourRequest {
  /** Registers to hand out, most welcome first. */
  readonly colours: readonly Reg[];
  /** Virtual registers to colour; the rest of the graph is ignored. */
  readonly members: ReadonlySet<Reg>;
  /** Never chosen as spill candidates while another exists. */
  readonly unspillable: ReadonlySet<Reg>;
  /** Cost of spilling one, where it differs from its uses: values that are made again rather than reloaded. */
  readonly discount: (reg: Reg) => number;
  /** Whether moves go wherever they can, even where their two ends together may be harder to colour than each alone. */
  readonly isEager: boolean;
}

export interface Colouring {
  readonly assigned: ReadonlyMap<Reg, Reg>;
  /** Groups of coalesced registers that found no colour. */
  readonly spilled: readonly (readonly Reg[])[];
}

/**
 * Graph colouring with optimistic selection and eager or conservative coalescing (Briggs, Cooper and Torczon, "Improvements
 * to Graph Coloring Register Allocation", TOPLAS 1994; George's test for machine registers).
 */
export const colour = (graph: Interference, request: ColourRequest): Colouring => {
  const { colours, members, unspillable } = request;
  const allowed = new Set(colours);
  const limit = colours.length;
  const alias = new Map<Reg, Reg>();
  const find = (reg: Reg): Reg => {
    let target = reg;
    for (let next = alias.get(target); next !== undefined; next = alias.get(target)) {
      // Shortens the way for the next one who asks.
      const further = alias.get(next);
      if (further !== undefined) alias.set(target, further);
      target = next;
    }
    return target;
  };
  const isPhysical = (reg: Reg) => reg < 16;
  const adjacent = new Map<Reg, Set<Reg>>();
  const node = (reg: Reg): Set<Reg> => {
    let set = adjacent.get(reg);
    if (!set) {
      set = new Set();
      adjacent.set(reg, set);
    }
    return set;
  };
  const concerns = (reg: Reg) => members.has(reg) || allowed.has(reg);
  for (const [reg, others] of graph.neighbours)
    if (concerns(reg)) for (const other of others) if (concerns(other)) node(reg).add(other);
  for (const reg of members) node(reg);

  const degree = (reg: Reg) => (isPhysical(reg) ? Number.POSITIVE_INFINITY : node(reg).size);
  const mayMerge = (a: Reg, b: Reg): boolean => {
    if (isPhysical(a)) {
      for (const n of node(b)) if (degree(n) >= limit && !isPhysical(n) && !node(n).has(a)) return false;
      return true;
    }
    let significant = 0;
    for (const n of node(a)) if ((node(b).has(n) ? degree(n) - 1 : degree(n)) >= limit) significant++;
    for (const n of node(b)) if (!node(a).has(n) && degree(n) >= limit) significant++;
    return significant < limit;
  };
  const merge = (into: Reg, from: Reg) => {
    alias.set(from, into);
    for (const n of node(from)) {
      node(n).delete(from);
      if (n === into) continue;
      node(n).add(into);
      node(into).add(n);
    }
    adjacent.delete(from);
  };
  const moves = graph.moves
    .filter(({ to, from }) => concerns(to) && concerns(from))
    .sort((a, b) => b.weight - a.weight);
  for (let changed = true; changed; ) {
    changed = false;
    for (const move of moves) {
      let [a, b] = [find(move.to), find(move.from)];
      if (isPhysical(b)) [a, b] = [b, a];
      if (a === b || isPhysical(b) || node(a).has(b)) continue;
      if (unspillable.has(a) !== unspillable.has(b) && !isPhysical(a)) continue;
      if (!request.isEager && !move.isEager && !mayMerge(a, b)) continue;
      merge(a, b);
      changed = true;
    }
  }

  const weight = new Map<Reg, number>();
  for (const reg of members) {
    const root = find(reg);
    weight.set(root, (weight.get(root) ?? 0) + (graph.weights.get(reg) ?? 0) * request.discount(reg));
  }
  const roots = [...adjacent.keys()].filter((reg) => !isPhysical(reg));
  const place = new Map(roots.map((reg, at) => [reg, at]));
  /** Roots without a place in the order, and how many neighbours without one each has. */
  const remaining = new Map(roots.map((reg) => [reg, node(reg).size]));
  const cheapest = (): Reg | undefined => {
    let pick: Reg | undefined;
    let best = Number.POSITIVE_INFINITY;
    for (const [reg, count] of remaining) {
      const cost = unspillable.has(reg) ? 1e30 : (weight.get(reg) ?? 0) / count;
      if (cost < best) {
        best = cost;
        pick = reg;
      }
    }
    return pick;
  };
  const order: Reg[] = [];
  /** Before this place no root has few enough neighbours to be sure of a colour. */
  let from = 0;
  while (remaining.size > 0) {
    while (from < roots.length && !((remaining.get(roots[from] as Reg) ?? limit) < limit)) from++;
    const pick = roots[from] ?? cheapest();
    if (pick === undefined) break;
    for (const other of node(pick)) {
      const count = remaining.get(other);
      if (count === undefined) continue;
      remaining.set(other, count - 1);
      if (count <= limit) from = Math.min(from, place.get(other) as number);
    }
    remaining.delete(pick);
    order.push(pick);
  }

  const hints = new Map<Reg, Reg[]>();
  const hint = (reg: Reg, wish: Reg) => {
    const wishes = hints.get(reg);
    if (wishes) wishes.push(wish);
    else hints.set(reg, [wish]);
  };
  for (const { to, from } of moves) {
    hint(find(to), find(from));
    hint(find(from), find(to));
  }
  const chosen = new Map<Reg, Reg>();
  const colourOf = (reg: Reg) => (isPhysical(reg) ? reg : chosen.get(reg));
  const spilledRoots = new Set<Reg>();
  for (const reg of order.reverse()) {
    const taken = new Set([...node(reg)].map(colourOf));
    const wished = (hints.get(reg) ?? [])
      .map(colourOf)
      .filter((c) => c !== undefined && allowed.has(c) && !taken.has(c));
    const free = wished[0] ?? colours.find((c) => !taken.has(c));
    if (free === undefined) spilledRoots.add(reg);
    else chosen.set(reg, free);
  }
  const assigned = new Map<Reg, Reg>();
  const spilled = new Map<Reg, Reg[]>();
  for (const reg of members) {
    const root = find(reg);
    const c = colourOf(root);
    if (spilledRoots.has(root) || c === undefined) spilled.set(root, [...(spilled.get(root) ?? []), reg]);
    else assigned.set(reg, c);
  }
  return { assigned, spilled: [...spilled.values()] };
};
