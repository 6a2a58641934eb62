import { elements } from '../../shapes.ts';
import { constantOf } from '../constant.ts';
import { inputAt } from '../inputs.ts';
import type { Context } from '../operator.ts';
import type { QuantizedConstant, Value } from '../values.ts';
import { type Reals, realsOf } from './constants.ts';
import { countedAt } from './inputs.ts';
import { quantized } from './levels.ts';
import type { Quantizer, Quantizers } from './quantizers.ts';

/** A quantiser's node: constants become codes here, other values when the network runs. */
export const quantize = (
  context: Context,
  quantizersOf: (context: Context, shape: readonly number[]) => Quantizers,
): Value => {
  const { shape } = inputAt(context, 0);
  const quantizers = quantizersOf(context, shape);
  const constant = realsOf(context.inputs[0]);
  return constant ? quantizedConstant(constant, quantizers) : quantized(context, countedAt(context, 0), quantizers);
};

const ROUNDED = 1e-9;

/** Codes around 0 with the scale of each slice. */
const quantizedConstant = ({ shape, values }: Reals, { list, along, bits }: Quantizers): QuantizedConstant => {
  const inner = elements(shape.slice(along.axis + 1));
  const codes = Float64Array.from(values, (value, index) => {
    const { code, meaning } = list[Math.floor(index / inner) % list.length] as Quantizer;
    const shifted = code(value) + meaning.line.offset / meaning.line.factor;
    // Zero points are integers; only their products with scales are rounded.
    return Math.abs(shifted - Math.round(shifted)) < ROUNDED ? Math.round(shifted) + 0 : shifted;
  });
  const scales = list.map(({ meaning }) => meaning.line.factor);
  return {
    kind: 'quantized-constant',
    shape,
    codes: constantOf('float64', shape, codes),
    scales,
    zeroPoints: scales.map(() => 0),
    axis: along.axis,
    bits,
  };
};
