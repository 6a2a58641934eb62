import { inputAt } from '../inputs.ts';
import type { Context } from '../operator.ts';
import { Refusal } from '../refusal.ts';
import type { Value } from '../values.ts';
import { type Counted, identity, type Meaning } from './counted.ts';
import { LEAST_ORDINAL, MOST_ORDINAL, realOf } from './real-order.ts';

/** Real numbers of the graph's input stand for themselves; as codes they are counted in their order. */
const ownMeaning: Meaning = { of: realOf, line: identity.line };

/** The value as whole numbers and what they stand for; undefined for constants. */
const countedOf = (value: Value): Counted | undefined => {
  if (value.kind === 'counted') return value;
  if (value.kind !== 'stored' || value.dtype !== 'float32') return undefined;
  return {
    kind: 'counted',
    shape: value.shape,
    codes: () => value,
    isReal: true,
    least: LEAST_ORDINAL,
    most: MOST_ORDINAL,
    bits: 32,
    meanings: [ownMeaning],
    axis: 0,
  };
};

export const countedAt = (context: Context, index: number): Counted => {
  const value = inputAt(context, index);
  const counted = countedOf(value);
  if (counted) return counted;
  const isConstant = value.kind === 'constant' || value.kind === 'quantized-constant';
  throw new Refusal(`input ${index} is ${isConstant ? 'a constant' : 'not float32'}`);
};

/** Whole numbers that are summed up: all of one scale, and one zero point that is whole. */
export interface Grid {
  readonly factors: readonly number[];
  readonly zero: number;
}

const MOST_ZERO = 2 ** 15;

/**
 * A value as scale · (n - zero), one scale for all or one for each slice along its axis.
 * @throws Refusal for what has no such form
 */
export const gridOf = ({ isReal, meanings, least, most }: Counted): Grid => {
  if (isReal) throw new Refusal('an input that is not quantised: put a Quant before it');
  const zeros = meanings.map(({ of, line: { factor, offset, low, high } }) => {
    const ends = [factor * least + offset, factor * most + offset];
    if (factor === 0 || ends.some((end) => end < low || end > high))
      throw new Refusal(
        'an input that is not on an even grid (an activation came after its quantiser): put a Quant before it',
      );
    const zero = Math.round(-offset / factor) + 0;
    if (of(zero) !== 0 || Math.abs(zero) > MOST_ZERO)
      throw new Refusal(`an input whose codes have the zero point ${-offset / factor}, which is not whole`);
    return zero;
  });
  const [zero = 0] = zeros;
  if (zeros.some((one) => one !== zero)) throw new Refusal('an input with several zero points');
  return { factors: meanings.map(({ line }) => line.factor), zero };
};
