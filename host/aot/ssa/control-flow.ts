import { type Block, mapTerminatorArgs, resolve, resolveArgs, type SsaFunction, successors } from './ir.ts';

/** Drops unreachable blocks, follows forwards, and numbers the rest in reverse postorder with loops kept together. */
export const tidy = (fn: SsaFunction): void => {
  const reached = new Set<Block>();
  const visit = [fn.entry];
  for (let block = visit.pop(); block; block = visit.pop()) {
    if (reached.has(block)) continue;
    reached.add(block);
    visit.push(...successors(block));
  }
  for (const block of reached) {
    const kept = block.predecessors.map((predecessor) => reached.has(predecessor));
    for (const phi of block.phis) phi.args = phi.args.filter((_, at) => kept[at]);
    block.predecessors = block.predecessors.filter((_, at) => kept[at]);
  }
  forwardTrivialPhis([...reached]);
  for (const block of reached) {
    block.phis = block.phis.filter((phi) => !phi.forward);
    block.body = block.body.filter((value) => !value.forward);
    block.phis.forEach(resolveArgs);
    block.body.forEach(resolveArgs);
    mapTerminatorArgs(block, resolve);
  }
  fn.blocks = [...reached];
  orderBlocks(fn);
};

const forwardTrivialPhis = (blocks: readonly Block[]): void => {
  for (let changed = true; changed; ) {
    changed = false;
    for (const { phis } of blocks)
      for (const phi of phis) {
        if (phi.forward) continue;
        const others = new Set(phi.args.map(resolve));
        others.delete(phi);
        const [only] = others;
        if (others.size !== 1 || !only) continue;
        phi.forward = only;
        changed = true;
      }
  }
};

const postorder = (entry: Block, order: (block: Block) => Block[]): Block[] => {
  const done: Block[] = [];
  const seen = new Set<Block>([entry]);
  const stack: { block: Block; next: Block[] }[] = [{ block: entry, next: order(entry) }];
  while (stack.length > 0) {
    const top = stack.at(-1) as { block: Block; next: Block[] };
    const successor = top.next.shift();
    if (!successor) {
      done.push(top.block);
      stack.pop();
    } else if (!seen.has(successor)) {
      seen.add(successor);
      stack.push({ block: successor, next: order(successor) });
    }
  }
  return done;
};

/** Block → its immediate dominator (Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm", 2001). */
export const dominators = (blocks: readonly Block[]): Map<Block, Block> => {
  const number = new Map(blocks.map((block, at) => [block, at]));
  const before = blocks.map(({ predecessors }) => predecessors.map((block) => number.get(block) ?? 0));
  /** By number; that of the entry is its own, -1 is not known yet. */
  const idom: number[] = blocks.map((_, at) => (at === 0 ? 0 : -1));
  const meet = (a: number, b: number): number => {
    let [left, right] = [a, b];
    while (left !== right)
      if (left > right) left = idom[left] as number;
      else right = idom[right] as number;
    return left;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let at = 1; at < blocks.length; at++) {
      let next = -1;
      for (const from of before[at] as number[]) if (idom[from] !== -1) next = next === -1 ? from : meet(next, from);
      if (idom[at] === next) continue;
      idom[at] = next;
      changed = true;
    }
  }
  return new Map(blocks.map((block, at) => [block, blocks[idom[at] as number] as Block]));
};

/** Block → the blocks that it dominates immediately. */
export const dominatorTree = (blocks: readonly Block[]): Map<Block, Block[]> => {
  const idom = dominators(blocks);
  const children = new Map<Block, Block[]>(blocks.map((block) => [block, []]));
  for (const block of blocks.slice(1)) children.get(idom.get(block) as Block)?.push(block);
  return children;
};

export interface Loop {
  readonly header: Block;
  readonly blocks: Set<Block>;
}

/** Natural loops, outermost first; those with one header are one loop. */
export const naturalLoops = (blocks: readonly Block[]): Loop[] => {
  const idom = dominators(blocks);
  const number = new Map(blocks.map((block, at) => [block, at]));
  const at = (block: Block) => number.get(block) ?? 0;
  const isDominated = (block: Block, by: Block): boolean => {
    for (let up = block; ; up = idom.get(up) as Block) {
      if (up === by) return true;
      if (up === idom.get(up)) return false;
    }
  };
  const loops = new Map<Block, Set<Block>>();
  for (const block of blocks)
    for (const header of successors(block)) {
      // Only a way back in reverse postorder can close a loop.
      if (at(header) > at(block) || !isDominated(block, header)) continue;
      const members = loops.get(header) ?? new Set([header]);
      loops.set(header, members);
      const work = [block];
      for (let member = work.pop(); member; member = work.pop()) {
        if (members.has(member)) continue;
        members.add(member);
        work.push(...member.predecessors);
      }
    }
  return [...loops]
    .map(([header, members]) => ({ header, blocks: members }))
    .sort((a, b) => b.blocks.size - a.blocks.size);
};

const orderBlocks = (fn: SsaFunction): void => {
  fn.blocks = postorder(fn.entry, successors).reverse();
  for (const block of fn.blocks) block.loopDepth = 0;
  for (const loop of naturalLoops(fn.blocks)) for (const block of loop.blocks) block.loopDepth++;
  // Visiting the way out first lays it out last: a loop's blocks stay together.
  const outFirst = (block: Block) => successors(block).sort((a, b) => a.loopDepth - b.loopDepth);
  fn.blocks = postorder(fn.entry, outFirst).reverse();
};
