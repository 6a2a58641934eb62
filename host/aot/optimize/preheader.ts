import type { Loop } from '../ssa/control-flow.ts';
import { Block, type SsaFunction } from '../ssa/ir.ts';
import { makePhi } from './make-in.ts';
import { redirect } from './redirect.ts';

/** The block through which alone the loop is entered, and which leads nowhere else; made if there is none. */
export const preheaderOf = (fn: SsaFunction, { header, blocks }: Loop, loops: readonly Loop[]): Block => {
  const entries = header.predecessors.filter((from) => !blocks.has(from));
  const [only] = entries;
  if (only && entries.length === 1 && only.terminator.kind === 'jump') return only;
  const before = new Block(fn.blocks.length);
  const isEntry = header.predecessors.map((from) => !blocks.has(from));
  before.predecessors = entries;
  before.terminator = { kind: 'jump', to: header };
  for (const phi of header.phis) {
    const outer = makePhi(
      fn,
      before,
      phi.args.filter((_, at) => isEntry[at]),
    );
    phi.args = [outer, ...phi.args.filter((_, at) => !isEntry[at])];
  }
  header.predecessors = [before, ...header.predecessors.filter((_, at) => !isEntry[at])];
  for (const from of entries) redirect(from, header, before);
  for (const outer of loops) if (outer.header !== header && outer.blocks.has(header)) outer.blocks.add(before);
  fn.blocks.push(before);
  return before;
};
