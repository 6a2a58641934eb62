import type { Block } from '../ssa/ir.ts';

/** Leads every way from `from` to `old` to `to` instead; the lists of predecessors are the caller's. */
export const redirect = ({ terminator }: Block, old: Block, to: Block): void => {
  if (terminator.kind === 'jump') terminator.to = to;
  else if (terminator.kind === 'branch') {
    if (terminator.then === old) terminator.then = to;
    if (terminator.otherwise === old) terminator.otherwise = to;
  } else if (terminator.kind === 'table') {
    terminator.entries = terminator.entries.map((entry) => (entry === old ? to : entry));
  }
};
