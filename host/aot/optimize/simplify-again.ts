import { resolve, type SsaFunction, type Value } from '../ssa/ir.ts';
import { simplify } from '../ssa/simplify.ts';
import { makeIn } from './make-in.ts';
import { narrowProduct } from './narrow-product.ts';

/** Simplifies what other passes have made simple: arguments that became constants, products of extended words. */
export const simplifyAgain = (fn: SsaFunction): void => {
  for (const block of fn.blocks) {
    const { body } = block;
    block.body = [];
    for (const value of body) {
      const make = makeIn(fn, block, value.at);
      value.args = value.args.map(resolve);
      const simpler: Value | undefined = simplify(make, value.op, value.args) ?? narrowProduct(make, value);
      if (simpler) value.forward = simpler;
      else block.body.push(value);
    }
  }
};
