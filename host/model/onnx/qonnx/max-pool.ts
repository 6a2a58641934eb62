import type { Context } from '../operator.ts';
import { maxPool as pooled } from '../pooling.ts';
import { Refusal } from '../refusal.ts';
import { type Counted, once } from './counted.ts';
import { countedAt } from './inputs.ts';

/** The greatest code stands for the greatest number, where numbers rise with codes. */
export const maxPool = (context: Context): Counted => {
  const { real: _, signs: __, signSums: ___, ...x } = countedAt(context, 0);
  if (x.meanings.some(({ line }) => line.factor < 0))
    throw new Refusal('numbers that fall as their codes rise: put a quantiser before it');
  const codes = x.codes();
  if (codes.dtype === 'int32') throw new Refusal('sums that are not quantised yet: put the pool behind the quantiser');
  const result = pooled(context, codes);
  return { ...x, shape: result.shape, codes: once(() => result) };
};
