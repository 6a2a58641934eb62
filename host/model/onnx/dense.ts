import { damaged } from '../errors.ts';
import { elements } from '../shapes.ts';
import { clamped, fused } from './clamp.ts';
import type { Constant } from './constant.ts';
import { pendingOf } from './inputs.ts';
import { rowMajor } from './layout.ts';
import type { Context } from './operator.ts';
import { storedAs } from './quantization.ts';
import { Refusal } from './refusal.ts';
import { transposed } from './transposed.ts';
import type { Affine, Dequantized, Pending, Stored } from './values.ts';
import { addBias, type Bias, type Weights } from './weights.ts';

/** Weights [O, I] out of ONNX's [I, O], or as they are. */
export const outputsFirst = (weights: Weights, isTransposed: boolean): Weights => {
  const { codes, axis } = weights;
  if (codes.shape.length !== 2) throw new Refusal(`weights of rank ${codes.shape.length}`);
  return isTransposed ? weights : { ...weights, codes: transposed(codes, [1, 0]), axis: 1 - axis };
};

/**
 * The last axis times weights [O, I] as FULLY_CONNECTED. Where the input was flattened from axes that lie in another order,
 * the weights' columns change places instead of the input's elements.
 */
export const dense = (context: Context, x: Dequantized, weights: Weights, bias: Bias | undefined): Pending => {
  const [outputs = 0, inputs = 0] = weights.codes.shape;
  if (x.shape.at(-1) !== inputs) throw damaged(`weights for ${inputs} inputs and an input of shape [${x.shape}]`);
  if (weights.scales.length > 1 && (weights.axis !== 0 || weights.scales.length !== outputs))
    throw new Refusal(`weights with ${weights.scales.length} scales along axis ${weights.axis}`);
  const shape = [...x.shape.slice(0, -1), outputs];
  return pendingOf(context, {
    shape,
    ...(!bias && { plus: (constant: Bias) => dense(context, x, weights, constant) }),
    store: (storage, bounds) => {
      const { builder } = context;
      const { source, codes } = aligned(context, x.codes, weights.codes);
      const quantization = {
        scales: weights.scales.map(Math.fround),
        zeroPoints: weights.scales.map(() => 0),
        axis: 0,
      };
      const ids = [source.id, builder.constant(weights.name, codes, quantization)];
      const products = weights.scales.map((scale) => scale * (x.codes.cell.affine as Affine).scale);
      if (bias) ids.push(addBias(builder, bias, products, outputs));
      const y = storedAs(builder, storage, shape);
      const activation = fused(storage, bounds);
      builder.emit('FULLY_CONNECTED', ids, [y.id], {
        activation: activation ?? 'none',
        keepNumDims: shape.length !== 2,
      });
      return activation ? y : clamped(builder, y, bounds);
    },
  });
};

/** The input and weights for it that need no transpose. */
export const aligned = (
  { builder }: Context,
  x: Stored,
  codes: Constant,
): { readonly source: Stored; readonly codes: Constant } => {
  const flat = x.reshapes;
  const isFlattened = flat && flat.order[0] === 0 && x.shape.length === 2 && flat.shape[0] === x.shape[0];
  if (!isFlattened) return { source: builder.arranged(x, rowMajor(x.shape.length)), codes };
  const [outputs = 0, inputs = 0] = codes.shape;
  const unfolded = { ...codes, shape: [outputs, ...flat.shape.slice(1)] };
  if (elements(unfolded.shape) !== outputs * inputs) throw damaged(`[${flat.shape}] flattened to ${inputs}`);
  const columns = { ...transposed(unfolded, flat.order), shape: [outputs, inputs] };
  return { source: builder.reshaped(flat, x.shape), codes: columns };
};
