import { damaged } from '../../errors.ts';
import { elements } from '../../shapes.ts';
import { aligned } from '../dense.ts';
import type { Context } from '../operator.ts';
import { Refusal } from '../refusal.ts';
import { transposed } from '../transposed.ts';
import { realsAt, slicedAlong } from './constants.ts';
import { type Counted, once } from './counted.ts';
import { type Gridded, griddedAt } from './grid.ts';
import { everywhere, stepped, straight } from './meanings.ts';
import { type Filters, filtersAt, sums } from './sums.ts';

const STILL = {
  kernel: [1, 1],
  stride: [1, 1],
  dilation: [1, 1],
  pads: { top: 0, bottom: 0, left: 0, right: 0 },
  output: [1, 1],
} as const;

/** The last axis times weights [O, I]: a window over one pixel. */
const dense = (context: Context, gridded: Gridded, filters: Filters): Counted => {
  const x = gridded.value;
  const { builder } = context;
  const [outputs = 0, inputs = 0] = filters.codes.shape;
  const rank = x.shape.length;
  if (x.shape.at(-1) !== inputs) throw damaged(`weights for ${inputs} inputs and an input of shape [${x.shape}]`);
  if (x.meanings.length > 1 && x.axis !== rank - 1) throw new Refusal('an input whose scale differs between its rows');
  const shape = [...x.shape.slice(0, -1), outputs];
  const rows = elements(x.shape.slice(0, -1));
  const lying = once(() => aligned(context, x.codes(), filters.codes));
  return sums(context, gridded, filters, {
    shape,
    axis: rank - 1,
    groups: 1,
    layer: {
      image: () => builder.reshaped(lying().source, [rows, 1, 1, inputs]),
      extents: [rows, 1, 1, inputs],
      // Words lie as ONNX counts.
      filters: (isPacked) => ({ ...(isPacked ? filters : lying()).codes, shape: [outputs, 1, 1, inputs] }),
      window: STILL,
      finish: (image) => builder.reshaped(image, shape),
    },
  });
};

const matrixAt = (context: Context, isOutputsFirst: boolean): Filters => {
  const filters = filtersAt(context, 1, isOutputsFirst ? 0 : 1);
  if (filters.codes.shape.length !== 2) throw new Refusal(`weights of rank ${filters.codes.shape.length}`);
  return isOutputsFirst ? filters : { ...filters, codes: transposed(filters.codes, [1, 0]) };
};

/** MatMul: x, constant weights [I, O]. */
export const matMul = (context: Context): Counted => dense(context, griddedAt(context, 0), matrixAt(context, false));

/** Gemm: alpha · A · B + beta · C with constant B and C. */
export const gemm = (context: Context): Counted => {
  const { attributes, inputs } = context;
  const [alpha, beta] = [attributes.float('alpha', 1), attributes.float('beta', 1)];
  if (attributes.int('transA', 0) !== 0) throw new Refusal('transA');
  const products = dense(context, griddedAt(context, 0), matrixAt(context, attributes.int('transB', 0) !== 0));
  const scaled = alpha === 1 ? products : stepped(products, everywhere, () => straight((sum) => alpha * sum, alpha, 0));
  if (!inputs[2]) return scaled;
  const bias = slicedAlong(realsAt(context, 2, 'bias'), scaled.shape, 'bias');
  return stepped(scaled, bias, (value) => straight((sum) => sum + beta * value, 1, beta * value));
};
