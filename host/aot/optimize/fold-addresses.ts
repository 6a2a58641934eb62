import { isLoad, isStore, type LoadOp, type SsaFunction, type StoreOp, type Value } from '../ssa/ir.ts';

/** Whether an access of this kind takes a constant offset in its instruction. */
export type Reaches = (op: LoadOp | StoreOp, offset: number) => boolean;

/**
 * Constants added to an address go into the offset of the access where that reaches; unless the sum is wanted anyway, for the
 * next turn of a loop above all: then it is the better address.
 */
export const foldAddresses = (fn: SsaFunction, reaches: Reaches): void => {
  const wanted = new Set<Value>();
  for (const block of fn.blocks) for (const phi of block.phis) for (const arg of phi.args) wanted.add(arg);
  for (const block of fn.blocks)
    for (const value of block.body) {
      const { op, imm, args, isVolatile } = value;
      const [pointer] = args;
      if (isVolatile || !pointer || wanted.has(pointer) || !(isLoad(op) || isStore(op))) continue;
      const [base, added] = pointer.args;
      if (pointer.op !== 'add' || !base || added?.op !== 'const' || !reaches(op, imm + added.imm)) continue;
      value.args = [base, ...args.slice(1)];
      value.imm += added.imm;
    }
};
