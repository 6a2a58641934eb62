import { inputAt } from '../inputs.ts';
import type { Context } from '../operator.ts';
import { Refusal } from '../refusal.ts';
import type { Affine, Dequantized, Value } from '../values.ts';
import { type Counted, identity, type Meaning } from './counted.ts';
import { straight } from './meanings.ts';
import { LEAST_ORDINAL, MOST_ORDINAL, realOf } from './real-order.ts';

/** Real numbers of the graph's input stand for themselves; as codes they are counted in their order. */
const ownMeaning: Meaning = { of: realOf, line: identity.line };

/** Codes of 8 bits and a DequantizeLinear: an image that comes as bytes; uint8 is in memory as int8. */
const coded = ({ shape, codes }: Dequantized): Counted => {
  if (codes.dtype !== 'int8' && codes.dtype !== 'uint8')
    throw new Refusal(`codes of ${codes.dtype}: 8 bits are the most`);
  const { scale, zeroPoint } = codes.cell.affine as Affine;
  const meaning = straight((code) => (code - zeroPoint) * scale, scale, -zeroPoint * scale);
  return {
    kind: 'counted',
    shape,
    codes: () => ({ ...codes, dtype: 'int8' }),
    isReal: false,
    least: -128,
    most: 127,
    bits: 8,
    meanings: [meaning],
    axis: 0,
  };
};

/** The value as whole numbers and what they stand for; undefined for constants. */
const countedOf = (value: Value): Counted | undefined => {
  if (value.kind === 'counted') return value;
  if (value.kind === 'dequantized') return coded(value);
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
