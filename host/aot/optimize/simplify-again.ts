import { resolve, type SsaFunction, type Value } from '../ssa/ir.ts';
import { simplify } from '../ssa/simplify.ts';
import { makeIn } from './make-in.ts';
import { narrowProduct } from './narrow-product.ts';

/** Simplifies what other passes have made simple: constant arguments, products of extended words. True where anything was. */
export const simplifyAgain = (fn: SsaFunction): boolean => {
  let isChanged = false;
  for (const block of fn.blocks) {
    const { body } = block;
    block.body = [];
    for (const value of body) {
      const make = makeIn(fn, block, value.at);
      value.args = value.args.map(resolve);
      const simpler: Value | undefined = simplify(make, value.op, value.args) ?? narrowProduct(make, value);
      if (!simpler) {
        block.body.push(value);
        continue;
      }
      value.forward = simpler;
      isChanged = true;
    }
  }
  return isChanged;
};
