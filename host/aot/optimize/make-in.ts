import { type Block, type Op, resolve, type SsaFunction, Value } from '../ssa/ir.ts';
import { simplify } from '../ssa/simplify.ts';

export type MakeIn = (op: Op, args: readonly Value[], imm?: number, symbol?: string) => Value;

/** Makes values at the end of `block`, simplified, for the instruction at `at`. */
export const makeIn = (fn: SsaFunction, block: Block, at: number): MakeIn => {
  const make: MakeIn = (op, args, imm = 0, symbol = '') => {
    const resolved = args.map(resolve);
    const simpler = simplify(make, op, resolved);
    if (simpler) return simpler;
    const value = new Value(fn.nextId++, op, resolved, imm, block);
    value.symbol = symbol;
    value.at = at;
    block.body.push(value);
    return value;
  };
  return make;
};

export const makePhi = (fn: SsaFunction, block: Block, args: Value[]): Value => {
  const phi = new Value(fn.nextId++, 'phi', args, 0, block);
  block.phis.push(phi);
  return phi;
};
