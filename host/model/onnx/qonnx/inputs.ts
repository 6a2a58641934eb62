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
