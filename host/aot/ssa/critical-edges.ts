import { backEdges } from './back-edges.ts';
import { Block, type SsaFunction, successors } from './ir.ts';

/**
 * Gives every way from a block with two ways on to a block with phis a block of its own: their copies belong there. Ways back
 * on which they may be made before the branch stay.
 */
export const splitCriticalEdges = (fn: SsaFunction): void => {
  const kept = backEdges(fn);
  fn.blocks = fn.blocks.flatMap((block) => {
    const { terminator } = block;
    if (terminator.kind !== 'branch') return [block];
    const { at = 0 } = terminator;
    const edges = (['then', 'otherwise'] as const).flatMap((side) => {
      const target = terminator[side];
      if (target.phis.length === 0 || kept.get(block) === target) return [];
      const edge = new Block(-1);
      edge.terminator = { kind: 'jump', to: target, at };
      edge.predecessors = [block];
      edge.loopDepth = Math.min(block.loopDepth, target.loopDepth);
      terminator[side] = edge;
      target.predecessors[target.predecessors.indexOf(block)] = edge;
      return [edge];
    });
    return [block, ...edges];
  });
};

/** After that: where the copies at the end of a block go. */
export const copiedTo = (block: Block): Block | undefined => successors(block).find(({ phis }) => phis.length > 0);
